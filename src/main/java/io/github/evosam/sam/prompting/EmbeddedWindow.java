package io.github.evosam.sam.prompting;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.sam.network.SamModel;

/**
 * The embedding of one window of a big image. The last one is kept, since a user's next click asks
 * for the same window again. Closing frees it, not the model.
 */
final class EmbeddedWindow implements AutoCloseable {
  private final SamModel model;
  private final NDManager manager;
  private View view;
  private ImageFeatures features;

  /**
   * Without a window.
   *
   * @param model stays the caller's
   * @param manager of what is kept
   */
  EmbeddedWindow(SamModel model, NDManager manager) {
    this.model = model;
    this.manager = manager;
  }

  /** The embedding of a window of an image, valid until the next call. */
  ImageFeatures of(PixelSource image, View wanted) {
    if (!wanted.equals(view)) {
      close();
      features =
          EncodedImage.kept(manager, () -> model.imageEncoder().encode(input(wanted.cut(image))));
      view = wanted;
    }
    return features;
  }

  private NDArray input(PixelSource pixels) {
    int side = model.config().inputSide();
    float[] values = ModelInput.of(model.config()).values(pixels);
    return manager.create(values, new Shape(1, Plane.CHANNELS, side, side));
  }

  @Override
  public void close() {
    if (features != null) {
      features.close();
      features = null;
    }
    view = null;
  }
}
