package io.github.evosam.library;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code expert.json} says.
 *
 * @param version of the format that it is written in
 * @param id of the expert, for ever the same: 16 digits {@code 0-9a-f}
 * @param description what it is and where it comes from
 * @param files of the expert beside {@code expert.json}, by name
 * @param keptImages what {@link #KEPT_IMAGES} was like when it was saved, which need not be there
 *     any more; empty if there never was one
 */
public record ExpertManifest(
    FormatVersion version,
    String id,
    ExpertDescription description,
    Map<String, FileRecord> files,
    Optional<FileRecord> keptImages) {
  /** LoRA tensors and task prompt. */
  static final String ADAPTER = "adapter.safetensors";

  /** Sufficient statistics of the matcher. */
  static final String STATISTICS = "matcher.safetensors";

  /** Small picture of the task; not every expert has one. */
  static final String THUMBNAIL = "thumbnail.png";

  /** Images that the expert was judged by; stays where it was learned. */
  static final String KEPT_IMAGES = "validation.safetensors.gz";

  /** Name of the manifest's own file. */
  static final String FILE = "expert.json";

  /**
   * Checks id and files.
   *
   * @throws IllegalArgumentException if the id is none, a file has a name or size that it may not
   *     have, or adapter or statistics are missing
   */
  public ExpertManifest {
    ExpertId.check(id);
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    FileRecord.check(files);
    if (!files.containsKey(ADAPTER) || !files.containsKey(STATISTICS) || files.containsKey(FILE)) {
      throw new IllegalArgumentException(
          "its files must be %s, %s and others beside %s, not %s"
              .formatted(ADAPTER, STATISTICS, FILE, files.keySet()));
    }
    if (files.containsKey(KEPT_IMAGES)) {
      throw new IllegalArgumentException(
          "its file %s is listed, but images stay where they are".formatted(KEPT_IMAGES));
    }
  }

  /** The expert's name. */
  public String name() {
    return description.name();
  }

  /** Size of the files, bytes. */
  public long bytes() {
    return files.values().stream().mapToLong(FileRecord::bytes).sum();
  }

  /**
   * Checks that the expert belongs to a base model.
   *
   * @throws LibraryException if it was learned on another
   */
  public void requireBase(BaseModelReference open) {
    BaseModelReference learned = description.baseModel();
    if (!learned.isSame(open)) {
      throw new LibraryException(
          "Expert '%s' was learned on base model %s, but %s is open; choose %s or relearn it"
              .formatted(name(), learned, open, learned.name()));
    }
  }
}
