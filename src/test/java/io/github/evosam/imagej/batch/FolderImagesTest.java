package io.github.evosam.imagej.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderImagesTest {
  @TempDir private Path folder;

  @BeforeEach
  void fill() throws Exception {
    for (String name :
        List.of(
            "b.tif",
            "a.png",
            "a-labels.tif",
            "a-overlay-0012.png",
            "lonely-labels.tif",
            ".hidden.tif",
            "notes.txt",
            "day1/c.tif",
            ".trash/d.tif",
            "results/a-labels.tif",
            "results/e.tif")) {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.createFile(folder.resolve(name));
    }
  }

  @Test
  void findsImagesInOrderButNeitherResultsNorHiddenOnes() {
    assertThat(names(new FolderImages(folder, true, NameFilter.IMAGES)))
        .containsExactly("a.png", "b.tif", "day1/c.tif", "lonely-labels.tif");
  }

  @Test
  void staysInTheFolderIfAsked() {
    assertThat(names(new FolderImages(folder, false, NameFilter.IMAGES)))
        .containsExactly("a.png", "b.tif", "lonely-labels.tif");
  }

  @Test
  void aLoopOfLinksEnds() throws Exception {
    Files.createSymbolicLink(folder.resolve("day1/again"), folder);
    assertThat(names(new FolderImages(folder, true, new NameFilter("c.tif"))))
        .containsExactly("day1/c.tif");
  }

  @Test
  void theBaseIsThePlaceWithoutTheEnding() {
    FolderImages images = new FolderImages(folder, true, NameFilter.IMAGES);
    assertThat(images.base(folder.resolve("day1/c.ome.tif"))).isEqualTo(Path.of("day1", "c"));
  }

  private List<String> names(FolderImages images) {
    return images.find(folder.resolve("results")).files().stream()
        .map(file -> folder.relativize(file).toString().replace('\\', '/'))
        .toList();
  }
}
