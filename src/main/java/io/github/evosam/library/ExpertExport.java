package io.github.evosam.library;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An expert as one {@code .evosam} file: a zip whose first entry lists the others with size and
 * hash. The same expert always becomes the same bytes.
 *
 * @param files contents by name, {@code expert.json} first
 */
record ExpertExport(Map<String, byte[]> files) {
  /** First entry of the zip. */
  static final String MANIFEST = "manifest.json";

  /** What the first entry says that the zip is. */
  static final String FORMAT = "evosam-export";

  /** Name of the list in the first entry. */
  static final String FILES = "files";

  /** Earliest time that a zip can hold; the time of the export would make equal experts differ. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  /**
   * Reads an expert and checks its hashes.
   *
   * @throws LibraryException if it is damaged
   */
  static ExpertExport of(ExpertFolder folder) {
    byte[] json = folder.manifestBytes();
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(ExpertManifest.FILE, json);
    folder
        .manifest()
        .files()
        .forEach((name, record) -> files.put(name, folder.content(name, record)));
    return new ExpertExport(files);
  }

  /** The same expert without its picture, which shows an image that it was learned from. */
  ExpertExport withoutPicture() {
    if (!files.containsKey(ExpertManifest.THUMBNAIL)) {
      return this;
    }
    JsonObject expert = JsonFields.parse(files.get(ExpertManifest.FILE)).json();
    expert.getAsJsonObject(FILES).remove(ExpertManifest.THUMBNAIL);
    Map<String, byte[]> rest = new LinkedHashMap<>(files);
    rest.remove(ExpertManifest.THUMBNAIL);
    rest.put(ExpertManifest.FILE, JsonFields.bytes(expert));
    return new ExpertExport(rest);
  }

  void writeTo(OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    put(zip, MANIFEST, manifest());
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      put(zip, file.getKey(), file.getValue());
    }
    zip.finish();
  }

  private byte[] manifest() {
    Map<String, FileRecord> records = new LinkedHashMap<>();
    files.forEach((name, content) -> records.put(name, FileRecord.of(content)));
    JsonObject json = FormatVersion.CURRENT.header(FORMAT);
    json.add(FILES, JsonFields.of(records));
    return JsonFields.bytes(json);
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
