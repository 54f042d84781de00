package io.github.evosam.sam.prompting;

import ai.djl.ndarray.NDManager;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.sam.network.SamModel;

/**
 * Where the model looks for a prompted object: in the whole image, or of a big one in a window, see
 * {@link PromptWindow}. Frames are embedded when they are asked for; closing frees them, not the
 * model.
 */
final class EmbeddedFrames implements AutoCloseable {
  /** How often an image's longest side may hold the embedded model's input to be seen whole. */
  private static final int LARGEST_WHOLE = 2;

  private final SamModel model;
  private final EmbeddedImage image;
  private final EmbeddedWindow window;

  /**
   * Frames of an image.
   *
   * @param image stays the caller's
   * @param manager of what is kept
   */
  EmbeddedFrames(SamModel model, EmbeddedImage image, NDManager manager) {
    this.model = model;
    this.image = image;
    window = new EmbeddedWindow(model, manager);
  }

  /** The frame of an object. */
  View around(ObjectPrompts prompts) {
    int side = image.inputSide();
    // the official predictors see all but big images as a whole
    int largestWhole = model.takesTokens() ? Integer.MAX_VALUE : LARGEST_WHOLE * side;
    return new PromptWindow(side, ModelInput.of(model.config()), largestWhole)
        .around(image.size(), prompts);
  }

  /**
   * Makes a small image ready to be asked; which window of a big one is wanted is not known yet.
   */
  void embed() {
    if (!image.size().isBig()) {
      image.embedding(); // in windows of a middle-sized one, prompts wait a little longer
    }
  }

  /** Asks about a frame. */
  MaskQueries in(View frame) {
    ImageFeatures embedding =
        frame.isWhole() ? image.embedding() : window.of(image.pixels(), frame);
    return new MaskQueries(model, embedding);
  }

  /** Frees the window. */
  @Override
  public void close() {
    window.close();
  }
}
