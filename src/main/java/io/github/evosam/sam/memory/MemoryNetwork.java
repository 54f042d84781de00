package io.github.evosam.sam.memory;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.github.evosam.nn.Conv;
import io.github.evosam.nn.Layer;
import io.github.evosam.nn.Resizing;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.SamConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of SAM 2 that writes and reads memories (Ravi et al. 2024; official {@code
 * sam2_base.py}).
 *
 * <p>Legend: S input side, s = S / 16, P = s², C channels, K channels of the memory.
 */
final class MemoryNetwork {
  private static final String SLOTS = "maskmem_tpos_enc";
  private static final String ABSENT = "no_obj_embed_spatial";

  /** Logits of a mask, once it is squeezed to 0..1. */
  private static final float SCALE = 20;

  private static final float BIAS = -10;

  /** Takes away 16 of the 24 binary places of a float. */
  private static final float ROUNDING = (1 << 16) + 1;

  private final int side;
  private final MemoryEncoder encoder;
  private final MemoryAttention attention;
  private final ObjectPointers pointers;
  private final Layer maskDownsampling;
  private final NDArray slots;
  private final NDArray absent;
  private final NDArray places;

  /**
   * Builds the network.
   *
   * @param inputSide S
   * @param manager of what is made once for all slices
   * @throws IllegalArgumentException if a parameter is missing or of the wrong shape
   */
  MemoryNetwork(StateDict weights, int inputSide, NDManager manager) {
    side = inputSide / SamConfig.STRIDE;
    encoder = new MemoryEncoder(weights);
    attention = new MemoryAttention(weights, side, manager);
    pointers = new ObjectPointers(weights);
    maskDownsampling = Conv.of(weights, "mask_downsample", 4, 0);
    slots = weights.get(SLOTS, -1, 1, 1, -1);
    absent = weights.has(ABSENT) ? weights.get(ABSENT, 1, -1) : null;
    int channels = (int) slots.getShape().get(3);
    Shape shape = new Shape(1, (long) side * side, channels);
    float[] square = SinePositions.square(side, channels);
    places = constant(square, shape, manager);
  }

  /** An array that lives as long as its manager, whatever scope is open here. */
  static NDArray constant(float[] values, Shape shape, NDManager manager) {
    NDArray array = manager.create(values, shape);
    NDScope.unregister(array);
    return array;
  }

  /** Whether the weights hold a memory. */
  static boolean isIn(StateDict weights) {
    return weights.has(SLOTS);
  }

  /** Number of slices that can be told apart in time, those the user spoke of counting as one. */
  int slots() {
    return (int) slots.getShape().get(0);
  }

  /** The pointers. */
  ObjectPointers pointers() {
    return pointers;
  }

  /**
   * The features as the memory sees them.
   *
   * @param features of the image alone, {@code [1, C, s, s]}
   * @return of the same shape
   */
  NDArray conditioned(NDArray features, Recollection memory) {
    return Scope.keep(() -> attention.forward(features, tokens(memory)));
  }

  private MemoryTokens tokens(Recollection memory) {
    long channels = slots.getShape().get(3);
    NDList values = new NDList();
    NDList added = new NDList();
    for (Recollection.Seen seen : memory.seen()) {
      values.add(seen.memory().features());
      NDArray slot = slots.get(new NDIndex("{}", slots() - 1 - seen.slot()));
      added.add(places.add(slot.reshape(1, 1, channels)));
    }
    long placeless = 0;
    if (!memory.pointers().isEmpty()) {
      List<NDArray> all = new ArrayList<>();
      List<Integer> distances = new ArrayList<>();
      for (Recollection.Pointer pointer : memory.pointers()) {
        all.add(pointer.memory().pointer());
        distances.add(pointer.distance());
      }
      NDArray ofPointers = ObjectPointers.tokens(all, channels);
      placeless = ofPointers.getShape().get(1);
      values.add(ofPointers);
      added.add(pointers.places(distances, memory.longestDistance(), channels));
    }
    NDArray joined = NDArrays.concat(values, 1);
    return new MemoryTokens(joined.add(NDArrays.concat(added, 1)), joined, placeless);
  }

  /**
   * The features of a memory.
   *
   * @param features of the image alone, {@code [1, C, s, s]}
   * @param lowResLogits of the object's mask, {@code [1, 1, 4s, 4s]}
   * @param fromUser whether the user spoke of this slice: then the mask counts as it is seen,
   *     inside or outside
   * @param present whether the object is there at all
   * @return {@code [1, P, K]}, see {@link Memory#features}
   */
  NDArray remembered(NDArray features, NDArray lowResLogits, boolean fromUser, boolean present) {
    return Scope.keep(
        () -> {
          long s = (long) side * SamConfig.STRIDE;
          NDArray logits = Resizing.bilinear(lowResLogits, s, s);
          NDArray mask =
              fromUser ? logits.gt(0).toType(DataType.FLOAT32, false) : Activation.sigmoid(logits);
          NDArray made = encoder.forward(features, mask.mul(SCALE).add(BIAS));
          if (!present && absent != null) {
            made = made.add(absent.reshape(1, -1, 1, 1));
          }
          long channels = made.getShape().get(1);
          return rounded(made.reshape(1, channels, (long) side * side).transpose(0, 2, 1));
        });
  }

  /**
   * Rounds to the 8 binary places of bfloat16 (Dekker 1971); the engine's own conversion ends the
   * process.
   */
  private static NDArray rounded(NDArray x) {
    NDArray far = x.mul(ROUNDING);
    return far.sub(far.sub(x));
  }

  /**
   * A mask as the decoder is shown it to get a pointer, {@code [1, 1, S, S] → [1, 1, 4s, 4s]}.
   *
   * @param mask 1 inside and 0 outside
   */
  NDArray asPrompt(NDArray mask) {
    return maskDownsampling.forward(mask);
  }
}
