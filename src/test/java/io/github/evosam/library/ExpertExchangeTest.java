package io.github.evosam.library;

import static io.github.evosam.library.TestExperts.described;
import static io.github.evosam.library.TestExperts.files;
import static io.github.evosam.library.TestExperts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpertExchangeTest {
  @TempDir Path folder;
  private ExpertLibrary home;
  private ExpertLibrary elsewhere;
  private Expert expert;
  private Path file;

  @BeforeEach
  void export() {
    home = new ExpertLibrary(folder.resolve("home"));
    elsewhere = new ExpertLibrary(folder.resolve("elsewhere"));
    expert = home.add(described("Vessels"), files(1));
    file = folder.resolve("vessels.evosam");
    home.exportTo(expert.id(), file, true);
  }

  @Test
  void importIntoAnEmptyLibraryIsBitEqual() {
    Expert imported = elsewhere.importFrom(file, Optional.empty());

    assertThat(snapshot(elsewhere.root)).isEqualTo(snapshot(home.root));
    assertThat(imported.manifest()).isEqualTo(expert.manifest());
    assertThat(elsewhere.verify()).allMatch(ExpertCheck::isSound).hasSize(1);
  }

  @Test
  void fieldsAndFilesOfNewerVersionsTravelToo() throws IOException {
    Path stored = home.root.resolve("experts").resolve(expert.id());
    byte[] extra = {1, 2, 3};
    Files.write(stored.resolve("report.html"), extra);
    Path json = stored.resolve("expert.json");
    Files.writeString(
        json,
        Files.readString(json)
            .replace("\"1.4\"", "\"1.5\"")
            .replace(
                "\"files\": {",
                "\"new\": 1, \"files\": {\"report.html\": {\"bytes\": 3, \"sha256\": \"%s\"},"
                    .formatted(FileRecord.of(extra).sha256().hex())));
    home.exportTo(expert.id(), file, true);

    elsewhere.importFrom(file, Optional.empty());

    assertThat(snapshot(elsewhere.root)).isEqualTo(snapshot(home.root));
  }

  @Test
  void exportIsAZipWhoseFirstEntryListsTheOthers() throws IOException {
    byte[] first = Files.readAllBytes(file);
    home.exportTo(expert.id(), file, true);

    assertThat(file).hasBinaryContent(first);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactly(
              "manifest.json",
              "expert.json",
              "adapter.safetensors",
              "matcher.safetensors",
              "thumbnail.png");
    }
  }

  @Test
  void nameThatIsTakenIsRefusedOrReplaced() {
    elsewhere.add(described("vessels"), files(2));
    Map<String, String> before = snapshot(elsewhere.root);

    assertThatThrownBy(() -> elsewhere.importFrom(file, Optional.empty()))
        .isInstanceOf(LibraryException.class)
        .hasMessageContainingAll("There is an expert 'vessels' already", "choose another name");
    assertThat(snapshot(elsewhere.root)).isEqualTo(before);

    Expert imported = elsewhere.importFrom(file, Optional.of("Vessels of Ann"));

    assertThat(imported.id()).isEqualTo(expert.id());
    assertThat(imported.manifest().description()).isEqualTo(described("Vessels of Ann"));
    assertThat(imported.manifest().files()).isEqualTo(expert.manifest().files());
    assertThat(snapshot(elsewhere.root)).containsAllEntriesOf(before);
  }

  @Test
  void sameExpertComesTwiceOnlyUnderANewNameAndId() {
    home.rename(expert.id(), "Renamed");
    assertThatThrownBy(() -> home.importFrom(file, Optional.empty()))
        .isInstanceOf(LibraryException.class)
        .hasMessageContainingAll("'Vessels' is in the library already, as 'Renamed'", "new name");

    Expert second = home.importFrom(file, Optional.of("Second"));

    assertThat(second.id()).isNotEqualTo(expert.id());
    assertThat(home.list().experts()).extracting(Expert::name).containsExactly("Renamed", "Second");
    assertThat(home.list().damaged()).isEmpty();
    assertThat(home.verify()).allMatch(ExpertCheck::isSound);
  }

  @Test
  void unwritableTargetIsNamed() {
    Path nowhere = folder.resolve("missing").resolve("x.evosam");

    assertThatThrownBy(() -> home.exportTo(expert.id(), nowhere, true))
        .isInstanceOf(LibraryException.class)
        .hasMessageContainingAll(nowhere.toString(), "check the folder");
    assertThatThrownBy(() -> home.exportTo("nobody", file, true))
        .hasMessageContaining("There is no expert 'nobody'");
    assertThatThrownBy(() -> home.importFrom(nowhere, Optional.empty()))
        .hasMessageContainingAll("There is no file", nowhere.toString());
  }

  @Test
  void thePictureStaysBehindUnlessItIsToGoAlong() throws Exception {
    ExpertLibrary from = new ExpertLibrary(folder.resolve("with-picture"));
    Expert expert = from.add(TestExperts.described("Pictured"), TestExperts.files(1));
    java.nio.file.Path file = folder.resolve("private.evosam");

    from.exportTo(expert.id(), file, false);

    try (var zip = new java.util.zip.ZipFile(file.toFile())) {
      assertThat(zip.stream().map(java.util.zip.ZipEntry::getName))
          .containsExactly(
              "manifest.json", "expert.json", "adapter.safetensors", "matcher.safetensors");
    }
    Expert taken = new ExpertLibrary(folder.resolve("without")).importFrom(file, Optional.empty());
    assertThat(taken.thumbnail()).isEmpty();
    assertThat(taken.id()).isEqualTo(expert.id());
    assertThat(taken.manifest().description()).isEqualTo(expert.manifest().description());
    assertThat(from.find("Pictured").thumbnail()).isPresent();
  }
}
