package io.github.evosam.sam.prompting;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;
import io.github.evosam.nn.Scope;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.sam.network.SamModel;
import java.util.List;

/**
 * Embeddings of parts of one image. The last ones are kept, since a user's next click asks for the
 * same parts again. Closing frees them, not the model.
 */
final class EmbeddedViews implements AutoCloseable {
  private final SamModel model;
  private final NDManager manager;
  private PixelSource image;
  private List<View> views = List.of();
  private ImageFeatures features;

  /** The input that shows the whole image, which every click asks for; null if not known. */
  private float[] whole;

  /**
   * Without an image.
   *
   * @param model works at the views' input side; stays the caller's
   * @param manager of what is kept
   */
  EmbeddedViews(SamModel model, NDManager manager) {
    this.model = model;
    this.manager = manager;
  }

  SamModel model() {
    return model;
  }

  /** The model's input. */
  ModelInput input() {
    return ModelInput.of(model.config());
  }

  /** Takes an image, in place of the one before. */
  void setImage(PixelSource pixels) {
    close();
    whole = null;
    image = pixels;
  }

  /** The embeddings of views, one image of the batch for each; valid until the next call. */
  ImageFeatures of(List<View> wanted) {
    if (!wanted.equals(views)) {
      close();
      NDList made = Scope.keepAll(() -> model.imageEncoder().encode(inputs(wanted)).toList());
      NDScope.unregister(made);
      made.attach(manager);
      features = ImageFeatures.of(made);
      views = List.copyOf(wanted);
    }
    return features;
  }

  private NDArray inputs(List<View> wanted) {
    int side = model.config().inputSide();
    int length = Plane.CHANNELS * side * side;
    float[] values = new float[wanted.size() * length];
    for (int i = 0; i < wanted.size(); i++) {
      System.arraycopy(inputOf(wanted.get(i)), 0, values, i * length, length);
    }
    return manager.create(values, new Shape(wanted.size(), Plane.CHANNELS, side, side));
  }

  private float[] inputOf(View view) {
    if (!view.isWhole()) {
      return input().values(view.cut(image));
    }
    if (whole == null) {
      whole = input().values(image);
    }
    return whole;
  }

  @Override
  public void close() {
    if (features != null) {
      features.close();
      features = null;
    }
    views = List.of();
  }
}
