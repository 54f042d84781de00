package io.github.evosam.library;

import static io.github.evosam.library.TestExperts.check;
import static io.github.evosam.library.TestExperts.described;
import static io.github.evosam.library.TestExperts.files;
import static io.github.evosam.library.TestExperts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.github.evosam.DurableFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DamagedExpertTest {
  @TempDir Path folder;
  private ExpertLibrary library;
  private Expert sound;
  private Expert damaged;
  private Path damagedFolder;

  @BeforeEach
  void addTwo() {
    library = new ExpertLibrary(folder.resolve("home"));
    sound = library.add(described("Sound"), files(1));
    damaged = library.add(described("Damaged"), files(2));
    damagedFolder = library.root.resolve("experts").resolve(damaged.id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "expert.json         | has no expert.json",
        "adapter.safetensors | its file adapter.safetensors is missing",
        "matcher.safetensors | its file matcher.safetensors is missing",
        "thumbnail.png       | its file thumbnail.png is missing"
      })
  void expertThatLacksAFileIsReportedAndSkipped(String file, String reason) throws IOException {
    Files.delete(damagedFolder.resolve(file));

    assertReported(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"rank\": 4                 | \"rank\": \"4\"   | 'lora.rank' should be a whole number",
        "\"rank\": 4                 | \"rank\": 4.5     | 'lora.rank' should be a whole number",
        "\"rank\": 4                 | \"rank\": 1e12    | 'lora.rank' should be a whole number",
        "\"rank\": 4                 | \"rank\": 0       | rank >= 1",
        "\"inputSide\": 1024        | \"inputSide\": 100000 | an input side from 1 to 2048",
        "\"tileSide\": 512          | \"tileSide\": 1  | a tile side of 0 or 4 to",
        "\"split\": 6,               | ``                | 'lora.split' is missing",
        "\"alpha\": 8.5              | \"alpha\": 1e999  | alpha > 0",
        "\"diceAfter\": 0.7213       | \"diceAfter\": 7  | Dice is 0 to 1",
        "2026-02-03T04:05:06.789Z    | yesterday         | should be like 2026-01-31",
        "\"name\": \"Damaged\"       | \"name\": \"auto\" | choose another name",
        "\"format\": \"evosam-expert\" | \"format\": \"x\" | its format is 'x'",
        "\"version\": \"1.4\"        | \"version\": \"one\" | a format version is like 1.0",
        "\"id\": \"                  | \"id\": \"f       | id has 16 digits",
        "\"matcher.safetensors\"     | \"../x\"          | '../x' is no name",
        "\"bytes\"                   | \"bytes\": 1, \"x\" | bytes instead of 1",
        "\"sha256\": \"              | \"sha256\": \"z   | 64 digits",
        "{                           | [                 | no valid JSON"
      })
  void expertWithAWrongManifestIsReportedAndSkipped(String from, String to, String reason)
      throws IOException {
    Path json = damagedFolder.resolve("expert.json");
    String text = Files.readString(json);
    assertThat(text).contains(from);
    Files.writeString(json, text.replace(from, to));

    assertReported(reason);
  }

  @Test
  void truncatedFileIsReportedAndSkipped() throws IOException {
    Files.write(damagedFolder.resolve("adapter.safetensors"), new byte[3]);

    assertReported("adapter.safetensors has 3 bytes instead of");
  }

  @Test
  void copiedFolderIsReportedAndSkipped() throws IOException {
    Path copy = Files.createDirectory(damagedFolder.resolveSibling("0000000000000000"));
    for (String file : new String[] {"expert.json", "adapter.safetensors", "matcher.safetensors"}) {
      Files.copy(damagedFolder.resolve(file), copy.resolve(file));
    }
    DurableFolder.delete(damagedFolder);
    damagedFolder = copy;

    assertReported("its manifest is that of expert " + damaged.id());
  }

  @Test
  void expertOfANewerVersionIsReportedAndItsNameStaysTaken() throws IOException {
    Path json = damagedFolder.resolve("expert.json");
    Files.writeString(
        json,
        "{\"format\": \"evosam-expert\", \"version\": \"2.0\", \"name\": \"Damaged\", \"x\": []}");

    LibraryListing listing = library.list();

    assertThat(listing.damaged()).singleElement();
    assertThat(listing.damaged().get(0).name()).contains("Damaged");
    assertThat(listing.damaged().get(0).reason())
        .contains(damagedFolder.toString(), "a newer EvoSAM wrote it (format 2.0", "update EvoSAM")
        .doesNotContain("remove");
    assertThatThrownBy(() -> library.add(described("damaged"), files(3)))
        .hasMessageContaining("There is an expert 'Damaged' already");
    assertThatThrownBy(() -> library.rename(damaged.id(), "x"))
        .hasMessageContaining("a newer EvoSAM");
    assertThat(library.find("Sound").id()).isEqualTo(sound.id());
  }

  @Test
  void changedBytesAreFoundByHashWhenReadExportedOrVerified() throws IOException {
    Path file = damagedFolder.resolve("matcher.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);

    assertThat(library.list().experts()).hasSize(2);
    try (NDManager manager = NDManager.newBaseManager()) {
      Expert expert = library.find("Damaged");
      expert.adapter(manager).close();
      assertThatThrownBy(() -> expert.statistics(manager))
          .isInstanceOf(LibraryException.class)
          .hasMessageContainingAll(
              damagedFolder.toString(), "matcher.safetensors has changed since it was saved");
    }
    assertThatThrownBy(() -> library.exportTo(damaged.id(), folder.resolve("x.evosam"), true))
        .hasMessageContaining("matcher.safetensors has changed");
    assertThat(folder.resolve("x.evosam")).doesNotExist();
    assertThat(library.verify())
        .filteredOn(check -> !check.isSound())
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.id()).isEqualTo(damaged.id());
              assertThat(check.name()).contains("Damaged");
              assertThat(check.problems())
                  .singleElement()
                  .asString()
                  .contains("matcher.safetensors has changed");
            });
    assertThat(check(library, sound.id()).isSound()).isTrue();
  }

  @Test
  void damagedExpertCanBeRemoved() throws IOException {
    Files.writeString(damagedFolder.resolve("expert.json"), "broken");

    library.remove(damaged.id());

    assertThat(library.list().damaged()).isEmpty();
    assertThat(library.list().experts()).extracting(Expert::name).containsExactly("Sound");
    assertThat(damagedFolder).doesNotExist();
  }

  @Test
  void deepNestingEndsNothingAndCanBeRemoved() throws IOException {
    Path json = damagedFolder.resolve("expert.json");
    String nested = "{\"x\": " + "[".repeat(5000);
    Files.writeString(json, Files.readString(json).replaceFirst("\\{", nested.replace("[", "\\[")));

    assertReported("nested deeper than 32 levels");
    assertThat(library.rename(sound.id(), "Still sound").name()).isEqualTo("Still sound");
    library.remove(damaged.id());
    assertThat(library.list().damaged()).isEmpty();
  }

  @Test
  @org.junit.jupiter.api.Timeout(20)
  void aPipeInPlaceOfAFileBlocksNobody() throws Exception {
    for (String name : new String[] {"expert.json", "adapter.safetensors"}) {
      Path file = damagedFolder.resolve(name);
      Files.delete(file);
      int made = new ProcessBuilder("mkfifo", file.toString()).start().waitFor();
      org.junit.jupiter.api.Assumptions.assumeTrue(made == 0, "no pipes here");
    }

    assertThat(library.list().damaged()).singleElement();
    assertThat(check(library, damaged.id()).problems()).singleElement();
    library.remove(damaged.id());
    assertThat(damagedFolder).doesNotExist();
  }

  @Test
  void strangersInTheFolderAreLeftAlone() throws IOException {
    Path experts = library.root.resolve("experts");
    Files.writeString(experts.resolve(".DS_Store"), "x");
    Files.writeString(experts.resolve("read me.txt"), "x");
    Files.createDirectories(experts.resolve(".new-notours").resolve("x"));
    Files.writeString(damagedFolder.resolve("my notes.txt"), "x");
    Map<String, String> before = snapshot(library.root);

    library.remove(library.add(described("Third"), files(3)).id());

    assertThat(library.list().experts()).hasSize(2);
    assertThat(library.list().damaged()).isEmpty();
    assertThat(snapshot(library.root)).isEqualTo(before);
  }

  private void assertReported(String reason) {
    LibraryListing listing = library.list();

    assertThat(listing.experts()).extracting(Expert::name).containsExactly("Sound");
    assertThat(library.ids()).hasSize(2);
    assertThat(listing.damaged()).hasSize(1);
    assertThat(listing.damaged().get(0).id()).isEqualTo(damagedFolder.getFileName().toString());
    assertThat(listing.damaged().get(0).reason())
        .contains(damagedFolder.toString(), reason, "import it again");
    assertThat(library.find("Sound").thumbnail()).isPresent();
    assertThat(check(library, listing.damaged().get(0).id()).isSound()).isFalse();
    assertThatThrownBy(() -> library.find(damagedFolder.getFileName().toString()))
        .isInstanceOf(LibraryException.class)
        .hasMessageContaining(reason);
    library.add(described("Another"), files(3));
    assertThat(library.list().experts()).hasSize(2);
  }
}
