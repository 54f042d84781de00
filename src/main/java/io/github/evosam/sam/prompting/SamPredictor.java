package io.github.evosam.sam.prompting;

import ai.djl.ndarray.NDManager;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.sam.network.ImageTrunk;
import io.github.evosam.sam.network.SamConfig;
import io.github.evosam.sam.network.SamModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

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
  private final NDManager manager;
  private final EmbeddedImage image;
  private final EmbeddedFrames frames;

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
    this.manager = model.weights().manager().newSubManager();
    this.image = new EmbeddedImage(model, manager);
    this.frames = new EmbeddedFrames(model, image, manager);
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
  public void setImage(PixelSource pixels) {
    setTrunk(pixels, model.imageEncoder().sharedDepth());
    embed();
  }

  /**
   * Takes an image, in place of the one before, and sends it through the trunk only; the tail waits
   * for the first prompt. This leaves time to look at the trunk and to choose an expert. Of a big
   * image the trunk, too, waits until it is asked for: prompts are answered in windows of it, see
   * {@link PromptWindow}.
   *
   * @param split number of blocks in the trunk
   * @throws IllegalArgumentException if the plane holds a value that is not a finite number
   */
  public void setTrunk(PixelSource pixels, int split) {
    frames.close();
    image.set(pixels, split);
  }

  /**
   * Runs the tail now rather than at the first prompt, so that this one is answered at once; costs
   * nothing where it has run already, or the image is big.
   *
   * @throws IllegalStateException if no image was set
   */
  public void embed() {
    frames.embed();
  }

  /**
   * Keeps images that were looked at lately behind the encoder, so that setting one of them again
   * costs next to nothing.
   *
   * @param bytes at most; 0, as at first, keeps the present one only
   */
  public void keepRecent(long bytes) {
    image.keepRecent(bytes);
  }

  /**
   * Keeps images on disk, too, so that setting one of them again costs next to nothing in another
   * process as well. To be called before an image is set.
   *
   * @param store stays the caller's
   */
  public void keepIn(FeatureStore store) {
    image.keepIn(store);
  }

  /** Frees the embedding, but not the trunk: to be called when the tail's weights have changed. */
  public void forgetEmbedding() {
    image.forgetEmbedding();
    frames.close();
  }

  /**
   * The current image behind the trunk; stays the predictor's.
   *
   * @throws IllegalStateException if there is none
   */
  public ImageTrunk trunk() {
    return image.trunk();
  }

  /**
   * Number of blocks in the trunk of the current image.
   *
   * @throws IllegalStateException if there is none
   */
  public int split() {
    return image.split();
  }

  /** Frees all that is kept of the image; prompts are refused until the next one. */
  public void forgetImage() {
    forgetEmbedding();
    image.close();
  }

  /**
   * Size of the current image.
   *
   * @throws IllegalStateException if there is none
   */
  public ImageSize imageSize() {
    return image.size();
  }

  /**
   * The mask of one object.
   *
   * @param promptsOfOneObject points, at most one box, at most one mask; a mask alone is asked with
   *     its bounding box
   * @param previousOrNull {@link Prediction#lowRes} of the same object to refine, which then stands
   *     for any mask prompt; or null
   * @throws IllegalArgumentException if there is no prompt, a point or a whole box outside the
   *     image, a mask of the wrong size, or a second box or mask
   * @throws IllegalStateException if no image was set
   */
  public Prediction predict(List<Prompt> promptsOfOneObject, LowResMask previousOrNull) {
    MaskQuery query = query(promptsOfOneObject, previousOrNull);
    return choice.pick(answers(List.of(query)).get(0), query).toPrediction();
  }

  private MaskQuery query(List<Prompt> prompts, LowResMask previous) {
    ObjectPrompts object = ObjectPrompts.of(prompts, image.size());
    return MaskQuery.of(object, previous, frames.around(object));
  }

  /** All masks of each question; those about one frame are decoded together. */
  private List<List<Candidate>> answers(List<MaskQuery> queries) {
    Map<View, List<Integer>> byFrame = new LinkedHashMap<>();
    for (int i = 0; i < queries.size(); i++) {
      byFrame.computeIfAbsent(queries.get(i).view(), frame -> new ArrayList<>()).add(i);
    }
    List<List<Candidate>> answers = new ArrayList<>(Collections.nCopies(queries.size(), null));
    byFrame.forEach(
        (frame, asked) ->
            frames
                .in(frame)
                .ask(
                    asked.stream().map(queries::get).toList(),
                    (i, masks) -> answers.set(asked.get(i), masks)));
    return answers;
  }

  /**
   * The masks of many objects, in their order; each is what {@link #predict} gives without a
   * previous mask, up to rounding. Objects with equally many prompts are decoded together.
   *
   * @param objects the prompts of each object
   * @throws IllegalArgumentException as {@link #predict}, before anything is decoded
   * @throws IllegalStateException if no image was set
   */
  public List<Prediction> predictAll(List<List<Prompt>> objects) {
    List<MaskQuery> queries = objects.stream().map(prompts -> query(prompts, null)).toList();
    List<List<Candidate>> answers = answers(queries);
    return IntStream.range(0, queries.size())
        .mapToObj(i -> choice.pick(answers.get(i), queries.get(i)).toPrediction())
        .toList();
  }

  /**
   * All masks that the model offers for one object: first the answer of {@link #predict}, then the
   * others by falling predicted IoU.
   *
   * @param promptsOfOneObject as for {@link #predict}
   * @param previousOrNull as for {@link #predict}
   * @throws IllegalArgumentException as {@link #predict}
   * @throws IllegalStateException if no image was set
   */
  public List<Candidate> ranked(List<Prompt> promptsOfOneObject, LowResMask previousOrNull) {
    MaskQuery query = query(promptsOfOneObject, previousOrNull);
    List<Candidate> ranked = answers(List.of(query)).get(0);
    Candidate answer = choice.pick(ranked, query);
    ranked.sort(
        Comparator.comparing((Candidate candidate) -> candidate != answer)
            .thenComparing(Comparator.comparingDouble(Candidate::predictedIou).reversed()));
    return ranked;
  }

  /**
   * All ambiguity-aware masks of many objects (masks 1 and up; official {@code
   * multimask_output=True}) in the whole image, handed over chunk by chunk, so that no more than a
   * chunk is in memory unless the listener keeps it.
   *
   * @param objects the prompts of each object
   * @param listener takes the index of an object and its masks, each object once, in no particular
   *     order, on this thread
   * @throws IllegalArgumentException as {@link #predict}, before anything is decoded
   * @throws IllegalStateException if no image was set
   */
  public void forEachCandidates(
      List<List<Prompt>> objects, BiConsumer<Integer, List<Candidate>> listener) {
    View view = View.whole(image.size(), ModelInput.of(model.config()));
    List<MaskQuery> queries =
        objects.stream()
            .map(prompts -> ObjectPrompts.of(prompts, view.image()))
            .map(object -> MaskQuery.of(object, null, view))
            .toList();
    new MaskQueries(model, image.embedding())
        .ask(
            queries,
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

  @Override
  public void close() {
    forgetImage();
    manager.close();
  }
}
