package io.github.evosam.library;

import static io.github.evosam.library.TestExperts.described;
import static io.github.evosam.library.TestExperts.files;
import static io.github.evosam.library.TestExperts.snapshot;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A sound export, which tests spoil, and a library with an expert, which is to refuse it. */
abstract class SpoiledExport {
  @TempDir Path folder;
  ExpertLibrary library;
  Path file;

  /** Contents of a sound export, to be spoiled. */
  final Map<String, byte[]> entries = new LinkedHashMap<>();

  @BeforeEach
  void export() throws IOException {
    ExpertLibrary source = new ExpertLibrary(folder.resolve("source"));
    file = folder.resolve("gift.evosam");
    source.exportTo(source.add(described("Gift"), files(1)).id(), file, true);
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    library = new ExpertLibrary(folder.resolve("home"));
    library.add(described("Mine"), files(2));
  }

  /** Puts another file in place of one, listed as it is everywhere. */
  void spoil(String name, byte[] content) throws IOException {
    FileRecord before = FileRecord.of(entries.get(name));
    FileRecord after = FileRecord.of(content);
    entries.put(name, content);
    list(name, content);
    String expert =
        text("expert.json")
            .replaceFirst(
                "(\"" + name + "\": \\{\\s*\"bytes\": )" + before.bytes(), "$1" + after.bytes())
            .replace(before.sha256().hex(), after.sha256().hex());
    entries.put("expert.json", expert.getBytes(UTF_8));
    list("expert.json", entries.get("expert.json"));
    write();
  }

  String text(String name) {
    return new String(entries.get(name), UTF_8);
  }

  JsonObject list() {
    return JsonParser.parseString(text("manifest.json")).getAsJsonObject();
  }

  /** Lists a file as it is. */
  void list(String name, byte[] content) {
    JsonObject list = list();
    JsonObject record = new JsonObject();
    record.addProperty("bytes", content.length);
    record.addProperty("sha256", FileRecord.of(content).sha256().hex());
    list.getAsJsonObject("files").add(name, record);
    entries.put("manifest.json", list.toString().getBytes(UTF_8));
  }

  void replaceExpert(String pattern, String replacement) throws IOException {
    String changed = text("expert.json").replaceFirst(pattern, replacement);
    assertThat(changed).isNotEqualTo(text("expert.json"));
    entries.put("expert.json", changed.getBytes(UTF_8));
    list("expert.json", entries.get("expert.json"));
    write();
  }

  void write() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  void assertRefused(String reason) {
    Map<String, String> before = snapshot(library.root);
    String[] neighbours = folder.toFile().list();

    assertThatThrownBy(() -> library.importFrom(file, Optional.empty()))
        .isInstanceOf(LibraryException.class)
        .hasMessageContainingAll(file.toString(), reason);

    assertThat(snapshot(library.root)).isEqualTo(before);
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder(neighbours);
  }
}
