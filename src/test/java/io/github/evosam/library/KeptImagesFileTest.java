package io.github.evosam.library;

import static io.github.evosam.library.TestExperts.check;
import static io.github.evosam.library.TestExperts.described;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.StateDict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that an expert was judged by: there where it was learned, and nowhere else. */
class KeptImagesFileTest {
  private static final int[] LEVELS = {1, 2, 3, 4, 5, 6};

  @TempDir Path folder;
  private final NDManager manager = NDManager.newBaseManager();
  private ExpertLibrary library;
  private Expert expert;

  @BeforeEach
  void save() {
    library = new ExpertLibrary(folder.resolve("home"));
    try (StateDict tensors = new StateDict(manager);
        StateDict images = new StateDict(manager)) {
      tensors.put("w", tensors.manager().create(new float[] {1, 2}));
      images.put("labels.0", images.manager().create(LEVELS, new Shape(2, 3)));
      expert =
          library.add(
              new NewExpert(
                  described("Vessels"), tensors, tensors, Optional.empty(), Optional.of(images)));
    }
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Path file() {
    return library.root.resolve("experts/" + expert.id() + "/validation.safetensors.gz");
  }

  @Test
  void theyComeBackAndDoNotCountAsPartOfTheExpert() {
    try (StateDict images = library.find("Vessels").keptImages(manager).orElseThrow()) {
      assertThat(images.get("labels.0", 2, 3).toIntArray()).containsExactly(LEVELS);
    }
    assertThat(expert.manifest().files().keySet())
        .containsExactlyInAnyOrder("adapter.safetensors", "matcher.safetensors");
    assertThat(library.find("Vessels").manifest()).isEqualTo(expert.manifest());
  }

  @Test
  void theyDoNotTravel() throws IOException {
    Path exported = folder.resolve("gift.evosam");
    library.exportTo(expert.id(), exported, true);
    try (ZipFile zip = new ZipFile(exported.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .noneMatch(name -> name.contains("validation"));
    }
    ExpertLibrary elsewhere = new ExpertLibrary(folder.resolve("elsewhere"));
    Expert imported = elsewhere.importFrom(exported, Optional.empty());

    assertThat(imported.manifest()).isEqualTo(expert.manifest());
    assertThat(imported.keptImages(manager)).isEmpty();
    assertThat(check(elsewhere, imported.id()).isSound()).isTrue();
  }

  @Test
  void whoDoesNotWantThemMayDeleteThem() throws IOException {
    Files.delete(file());

    assertThat(library.find("Vessels").keptImages(manager)).isEmpty();
    assertThat(library.list().damaged()).isEmpty();
    assertThat(library.verify()).allMatch(ExpertCheck::isSound);
  }

  @Test
  void damageOfThemIsSaidAndDamagesNothingElse() throws IOException {
    byte[] bytes = Files.readAllBytes(file());
    bytes[bytes.length - 1] ^= 1;
    Files.write(file(), bytes);

    assertThat(library.verify()).allMatch(ExpertCheck::isSound);
    assertThatThrownBy(() -> library.find("Vessels").keptImages(manager))
        .isInstanceOf(LibraryException.class)
        .hasMessageContainingAll("validation.safetensors.gz", "has changed since it was saved");
  }

  @Test
  void theyGoWithTheExpert() {
    library.remove(expert.id());

    assertThat(file().getParent()).doesNotExist();
  }
}
