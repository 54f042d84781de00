package io.github.evosam.imagej.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @Test
  void whatADeadProcessDidNotFinishIsClearedByTheNextStage() throws Exception {
    Path dead = dead("half");

    StagedFolder.in(folder).close();

    assertThat(dead).doesNotExist();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatADeadProcessHadCompleteIsPutInPlaceByTheNextStage() throws Exception {
    Path dead = dead("new");
    Files.writeString(folder.resolve("b"), "moved already");
    Files.writeString(dead.resolve(StagedFolder.COMPLETE), folder.toAbsolutePath().toString());

    StagedFolder.in(folder).close();

    assertThat(folder.resolve("a")).hasContent("new");
    assertThat(folder.resolve("b")).hasContent("moved already");
    assertThat(folder).isDirectoryNotContaining("glob:**.evosam*");
  }

  @Test
  void whoDiedBeforeTheFolderWasMadeLeavesNothing() throws Exception {
    Files.createFile(folder.resolve(StagedFolder.PREFIX + "1" + StageLock.SUFFIX));

    StagedFolder.in(folder).close();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aStageThatWasCopiedElsewhereWritesNothingThere() throws Exception {
    Path dead = dead("new");
    Files.writeString(dead.resolve(StagedFolder.COMPLETE), "/somewhere/else");

    StagedFolder.in(folder).close();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void thoseAtWorkAreLeftAlone() throws Exception {
    Path batch = Files.createDirectory(folder.resolve(".evosam-batch"));
    Path former = Files.createDirectory(folder.resolve(".evosam-12345"));
    try (StagedFolder first = StagedFolder.in(folder)) {
      Files.writeString(first.folder().resolve("a"), "first");
      try (StagedFolder second = StagedFolder.in(folder)) {
        Files.writeString(second.folder().resolve("b"), "second");
        second.publish();
      }
      first.publish();
    }
    assertThat(folder.resolve("a")).hasContent("first");
    assertThat(folder.resolve("b")).hasContent("second");
    assertThat(List.of(batch, former)).allMatch(Files::isDirectory);
  }

  private Path dead(String content) throws Exception {
    Path stage = Files.createDirectory(folder.resolve(StagedFolder.PREFIX + "1"));
    Files.createFile(folder.resolve(StagedFolder.PREFIX + "1" + StageLock.SUFFIX));
    Files.writeString(stage.resolve("a"), content);
    return stage;
  }
}
