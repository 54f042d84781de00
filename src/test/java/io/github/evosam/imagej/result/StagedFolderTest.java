package io.github.evosam.imagej.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedFolderTest {
  @TempDir private Path folder;

  @Test
  void filesTakeTheirPlacesTogether() throws Exception {
    Path old = Files.writeString(folder.resolve("a"), "old");
    try (StagedFolder stage = StagedFolder.in(folder)) {
      Files.writeString(stage.folder().resolve("a"), "new");
      Files.writeString(stage.folder().resolve("b"), "too");
      assertThat(old).as("before").hasContent("old");
      stage.publish();
    }
    assertThat(old).hasContent("new");
    assertThat(folder).isDirectoryNotContaining("glob:**.evosam*");
    assertThat(folder.resolve("b")).hasContent("too");
  }

  @Test
  void aFailureHalfwayLeavesWhatWasThereAndNothingElse() throws Exception {
    Path old = Files.writeString(folder.resolve("a"), "old");
    assertThatThrownBy(
            () -> {
              try (StagedFolder stage = StagedFolder.in(folder)) {
                Files.writeString(stage.folder().resolve("a"), "half");
                throw new OutOfMemoryError("heap");
              }
            })
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(old).hasContent("old");
    assertThat(Files.list(folder)).containsExactly(old);
  }
}
