package io.github.evosam.sam.prompting;

import ai.djl.ndarray.NDManager;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.sam.network.SamModel;
import java.util.ArrayList;
import java.util.List;

/**
 * The views of one image in which prompted objects are looked for: as the model was trained, or as
 * an expert was taught. The first view, the frame, is the whole image, or of a big one a window,
 * see {@link PromptWindow}; a model that knows one input side has no other. Views are embedded when
 * they are asked for; closing frees them, not the model.
 */
final class PromptViews implements AutoCloseable {
  private final SamModel model;
  private final EmbeddedImage image;
  private final NDManager manager;
  private PixelSource pixels;
  private Magnification magnification = (frame, prompts) -> List.of();

  /** Windows of a big image at the model's own input side. */
  private final EmbeddedViews windows;

  /** Parts of the image; null if the model knows one input side. */
  private EmbeddedViews parts;

  /** The frame at the side that an expert was taught at; null without an expert. */
  private EmbeddedViews taught;

  /**
   * Views as the model was trained.
   *
   * @param image at the model's own input side
   * @param manager of what is kept
   */
  PromptViews(SamModel model, EmbeddedImage image, NDManager manager) {
    this.model = model;
    this.image = image;
    this.manager = manager;
    windows = new EmbeddedViews(model, manager);
    lookAsTrained();
  }

  /** From now on as the model was trained. */
  void lookAsTrained() {
    close();
    if (model.magnifies()) {
      taught = null;
      parts = views(BaseMagnification.INPUT_SIDE);
      magnification = new BaseMagnification(parts.input(), image.inputSide());
    }
  }

  /** From now on as an expert was taught, at this input side. */
  void lookAsTaught(int inputSide) {
    close();
    if (model.magnifies()) {
      taught = views(inputSide);
      parts = views(inputSide);
      magnification = new TaughtMagnification(parts.input());
    }
  }

  private EmbeddedViews views(int inputSide) {
    EmbeddedViews views = new EmbeddedViews(model.atInputSide(inputSide), manager);
    views.setImage(pixels);
    return views;
  }

  /** Takes the image, in place of the one before. */
  void setImage(PixelSource source) {
    pixels = source;
    windows.setImage(source);
    if (parts != null) {
      parts.setImage(source);
    }
    if (taught != null) {
      taught.setImage(source);
    }
  }

  /** The views of an object, the frame first. */
  List<View> of(ObjectPrompts prompts) {
    PromptWindow window = new PromptWindow(image.inputSide(), input());
    View frame = window.around(image.size(), prompts);
    List<View> views = new ArrayList<>(List.of(frame));
    views.addAll(magnification.views(frame, prompts));
    return views;
  }

  /** What a frame fills. */
  private ModelInput input() {
    return taught == null ? windows.input() : taught.input();
  }

  /**
   * Makes a small image ready to be asked; which window of a big one is wanted is not known yet.
   */
  void embed() {
    if (!image.size().isBig()) {
      embedded(View.whole(image.size(), input()));
    }
  }

  private ImageFeatures embedded(View frame) {
    if (taught != null) {
      return taught.of(List.of(frame));
    }
    return frame.isWhole() ? image.embedding() : windows.of(List.of(frame));
  }

  /** Asks about a frame. */
  MaskQueries in(View frame) {
    ImageFeatures embedding = embedded(frame);
    return new MaskQueries(taught == null ? model : taught.model(), views -> embedding);
  }

  /** Asks about its parts. */
  MaskQueries ofParts() {
    return new MaskQueries(parts.model(), parts::of);
  }

  /** Frees what is embedded. */
  @Override
  public void close() {
    windows.close();
    if (parts != null) {
      parts.close();
    }
    if (taught != null) {
      taught.close();
    }
  }
}
