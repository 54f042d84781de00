package io.github.evosam.library;

import static io.github.evosam.library.TestExperts.check;
import static io.github.evosam.library.TestExperts.described;
import static io.github.evosam.library.TestExperts.snapshot;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that somebody made to do harm, or that were damaged on their way. */
class MaliciousImportTest extends SpoiledExport {
  private static final String ADAPTER = "adapter.safetensors";

  @Test
  void soundExportIsTaken() throws IOException {
    write();

    library.importFrom(file, Optional.empty());

    assertThat(library.list().experts()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../evil",
        "..",
        "/evil",
        "a/b",
        "..\\evil",
        "C:\\evil",
        "C:evil",
        "evil\u0000",
        ".new",
        "aux",
        "con.png",
        "com1",
        "evil.",
        "EVIL",
        "evil/",
        ""
      })
  void namesThatLeaveTheFolderAreRefused(String name) throws IOException {
    list(name, new byte[] {1});
    entries.put(name, new byte[] {1});
    write();

    assertRefused("is no name of an expert's file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../evil", "/evil", "extra.txt"})
  void filesThatAreNotListedAreRefused(String name) throws IOException {
    entries.put(name, new byte[] {1});
    write();

    assertRefused("has a file '" + name + "' that is not listed");
  }

  @Test
  void filesThatTheExpertDoesNotKnowAreRefused() throws IOException {
    list("extra.txt", new byte[] {1});
    entries.put("extra.txt", new byte[] {1});
    write();

    assertRefused("its list of files differs from its expert's");
  }

  @Test
  void fileThatComesTwiceIsRefused() throws IOException {
    entries.put("adapter.safetensorz", entries.get(ADAPTER));
    write();
    String bytes = Files.readString(file, ISO_8859_1);
    Files.writeString(file, bytes.replace("adapter.safetensorz", ADAPTER), ISO_8859_1);

    assertRefused("that is not listed, or twice");
  }

  @Test
  void missingFileIsRefused() throws IOException {
    entries.remove(ADAPTER);
    write();

    assertRefused("it lacks adapter.safetensors");
  }

  @Test
  void changedBytesAreRefused() throws IOException {
    byte[] adapter = entries.get(ADAPTER);
    adapter[adapter.length - 1] ^= 1;
    write();

    assertRefused("adapter.safetensors is not as listed");
  }

  @Test
  void shortenedFileIsRefused() throws IOException {
    entries.put(ADAPTER, Arrays.copyOf(entries.get(ADAPTER), 20));
    write();

    assertRefused("adapter.safetensors is not as listed (20 bytes");
  }

  @Test
  void bombIsNotUnpackedBeyondItsListedSize() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        if (entry.getKey().equals(ADAPTER)) {
          zeros(zip, 300);
        } else {
          zip.write(entry.getValue());
        }
      }
    }
    assertThat(Files.size(file)).isLessThan(1 << 20);

    assertRefused("adapter.safetensors is larger than its " + entries.get(ADAPTER).length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"manifest.json", "expert.json"})
  void bombInAManifestIsNotUnpacked(String bomb) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        if (entry.getKey().equals(bomb)) {
          zeros(zip, 300);
        } else {
          zip.write(entry.getValue());
        }
      }
    }

    assertRefused(bomb + " is larger than its");
  }

  private static void zeros(OutputStream out, int mebibytes) throws IOException {
    byte[] mebibyte = new byte[1 << 20];
    for (int i = 0; i < mebibytes; i++) {
      out.write(mebibyte);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, (1L << 28) + 1, Long.MAX_VALUE})
  void sizesThatNoExpertHasAreRefused(long bytes) throws IOException {
    JsonObject list = list();
    list.getAsJsonObject("files").getAsJsonObject(ADAPTER).addProperty("bytes", bytes);
    entries.put("manifest.json", list.toString().getBytes(UTF_8));
    write();

    assertRefused("at most 268435456 bytes");
  }

  @Test
  void manyLargeFilesAreRefusedBeforeOneIsUnpacked() throws IOException {
    JsonObject list = list();
    JsonObject large = list.getAsJsonObject("files").getAsJsonObject(ADAPTER).deepCopy();
    large.addProperty("bytes", 1L << 28);
    for (int i = 0; i < 3; i++) {
      list.getAsJsonObject("files").add("large" + i, large);
    }
    entries.put("manifest.json", list.toString().getBytes(UTF_8));
    write();

    assertRefused("an expert has at most 536870912 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../evil", "0123456789ABCDEF", ""})
  void idThatIsNoneIsRefused(String id) throws IOException {
    replaceExpert("\"id\": \"[0-9a-f]+\"", "\"id\": \"" + id + "\"");

    assertRefused("id has 16 digits");
  }

  @Test
  void nameThatIsNoneIsRefused() throws IOException {
    replaceExpert("\"name\": \"Gift\"", "\"name\": \"../x\"");

    assertRefused("An expert's name has none of");
  }

  @Test
  void expertOfANewerVersionIsRefused() throws IOException {
    replaceExpert("\"version\": \"1.4\"", "\"version\": \"2.0\"");

    assertRefused("a newer EvoSAM wrote it (format 2.0");
  }

  @Test
  void exportOfANewerVersionIsRefused() throws IOException {
    String list = new String(entries.get("manifest.json"), UTF_8);
    entries.put("manifest.json", list.replace("\"1.0\"", "\"3.1\"").getBytes(UTF_8));
    write();

    assertRefused("a newer EvoSAM wrote it (format 3.1");
  }

  @Test
  void tensorsThatAreNoneAreRefused() throws IOException {
    byte[] junk = "not tensors, but listed with the right hash".getBytes(UTF_8);
    JsonObject record = JsonFields.of(Map.of(ADAPTER, FileRecord.of(junk))).getAsJsonObject();
    JsonObject expert = JsonParser.parseString(text("expert.json")).getAsJsonObject();
    expert.getAsJsonObject("files").add(ADAPTER, record.get(ADAPTER));
    entries.put("expert.json", JsonFields.bytes(expert));
    entries.put(ADAPTER, junk);
    list("expert.json", entries.get("expert.json"));
    list(ADAPTER, junk);
    write();

    assertRefused("adapter.safetensors holds no tensors");
  }

  @Test
  void otherOrderIsRefused() throws IOException {
    byte[] list = entries.remove("manifest.json");
    entries.put("manifest.json", list);
    write();

    assertRefused("manifest.json should come next in it, but 'expert.json' does");
  }

  @Test
  void everythingThatIsNoZipIsRefused() throws IOException {
    Files.write(file, new byte[0]);
    assertRefused("manifest.json should come next in it, but nothing does");
    byte[] noise = new byte[5000];
    new Random(1).nextBytes(noise);
    Files.write(file, noise);
    assertRefused("cannot be imported");
  }

  @Test
  void truncatedFileIsRefused() throws IOException {
    write();
    byte[] whole = Files.readAllBytes(file);
    int directory = new String(whole, ISO_8859_1).indexOf("PK\u0001\u0002");
    for (int length = 0; length < directory - 16; length += 37) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused("cannot be imported");
    }
  }

  @Test
  void anyChangedByteIsRefusedOrWithoutEffect() throws IOException {
    write();
    byte[] whole = Files.readAllBytes(file);
    Map<String, String> before = snapshot(library.root);
    int refused = 0;
    for (int i = 0; i < whole.length; i += 29) {
      byte[] changed = whole.clone();
      changed[i] ^= 0x55;
      Files.write(file, changed);
      try {
        Expert taken = library.importFrom(file, Optional.empty());
        assertThat(check(library, taken.id()).isSound()).as("byte %d", i).isTrue();
        assertThat(taken.manifest().description()).isEqualTo(described("Gift"));
        library.remove(taken.id());
      } catch (LibraryException e) {
        refused++;
      }
      assertThat(snapshot(library.root)).as("byte %d", i).isEqualTo(before);
    }
    assertThat(refused).isGreaterThan(20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"inputSide\": 1024        | \"inputSide\": 100000      | an input side from 1 to 2048",
        "\"tileSide\": 512          | \"tileSide\": 1            | a tile side of 0 or 4 to",
        "\"tileSide\": 512          | \"tileSide\": 2000000000   | a tile side of 0 or 4 to",
        "\"imageSide\": 999         | \"imageSide\": 2000000000  | an image side from 0",
        "\"magnification\": 0.53125 | \"magnification\": 0.001   | a magnification from",
        "\"magnification\": 0.53125 | \"magnification\": 1e300   | a magnification from",
        "\"magnification\": 0.53125 | \"magnification\": 1e-320  | a magnification from",
        "\"rank\": 4                | \"rank\": 2000000000       | LoRA needs",
        "\"split\": 6               | \"split\": 2000000000      | LoRA needs",
        "\"alpha\": 8.5             | \"alpha\": 1e30            | LoRA needs",
        "\"images\": 20             | \"images\": 2000000000     | from 1 to 10000000 images",
        "\"seed\": -9223372036854775808 | \"seed\": 1e999999999    | should be a whole number"
      })
  void numbersThatNoExpertHasAreRefused(String from, String to, String reason) throws IOException {
    replaceExpert(java.util.regex.Pattern.quote(from), to);

    assertRefused(reason);
  }

  @Test
  void deepNestingIsRefused() throws IOException {
    replaceExpert("\"task\": ", "\"x\": " + "[".repeat(5000) + "]".repeat(5000) + ", \"task\": ");

    assertRefused("nested deeper than 32 levels");
  }

  @Test
  void picturesThatNoTableShowsAreRefused() throws IOException {
    byte[] huge = TestExperts.png();
    java.nio.ByteBuffer.wrap(huge).putInt(16, 60_000).putInt(20, 60_000);
    spoil("thumbnail.png", huge);

    assertRefused("thumbnail.png is no small PNG picture");
  }

  @Test
  void moreRememberedImagesThanCanBeChosenByAreRefused() throws IOException {
    String header =
        "{\"descriptors\":{\"dtype\":\"F64\",\"shape\":[160000,1],\"data_offsets\":[0,1280000]}}";
    java.nio.ByteBuffer tensors =
        java.nio.ByteBuffer.allocate(8 + header.length() + 1_280_000)
            .order(java.nio.ByteOrder.LITTLE_ENDIAN);
    spoil(
        "matcher.safetensors",
        tensors.putLong(header.length()).put(header.getBytes(UTF_8)).array());

    assertRefused("its matcher remembers 160000 images");
  }

  @Test
  void aTensorHeaderThatFillsTheMemoryIsRefused() throws IOException {
    byte[] tensors = new byte[17 << 20];
    Arrays.fill(tensors, (byte) ' ');
    java.nio.ByteBuffer.wrap(tensors)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .putLong(0, tensors.length - 8L);
    spoil(ADAPTER, tensors);

    assertRefused("adapter.safetensors holds no tensors");
  }
}
