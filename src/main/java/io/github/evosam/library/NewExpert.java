package io.github.evosam.library;

import io.github.evosam.nn.StateDict;
import io.github.evosam.weights.SafeTensorsWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * An expert that is to be saved.
 *
 * @param description what it is
 * @param adapter LoRA tensors and task prompt; stays the caller's to close
 * @param statistics sufficient statistics of the matcher; stays the caller's to close
 * @param thumbnail a small PNG picture of the task, if any
 * @param keptImages images that it was judged by, if any, to judge it by again where it was
 *     learned; stays the caller's to close
 */
public record NewExpert(
    ExpertDescription description,
    StateDict adapter,
    StateDict statistics,
    Optional<byte[]> thumbnail,
    Optional<StateDict> keptImages) {
  /**
   * Checks the picture.
   *
   * @throws IllegalArgumentException if it is no PNG
   */
  public NewExpert {
    if (thumbnail.isPresent() && !Expert.isSmallPicture(thumbnail.get())) {
      throw new IllegalArgumentException(
          "The thumbnail of expert '%s' must be the content of a small PNG file"
              .formatted(description.name()));
    }
  }

  /** An expert that no images are kept of. */
  public NewExpert(
      ExpertDescription description,
      StateDict adapter,
      StateDict statistics,
      Optional<byte[]> thumbnail) {
    this(description, adapter, statistics, thumbnail, Optional.empty());
  }

  /** The contents of the expert's files, by name. */
  Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(ExpertManifest.ADAPTER, bytes(adapter));
    files.put(ExpertManifest.STATISTICS, bytes(statistics));
    thumbnail.ifPresent(picture -> files.put(ExpertManifest.THUMBNAIL, picture));
    return files;
  }

  /** The content of the file of images, if there are any. */
  Optional<byte[]> keptImageFile() throws IOException {
    if (keptImages.isEmpty()) {
      return Optional.empty();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zipped = new GZIPOutputStream(out)) {
      zipped.write(bytes(keptImages.get()));
    }
    return Optional.of(out.toByteArray());
  }

  private static byte[] bytes(StateDict tensors) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new SafeTensorsWriter(false).write(out, tensors);
    return out.toByteArray();
  }
}
