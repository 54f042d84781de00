package io.github.evosam.sam.prompting;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.ModelTransform;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;
import io.github.evosam.nn.Scope;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.sam.network.ImageTrunk;
import io.github.evosam.sam.network.SamModel;
import java.util.function.Supplier;

/**
 * One image at the model's own input side: behind the trunk at once, a big one when it is asked
 * for; behind the tail when it is asked for. Closing frees both, not the model.
 */
final class EmbeddedImage implements AutoCloseable {
  private final SamModel model;
  private final ModelInput input;
  private final NDManager manager;
  private PixelSource image;
  private int split;
  private ImageTrunk trunk;
  private ImageFeatures embedding;

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
    close();
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
    if (trunk == null) {
      ModelTransform transform = transform();
      float[] values = input.values(image);
      Shape shape = new Shape(1, Plane.CHANNELS, input.inputSide(), input.inputSide());
      ImageFeatures features =
          kept(() -> model.imageEncoder().trunk(manager.create(values, shape), split));
      trunk = new ImageTrunk(features, split, transform);
    }
    return trunk;
  }

  /**
   * The image behind the tail, which runs now if it has not yet.
   *
   * @throws IllegalStateException if there is no image
   */
  ImageFeatures embedding() {
    if (embedding == null) {
      ImageTrunk of = trunk();
      embedding = kept(() -> model.imageEncoder().tail(of.features(), of.split()));
    }
    return embedding;
  }

  /** What a computation gives, to live until the next image, whatever scope is open here. */
  private ImageFeatures kept(Supplier<ImageFeatures> computation) {
    NDList features = Scope.keepAll(() -> computation.get().toList());
    NDScope.unregister(features);
    features.attach(manager);
    return ImageFeatures.of(features);
  }

  /** Frees what is behind the tail. */
  void forgetEmbedding() {
    if (embedding != null) {
      embedding.closeAllBut(trunk.features());
      embedding = null;
    }
  }

  @Override
  public void close() {
    forgetEmbedding();
    if (trunk != null) {
      trunk.features().close();
      trunk = null;
    }
    image = null;
  }
}
