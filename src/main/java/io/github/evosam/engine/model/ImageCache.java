package io.github.evosam.engine.model;

import io.github.evosam.weights.CacheFolder;
import io.github.evosam.weights.TensorCache;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Encoded images on disk, which are there at once when an image is opened again. Safe to delete.
 *
 * @param folder of the files, need not exist
 * @param mostBytes they may take; those that have not been used for longest go first; 0 keeps none
 * @param least what is computed faster is not kept
 */
public record ImageCache(Path folder, long mostBytes, Duration least) {
  /** System property that sets how much may be kept, MB; 0 keeps nothing. */
  public static final String PROPERTY = "evosam.cache.megabytes";

  /** Environment variable that sets it, if the property is not set. */
  public static final String ENVIRONMENT = "EVOSAM_CACHE_MEGABYTES";

  private static final long USUAL_MEGABYTES = 2048;

  /** Even a slow disk gives the features of an image in less. */
  private static final Duration WORTH_KEEPING = Duration.ofMillis(500);

  /**
   * How much is kept.
   *
   * @param files their number
   * @param bytes of all of them
   */
  public record Content(int files, long bytes) {}

  /**
   * The cache in {@link EvoSamHome}.
   *
   * @throws IllegalArgumentException if what was set is no number of MB
   */
  public static ImageCache ofUser() {
    return new ImageCache(EvoSamHome.resolve().resolve("cache"), megabytes() << 20, WORTH_KEEPING);
  }

  private static long megabytes() {
    String property = System.getProperty(PROPERTY, "");
    String environment = System.getenv().getOrDefault(ENVIRONMENT, "");
    String set = property.isBlank() ? environment : property;
    if (set.isBlank()) {
      return USUAL_MEGABYTES;
    }
    if (!set.strip().matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          "%s is a whole number of MB, 0 to keep no images, but '%s' came"
              .formatted(property.isBlank() ? ENVIRONMENT : PROPERTY, set));
    }
    return Long.parseLong(set.strip());
  }

  /** Its tensors, to be read and written; the caller's to close. */
  public TensorCache open() {
    return new TensorCache(files());
  }

  private CacheFolder files() {
    return new CacheFolder(folder, mostBytes);
  }

  /**
   * How much is kept now.
   *
   * @throws io.github.evosam.EvoSamException if the folder cannot be read
   */
  public Content content() {
    CacheFolder.Content content = files().content();
    return new Content(content.files(), content.bytes());
  }

  /**
   * Deletes all that is kept.
   *
   * @return what there was
   * @throws io.github.evosam.EvoSamException if it cannot be deleted
   */
  public Content clear() {
    CacheFolder.Content content = files().clear();
    return new Content(content.files(), content.bytes());
  }
}
