package io.github.evosam.sam.prompting;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.ModelTransform;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.sam.network.ImageTrunk;
import io.github.evosam.sam.network.SamModel;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One image at the model's own input side: behind the trunk at once, a big one when it is asked
 * for; behind the tail when it is asked for. Closing frees both and the recent images, not the
 * model.
 */
final class EmbeddedImage implements AutoCloseable {
  private final SamModel model;
  private final ModelInput input;
  private final NDManager manager;
  private PixelSource image;
  private int split;
  private RecentImages.Key key; // null: not to be kept
  private EncodedImage encoded;
  private final RecentImages recent = new RecentImages();
  private Optional<FeatureStore> store = Optional.empty();

  /**
   * Without an image.
   *
   * @param manager of what is kept
   */
  EmbeddedImage(SamModel model, NDManager manager) {
    this.model = model;
    this.manager = manager;
    input = ModelInput.of(model.config());
  }

  /** Side of the model's input. */
  int inputSide() {
    return input.inputSide();
  }

  /**
   * Takes an image, in place of the one before.
   *
   * @param blocks number of blocks in the trunk
   * @throws IllegalArgumentException if a plane holds a value that is not a finite number
   */
  void set(PixelSource pixels, int blocks) {
    if (pixels instanceof Plane plane) {
      requireFinite(plane);
    }
    leave();
    image = pixels;
    split = blocks;
    if (!pixels.size().isBig()) {
      trunk();
    }
  }

  /**
   * Size of the image.
   *
   * @throws IllegalStateException if there is none
   */
  ImageSize size() {
    if (image == null) {
      throw new IllegalStateException("Set an image before asking for masks");
    }
    return image.size();
  }

  /** The image. */
  PixelSource pixels() {
    size();
    return image;
  }

  /** From the image to the model's input. */
  ModelTransform transform() {
    return input.transform(size());
  }

  /**
   * Number of blocks in the trunk.
   *
   * @throws IllegalStateException if there is no image
   */
  int split() {
    size();
    return split;
  }

  private static void requireFinite(Plane plane) {
    for (int i = 0; i < plane.values().length; i++) {
      if (!Float.isFinite(plane.values()[i])) {
        int pixel = (int) (i % plane.size().area());
        throw new IllegalArgumentException(
            "The image has a pixel that is not a number: %s at x %d, y %d; replace such pixels first"
                .formatted(
                    plane.values()[i], pixel % plane.size().width(), pixel / plane.size().width()));
      }
    }
  }

  /**
   * The image behind the trunk.
   *
   * @throws IllegalStateException if there is none
   */
  ImageTrunk trunk() {
    return encoded().trunk();
  }

  private EncodedImage encoded() {
    if (encoded == null) {
      ModelTransform transform = transform();
      float[] values = input.values(image);
      boolean isKept = recent.isUsed() || store.isPresent();
      key = isKept ? RecentImages.Key.of(values, image.size(), split) : null;
      encoded =
          Optional.ofNullable(key)
              .flatMap(recent::take)
              .orElseGet(() -> new EncodedImage(encode(values, transform)));
    }
    return encoded;
  }

  private ImageTrunk encode(float[] values, ModelTransform transform) {
    Shape shape = new Shape(1, Plane.CHANNELS, input.inputSide(), input.inputSide());
    Supplier<ImageFeatures> encoding =
        () -> model.imageEncoder().trunk(manager.create(values, shape), split);
    ImageFeatures features =
        store
            .map(s -> s.trunk(key, manager, encoding))
            .orElseGet(() -> EncodedImage.kept(manager, encoding));
    return new ImageTrunk(features, split, transform);
  }

  /**
   * The image behind the tail, which runs now if it has not yet.
   *
   * @throws IllegalStateException if there is no image
   */
  ImageFeatures embedding() {
    ImageTrunk trunk = trunk();
    Supplier<ImageFeatures> encoding =
        () -> model.imageEncoder().tail(trunk.features(), trunk.split());
    return encoded()
        .embedding(
            () ->
                store
                    .map(s -> s.embedding(key, manager, encoding))
                    .orElseGet(() -> EncodedImage.kept(manager, encoding)));
  }

  /** Keeps images on disk, too, from the next one on. */
  void keepIn(FeatureStore onDisk) {
    leave();
    store = Optional.of(onDisk);
  }

  /**
   * Keeps images that were looked at lately behind the encoder.
   *
   * @param bytes at most; 0, as at first, keeps the present one only
   */
  void keepRecent(long bytes) {
    recent.limit(bytes);
  }

  /** Frees what is behind the tail, of recent images, too. */
  void forgetEmbedding() {
    recent.forgetEmbeddings();
    if (encoded != null) {
      encoded.forgetEmbedding();
    }
  }

  /** Keeps the present image among the recent ones, or frees it. */
  private void leave() {
    if (encoded != null && key != null) {
      recent.keep(key, encoded);
    } else if (encoded != null) {
      encoded.close();
    }
    encoded = null;
    image = null;
  }

  @Override
  public void close() {
    leave();
    recent.close();
  }
}
