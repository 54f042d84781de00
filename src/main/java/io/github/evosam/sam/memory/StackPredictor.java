package io.github.evosam.sam.memory;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.MaskPrompt;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.nn.Scope;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.sam.network.PromptTokens;
import io.github.evosam.sam.network.SamConfig;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.prompting.Candidate;
import io.github.evosam.sam.prompting.MaskPostprocessing;
import io.github.evosam.sam.prompting.MaskQuery;
import io.github.evosam.sam.prompting.ObjectPrompts;
import io.github.evosam.sam.prompting.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The state of one stack over a SAM 2 with memory (official {@code sam2_video_predictor.py}):
 * objects are shown on any slices and then followed slice by slice, up or down. Each object has a
 * memory of its own, which does not grow with the stack: at most 7 slices that the user spoke of,
 * the 6 slices just passed, and 16 pointers are looked up.
 *
 * <p>Coordinates and masks are in pixels of the slices. What comes back are plain Java values. The
 * last slice asked about stays embedded. Not safe for use by several threads at once. Closing frees
 * the memories, not the model.
 */
public final class StackPredictor implements AutoCloseable {
  /** Bound of logits that a correction starts from. */
  private static final float MOST_LOGIT = 32;

  private static final PromptTokens NOTHING =
      new PromptTokens(
          new double[1][2][2], new int[][] {{PromptTokens.PADDING, PromptTokens.PADDING}});

  private final SamModel model;
  private final int slices;
  private final IntFunction<? extends PixelSource> planes;
  private final NDManager manager;
  private final MemoryNetwork network;
  private final SliceDecoder decoder;
  private final Map<Integer, ObjectMemory> objects = new HashMap<>();
  private int current = -1;
  private SliceFeatures features;

  /**
   * A stack of which nothing is known yet.
   *
   * @param model stays the caller's; must outlive the predictor
   * @param slices number of slices
   * @param planes reads a slice, counted from 0
   * @throws IllegalArgumentException if the model has no memory
   */
  public StackPredictor(SamModel model, int slices, IntFunction<? extends PixelSource> planes) {
    if (!suits(model)) {
      throw new IllegalArgumentException(
          "Following by memory needs a SAM 2 model, but the open one has a "
              + model.config().encoder()
              + " encoder and no memory");
    }
    this.model = model;
    this.slices = slices;
    this.planes = planes;
    manager = model.weights().manager().newSubManager();
    network = new MemoryNetwork(model.weights(), model.config().inputSide(), manager);
    decoder = new SliceDecoder(model, network.pointers());
  }

  /** Whether a model has a memory. */
  public static boolean suits(SamModel model) {
    return model.config().encoder() == SamConfig.EncoderKind.HIERA
        && MemoryNetwork.isIn(model.weights());
  }

  /**
   * Shows an object on a slice, in place of what was shown of it there before.
   *
   * <p>A mask alone is the answer as it is. On a slice that the object was followed to, or shown on
   * before, points and boxes correct what was answered there; elsewhere they are answered from the
   * slice alone.
   *
   * @param object any number
   * @param slice counts from 0
   * @param prompts points, at most one box, at most one mask
   * @throws IllegalArgumentException if there is no such slice, no prompt, a point or a whole box
   *     outside the image, a mask of the wrong size, or a second box or mask
   */
  public SliceAnswer prompt(int object, int slice, List<Prompt> prompts) {
    show(slice);
    ObjectPrompts shown = ObjectPrompts.of(prompts, size());
    ObjectMemory memory =
        objects.computeIfAbsent(object, o -> new ObjectMemory(slices, network.slots()));
    boolean maskAlone = prompts.stream().allMatch(MaskPrompt.class::isInstance);
    SliceDecoder.Decoded decoded = maskAlone ? given(shown) : answered(slice, shown, memory);
    memory.speak(slice, remembered(decoded, true));
    return answer(decoded.mask());
  }

  private SliceDecoder.Decoded given(ObjectPrompts shown) {
    GivenMask given = GivenMask.of(shown.mask(), model.config().inputSide());
    NDArray pointer = Scope.keep(() -> pointer(given));
    return new SliceDecoder.Decoded(given.answer(), pointer);
  }

  private NDArray pointer(GivenMask given) {
    NDArray mask = manager.create(given.values(), new Shape(1, 1, given.side(), given.side()));
    NDArray start = network.asPrompt(mask);
    SliceDecoder.Decoded decoded =
        decoder.decode(features.with(features.plain()), NOTHING, start, false);
    // What the user marked is there, whatever the decoder thinks; but it thinks so of the pointer.
    return decoded.pointer();
  }

  private SliceDecoder.Decoded answered(int slice, ObjectPrompts shown, ObjectMemory memory) {
    View view = View.whole(features.transform());
    PromptTokens tokens = ObjectPrompts.tokens(List.of(new MaskQuery(shown, view, null)));
    boolean ambiguous = shown.box() == null && shown.points().size() <= 1;
    return Scope.value(
        () ->
            unscoped(
                decoder.decode(
                    featuresFor(slice, memory), tokens, start(slice, shown, memory), ambiguous)));
  }

  /** The features of the slice: as the memory sees them if the object was followed to it. */
  private ImageFeatures featuresFor(int slice, ObjectMemory memory) {
    int direction = memory.direction(slice);
    Recollection known = memory.recall(slice, direction);
    return direction == 0 || known.seen().isEmpty()
        ? features.alone()
        : features.with(network.conditioned(features.plain(), known));
  }

  private NDArray start(int slice, ObjectPrompts shown, ObjectMemory memory) {
    float[] logits = null;
    if (shown.mask() != null) {
      logits = GivenMask.of(shown.mask(), model.config().inputSide()).answer().lowResLogits();
    } else if (memory.at(slice) != null) {
      logits = memory.at(slice).answer().lowResLogits();
    }
    return logits == null ? null : array(logits).clip(-MOST_LOGIT, MOST_LOGIT);
  }

  /**
   * Follows an object to a slice from those passed before, in that direction, and remembers what it
   * finds. On a slice that the object was shown on this is the answer given then.
   *
   * @param object that was shown
   * @param slice counts from 0
   * @param upwards whether the way leads to higher slices
   * @throws IllegalArgumentException if there is no such slice
   * @throws IllegalStateException if the object was not shown on any slice
   */
  public SliceAnswer follow(int object, int slice, boolean upwards) {
    ObjectMemory memory = objects.get(object);
    if (memory == null || !memory.isKnown()) {
      throw new IllegalStateException(
          "Object " + object + " was not shown on any slice; show it before it is followed");
    }
    int direction = upwards ? 1 : -1;
    show(slice);
    if (memory.isSpoken(slice)) {
      memory.passSpoken(slice, direction);
      return answer(memory.at(slice).answer());
    }
    Recollection known = memory.recall(slice, direction);
    SliceDecoder.Decoded decoded =
        Scope.value(
            () -> {
              NDArray seen = network.conditioned(features.plain(), known);
              return unscoped(decoder.decode(features.with(seen), NOTHING, null, true));
            });
    memory.pass(slice, direction, remembered(decoded, false));
    return answer(decoded.mask());
  }

  /** Lets a pointer outlive the scope that it was made in. */
  private static SliceDecoder.Decoded unscoped(SliceDecoder.Decoded decoded) {
    NDScope.unregister(decoded.pointer());
    return decoded;
  }

  private Memory remembered(SliceDecoder.Decoded decoded, boolean fromUser) {
    DecodedMask mask = decoded.mask();
    NDArray made =
        Scope.keep(
            () ->
                network.remembered(
                    features.plain(), array(mask.lowResLogits()), fromUser, mask.isPresent()));
    return new Memory(kept(made), kept(decoded.pointer()), mask);
  }

  private NDArray kept(NDArray array) {
    NDScope.unregister(array);
    array.attach(manager);
    return array;
  }

  private NDArray array(float[] lowResLogits) {
    int side = model.config().inputSide() / 4;
    return manager.create(lowResLogits, new Shape(1, 1, side, side));
  }

  private SliceAnswer answer(DecodedMask mask) {
    MaskPostprocessing post =
        new MaskPostprocessing(features.transform(), model.config().inputSide() / 4);
    return new SliceAnswer(
        post.mask(mask.lowResLogits(), Candidate.THRESHOLD),
        mask.predictedIou(),
        mask.objectScore());
  }

  /** What is remembered of an object; null for nothing. */
  ObjectMemory memory(int object) {
    return objects.get(object);
  }

  private void show(int slice) {
    if (slice < 0 || slice >= slices) {
      throw new IllegalArgumentException(
          "The stack has slices 0..%d, but %d was asked for".formatted(slices - 1, slice));
    }
    if (current != slice) {
      forgetFeatures();
      features = SliceFeatures.of(planes.apply(slice), model, manager);
      current = slice;
    }
  }

  private ImageSize size() {
    return features.transform().image();
  }

  /** Frees the slice that is embedded: to be called when the encoder's weights have changed. */
  public void forgetFeatures() {
    if (features != null) {
      features.close();
      features = null;
    }
    current = -1;
  }

  /** Forgets all that is known of an object. */
  public void forget(int object) {
    ObjectMemory memory = objects.remove(object);
    if (memory != null) {
      memory.close();
    }
  }

  /** Forgets all objects. */
  public void forgetObjects() {
    objects.values().forEach(ObjectMemory::close);
    objects.clear();
  }

  @Override
  public void close() {
    forgetFeatures();
    forgetObjects();
    manager.close();
  }
}
