package io.github.evosam.imagej.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evosam.imagej.image.ImageFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultPairTest {
  @TempDir private Path folder;

  @Test
  void filesBelongTogetherByTheirNames() throws IOException {
    Path results =
        files("results", "a-labels.tif", "a.tif", "b.png", "report.csv", "b.zip", "d.tif");
    Path truths = files("truths", "a-mask.png", "b.tif", "c.tif", ".hidden.tif");
    assertThat(ResultPair.in(results, truths))
        .extracting(
            ResultPair::name,
            pair -> pair.result().map(Path::getFileName).map(Path::toString).orElse("none"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", "a-labels.tif"),
            org.assertj.core.groups.Tuple.tuple("b", "b.png"),
            org.assertj.core.groups.Tuple.tuple("c", "none"));
  }

  @Test
  void twoFilesOfOneNameAreRefused() throws IOException {
    Path results = files("results", "a.tif", "a.png");
    Path truths = files("truths", "a.tif");
    assertThatThrownBy(() -> ResultPair.in(results, truths))
        .isInstanceOf(ImageFileException.class)
        .hasMessageContaining("a.tif")
        .hasMessageContaining("a.png");
  }

  @Test
  void aFolderWithoutImagesIsRefused() throws IOException {
    Path results = files("results", "report.csv");
    Path truths = files("truths", "a.tif");
    assertThatThrownBy(() -> ResultPair.in(results, truths))
        .isInstanceOf(ImageFileException.class)
        .hasMessageContaining("no image in " + results);
  }

  private Path files(String name, String... files) throws IOException {
    Path made = Files.createDirectory(folder.resolve(name));
    for (String file : files) {
      Files.createFile(made.resolve(file));
    }
    return made;
  }
}
