package io.github.evosam.sam;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.ModelTransform;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.nn.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The state of one image over a {@link SamModel}: sends it through the trunk once, embeds it by the
 * tail, then answers prompts (official {@code predictor.py}).
 *
 * <p>Prompts are in image pixels, x right, y down, (0, 0) the centre of the top-left pixel; their
 * values go to the model unchanged but for the image's scale. What comes back are plain Java
 * values. Not safe for use by several threads at once. Closing frees the embedding, not the model.
 */
public final class SamPredictor implements AutoCloseable {
  private final SamModel model;
  private final MaskChoice choice;
  private final ModelInput input;
  private final NDManager manager;
  private ImageTrunk trunk;
  private MaskQueries image;

  /** A predictor without an image that chooses masks as suits the model. */
  public SamPredictor(SamModel model) {
    this(model, MaskChoice.suited(model));
  }

  /**
   * A predictor without an image.
   *
   * @param model stays the caller's; must outlive the predictor
   * @param choice which of the decoder's masks is the answer
   */
  public SamPredictor(SamModel model, MaskChoice choice) {
    this.model = model;
    this.choice = choice;
    this.input = new ModelInput(model.config().inputSide(), model.config().preprocessing());
    this.manager = model.weights().manager().newSubManager();
  }

  /** The configuration of the model. */
  public SamConfig config() {
    return model.config();
  }

  /**
   * Embeds an image, in place of the one before.
   *
   * @throws IllegalArgumentException if the plane holds a value that is not a finite number
   */
  public void setImage(Plane plane) {
    setTrunk(plane, model.imageEncoder().sharedDepth());
    image();
  }

  /**
   * Takes an image, in place of the one before, and sends it through the trunk only; the tail waits
   * for the first prompt. This leaves time to look at the trunk and to choose an expert.
   *
   * @param split number of blocks in the trunk
   * @throws IllegalArgumentException if the plane holds a value that is not a finite number
   */
  public void setTrunk(Plane plane, int split) {
    requireFinite(plane);
    forgetImage();
    float[] values = input.values(plane);
    int side = input.inputSide();
    ImageFeatures features =
        kept(
            () ->
                model
                    .imageEncoder()
                    .trunk(
                        manager.create(values, new Shape(1, Plane.CHANNELS, side, side)), split));
    trunk = new ImageTrunk(features, split, input.transform(plane.size()));
  }

  /**
   * Runs the tail now rather than at the first prompt, so that this one is answered at once; costs
   * nothing where it has run already.
   *
   * @throws IllegalStateException if no image was set
   */
  public void embed() {
    image();
  }

  /** What a computation gives, to live until the next image, whatever scope is open here. */
  private ImageFeatures kept(Supplier<ImageFeatures> computation) {
    NDList features = Scope.keepAll(() -> computation.get().toList());
    NDScope.unregister(features);
    features.attach(manager);
    return ImageFeatures.of(features);
  }

  /** Frees the embedding, but not the trunk: to be called when the tail's weights have changed. */
  public void forgetEmbedding() {
    if (image != null) {
      image.image().closeAllBut(trunk.features());
      image = null;
    }
  }

  /**
   * The current image behind the trunk; stays the predictor's.
   *
   * @throws IllegalStateException if there is none
   */
  public ImageTrunk trunk() {
    if (trunk == null) {
      throw new IllegalStateException("Set an image before asking for masks");
    }
    return trunk;
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

  /** Frees all that is kept of the image; prompts are refused until the next one. */
  public void forgetImage() {
    forgetEmbedding();
    if (trunk != null) {
      trunk.features().close();
      trunk = null;
    }
  }

  /**
   * Size of the current image.
   *
   * @throws IllegalStateException if there is none
   */
  public ImageSize imageSize() {
    return transform().image();
  }

  /**
   * The mask of one object.
   *
   * @param promptsOfOneObject points, at most one box, at most one mask; a mask alone is asked with
   *     its bounding box
   * @param previousLowResLogitsOrNull {@link Prediction#lowResLogits} of the same object to refine,
   *     which then stand for any mask prompt; or null
   * @throws IllegalArgumentException if there is no prompt, one outside the image or of the wrong
   *     size, or a second box or mask
   * @throws IllegalStateException if no image was set
   */
  public Prediction predict(List<Prompt> promptsOfOneObject, float[] previousLowResLogitsOrNull) {
    MaskQuery query = query(promptsOfOneObject, previousLowResLogitsOrNull);
    return answers(List.of(query)).get(0);
  }

  /**
   * The masks of many objects, in their order; each is what {@link #predict} gives without previous
   * logits, up to rounding. Objects with equally many prompts are decoded together.
   *
   * @param objects the prompts of each object
   * @throws IllegalArgumentException as {@link #predict}, before anything is decoded
   * @throws IllegalStateException if no image was set
   */
  public List<Prediction> predictAll(List<List<Prompt>> objects) {
    return answers(queries(objects));
  }

  /**
   * All masks that the decoder offers for one object: first the answer of {@link #predict}, then
   * the others by falling predicted IoU.
   *
   * @param promptsOfOneObject as for {@link #predict}
   * @param previousLowResLogitsOrNull as for {@link #predict}
   * @throws IllegalArgumentException as {@link #predict}
   * @throws IllegalStateException if no image was set
   */
  public List<Candidate> ranked(
      List<Prompt> promptsOfOneObject, float[] previousLowResLogitsOrNull) {
    MaskQuery query = query(promptsOfOneObject, previousLowResLogitsOrNull);
    List<Candidate> ranked = new ArrayList<>();
    image().ask(List.of(query), (i, masks) -> ranked.addAll(masks));
    Candidate answer = choice.pick(ranked, query);
    ranked.sort(
        Comparator.comparing((Candidate candidate) -> candidate != answer)
            .thenComparing(Comparator.comparingDouble(Candidate::predictedIou).reversed()));
    return ranked;
  }

  private List<Prediction> answers(List<MaskQuery> queries) {
    Prediction[] answers = new Prediction[queries.size()];
    image()
        .ask(queries, (i, masks) -> answers[i] = choice.pick(masks, queries.get(i)).toPrediction());
    return Arrays.asList(answers);
  }

  /**
   * All ambiguity-aware masks of many objects (masks 1 and up; official {@code
   * multimask_output=True}), handed over chunk by chunk, so that no more than a chunk is in memory
   * unless the listener keeps it.
   *
   * @param objects the prompts of each object
   * @param listener takes the index of an object and its masks, each object once, in no particular
   *     order, on this thread
   * @throws IllegalArgumentException as {@link #predict}, before anything is decoded
   * @throws IllegalStateException if no image was set
   */
  public void forEachCandidates(
      List<List<Prompt>> objects, BiConsumer<Integer, List<Candidate>> listener) {
    image()
        .ask(
            queries(objects),
            (i, masks) ->
                listener.accept(i, masks.size() == 1 ? masks : masks.subList(1, masks.size())));
  }

  /** As {@link #forEachCandidates}, all in memory at once, in the objects' order. */
  public List<List<Candidate>> candidates(List<List<Prompt>> objects) {
    List<List<Candidate>> all = new ArrayList<>();
    objects.forEach(object -> all.add(null));
    forEachCandidates(objects, all::set);
    return all;
  }

  private List<MaskQuery> queries(List<List<Prompt>> objects) {
    return objects.stream().map(prompts -> query(prompts, null)).toList();
  }

  private MaskQuery query(List<Prompt> prompts, float[] previous) {
    ModelTransform transform = transform();
    return MaskQuery.of(
        ObjectPrompts.of(prompts, transform.image()),
        previous,
        transform,
        MaskQueries.lowSide(transform.inputSide()));
  }

  private ModelTransform transform() {
    return trunk().transform();
  }

  private MaskQueries image() {
    if (image == null) {
      ImageTrunk of = trunk();
      ImageFeatures embedded = kept(() -> model.imageEncoder().tail(of.features(), of.split()));
      image = new MaskQueries(model, embedded, of.transform());
    }
    return image;
  }

  @Override
  public void close() {
    forgetImage();
    manager.close();
  }
}
