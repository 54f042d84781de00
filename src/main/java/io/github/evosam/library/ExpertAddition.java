package io.github.evosam.library;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is saved of an expert that the library does not have.
 *
 * @param files that its manifest lists, by name
 * @param keptImages images that later experts are judged by; may be lost without harm
 */
record ExpertAddition(
    ExpertDescription description, Map<String, byte[]> files, Optional<byte[]> keptImages) {

  /** All that a learned expert brings. */
  static ExpertAddition of(NewExpert expert) throws IOException {
    return new ExpertAddition(expert.description(), expert.files(), expert.keptImageFile());
  }

  /**
   * Adds the expert under a new id.
   *
   * @throws LibraryException if its name is taken
   */
  Expert addTo(LibraryChange change) throws IOException {
    change.experts().requireFree(description.name(), "");
    String id = change.freeId();
    Map<String, FileRecord> records = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      records.put(file.getKey(), stage(change, file.getKey(), file.getValue()));
    }
    Optional<FileRecord> kept = Optional.empty();
    if (keptImages.isPresent()) {
      kept = Optional.of(stage(change, ExpertManifest.KEPT_IMAGES, keptImages.get()));
    }
    ExpertManifest manifest =
        new ExpertManifest(FormatVersion.EXPERT, id, description, records, kept);
    stage(change, ExpertManifest.FILE, ManifestJson.write(manifest));
    return change.publish(id);
  }

  private static FileRecord stage(LibraryChange change, String name, byte[] content)
      throws IOException {
    return change.stage(name, out -> out.write(content));
  }
}
