package io.github.evosam.sam;

import ai.djl.ndarray.NDManager;
import io.github.evosam.geometry.ModelTransform;
import io.github.evosam.geometry.PixelSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The views of one image in which prompted objects are looked for: as the model was trained, or as
 * an expert was taught. A model that knows one input side sees the whole image only. Views are
 * embedded when they are asked for; closing frees them, not the model.
 */
final class PromptViews implements AutoCloseable {
  private final SamModel model;
  private final EmbeddedImage image;
  private final NDManager manager;
  private PixelSource pixels;
  private Magnification magnification = (size, prompts) -> List.of();

  /** Parts of the image; null if the model knows one input side. */
  private EmbeddedViews parts;

  /** The whole image at the side that an expert was taught at; null without an expert. */
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
    if (parts != null) {
      parts.setImage(source);
    }
    if (taught != null) {
      taught.setImage(source);
    }
  }

  /** The views of an object, the whole image first. */
  List<View> of(ObjectPrompts prompts) {
    View whole = whole();
    List<View> views = new ArrayList<>(List.of(whole));
    views.addAll(magnification.views(whole.image(), prompts));
    return views;
  }

  private View whole() {
    ModelTransform own = image.trunk().transform();
    return View.whole(taught == null ? own : taught.input().transform(own.image()));
  }

  /** Makes the whole image ready to be asked. */
  void embed() {
    if (taught == null) {
      image.embedding();
    } else {
      taught.of(List.of(whole()));
    }
  }

  /** Asks about the whole image. */
  MaskQueries ofWhole() {
    if (taught == null) {
      ImageFeatures embedding = image.embedding();
      return new MaskQueries(model, views -> embedding);
    }
    ImageFeatures embedding = taught.of(List.of(whole()));
    return new MaskQueries(taught.model(), views -> embedding);
  }

  /** Asks about its parts. */
  MaskQueries ofParts() {
    return new MaskQueries(parts.model(), parts::of);
  }

  /** Frees what is embedded. */
  @Override
  public void close() {
    if (parts != null) {
      parts.close();
    }
    if (taught != null) {
      taught.close();
    }
  }
}
