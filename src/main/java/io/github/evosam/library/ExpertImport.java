package io.github.evosam.library;

import io.github.evosam.weights.SafeTensors;
import io.github.evosam.weights.WeightsException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * An {@code .evosam} file that is being read, and believed in nothing: names are flat and listed,
 * no entry is read beyond its listed size, and every hash is checked. Read as a stream, so that no
 * directory of the zip can say anything else than its entries.
 */
final class ExpertImport implements AutoCloseable {
  /** As many as an expert may remember where it is used. */
  private static final long MOST_REMEMBERED = 20_000;

  private static final int BUFFER_BYTES = 1 << 14;

  private final Path file;
  private final ZipInputStream zip;
  private final Map<String, FileRecord> files = new LinkedHashMap<>();
  private byte[] expertJson;
  private ExpertManifest expert;

  private ExpertImport(Path file) throws IOException {
    this.file = file;
    this.zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)));
  }

  /**
   * Opens a file and reads which expert it holds.
   *
   * @throws LibraryException if it is no sound export
   */
  static ExpertImport open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new LibraryException("There is no file '" + file + "'; check the path");
    }
    ExpertImport opened = null;
    try {
      opened = new ExpertImport(file);
      opened.readManifests();
      return opened;
    } catch (IOException | RuntimeException e) {
      close(opened, e);
      throw e instanceof LibraryException known ? known : refused(file, reason(e), e);
    }
  }

  private static void close(ExpertImport opened, Exception reason) {
    try {
      if (opened != null) {
        opened.close();
      }
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private void readManifests() throws IOException {
    JsonFields list = JsonFields.parse(json(ExpertExport.MANIFEST, ManifestJson.MAX_BYTES));
    FormatVersion.of(list, ExpertExport.FORMAT);
    files.putAll(FileRecord.read(list.object(ExpertExport.FILES)));
    FileRecord record = files.remove(ExpertManifest.FILE);
    if (record == null || record.bytes() > ManifestJson.MAX_BYTES) {
      throw refused("it lists no " + ExpertManifest.FILE + " of at most 1 MiB");
    }
    expertJson = json(ExpertManifest.FILE, record.bytes());
    requireSame(ExpertManifest.FILE, record, FileRecord.of(expertJson));
    expert = ManifestJson.read(expertJson);
    if (!files.equals(expert.files())) {
      throw refused("its list of files differs from its expert's");
    }
  }

  /** What the file holds. */
  ExpertManifest expert() {
    return expert;
  }

  /**
   * Adds the expert to a library; can be called once.
   *
   * @throws LibraryException if a file is not as listed, or the expert or its name is there already
   * @throws IOException if the library cannot be written
   */
  Expert addTo(LibraryChange change, Optional<String> asked) throws IOException {
    String name = asked.orElse(expert.name());
    change.experts().requireFree(name, "");
    byte[] json = name.equals(expert.name()) ? expertJson : ManifestJson.renamed(expertJson, name);
    String id = expert.id();
    if (change.experts().folder(id).exists()) {
      id = secondId(change, asked);
      json = ManifestJson.identified(json, id);
    }
    byte[] manifest = json;
    unpackTo(change);
    requireTensors(change.staged(ExpertManifest.ADAPTER));
    requireTensors(change.staged(ExpertManifest.STATISTICS));
    requireFewImages(change.staged(ExpertManifest.STATISTICS));
    requirePicture(change);
    change.stage(ExpertManifest.FILE, out -> out.write(manifest));
    return change.publish(id);
  }

  private String secondId(LibraryChange change, Optional<String> asked) {
    if (asked.isEmpty()) {
      ExpertFolder present = change.experts().folder(expert.id());
      throw new LibraryException(
          "Expert '%s' is in the library already, as '%s'; give it a new name to have it twice"
              .formatted(expert.name(), ExpertFolders.name(present).orElse(expert.id())));
    }
    return change.freeId();
  }

  private void unpackTo(LibraryChange change) throws IOException {
    Set<String> missing = new HashSet<>(files.keySet());
    for (ZipEntry entry = next(); entry != null; entry = next()) {
      String name = entry.getName();
      if (!missing.remove(name)) {
        throw refused("it has a file '" + name + "' that is not listed, or twice");
      }
      FileRecord record = files.get(name);
      requireSame(name, record, change.stage(name, out -> copy(name, record.bytes(), out)));
    }
    if (!missing.isEmpty()) {
      throw refused("it lacks " + String.join(", ", missing));
    }
  }

  private void requireTensors(Path staged) {
    try {
      SafeTensors.check(staged);
    } catch (WeightsException e) {
      throw refused(file, staged.getFileName() + " holds no tensors", e);
    }
  }

  /** Choosing among experts takes time for each image that one of them remembers. */
  private void requireFewImages(Path statistics) {
    SafeTensors.shapes(statistics)
        .forEach(
            (name, shape) -> {
              if (shape.dimension() > 1 && shape.get(0) > MOST_REMEMBERED) {
                throw refused(
                    "its matcher remembers %d images (tensor '%s'), more than %d"
                        .formatted(shape.get(0), name, MOST_REMEMBERED));
              }
            });
  }

  private void requirePicture(LibraryChange change) throws IOException {
    if (files.containsKey(ExpertManifest.THUMBNAIL)
        && !Expert.isSmallPicture(Files.readAllBytes(change.staged(ExpertManifest.THUMBNAIL)))) {
      throw refused("its " + ExpertManifest.THUMBNAIL + " is no small PNG picture");
    }
  }

  private void requireSame(String name, FileRecord listed, FileRecord found) {
    if (!found.equals(listed)) {
      throw refused("%s is not as listed (%s instead of %s)".formatted(name, found, listed));
    }
  }

  /** The content of the next entry, which must have that name. */
  private byte[] json(String name, long maxBytes) throws IOException {
    ZipEntry entry = next();
    if (entry == null || !entry.getName().equals(name)) {
      throw refused(
          "%s should come next in it, but %s does"
              .formatted(name, entry == null ? "nothing" : "'" + entry.getName() + "'"));
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    copy(name, maxBytes, content);
    return content.toByteArray();
  }

  private void copy(String name, long maxBytes, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = maxBytes;
    for (int count = read(buffer); count >= 0; count = read(buffer)) {
      left -= count;
      if (left < 0) {
        throw refused("%s is larger than its %d bytes".formatted(name, maxBytes));
      }
      out.write(buffer, 0, count);
    }
  }

  private ZipEntry next() {
    try {
      return zip.getNextEntry();
    } catch (IOException | IllegalArgumentException e) {
      throw refused(file, reason(e), e);
    }
  }

  private int read(byte[] buffer) {
    try {
      return zip.read(buffer);
    } catch (IOException e) {
      throw refused(file, reason(e), e);
    }
  }

  private static String reason(Exception e) {
    return e instanceof IOException ? "it is damaged (" + e + ")" : e.getMessage();
  }

  private LibraryException refused(String reason) {
    return refused(file, reason, null);
  }

  private static LibraryException refused(Path file, String reason, Exception cause) {
    String advice = cause instanceof NewerFormatException ? "" : "; have it exported again";
    return new LibraryException(
        "File '%s' cannot be imported: %s%s".formatted(file, reason, advice), cause);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
