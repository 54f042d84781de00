package io.github.evosam.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.Plane;
import io.github.evosam.nn.Scope;
import io.github.evosam.sam.network.PixelHead;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.network.TaskPrompt;
import io.github.evosam.sam.prompting.ModelInput;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Single pixels of many tiles, in random order: what a {@link PixelHead} sees of each, and the
 * truth. Not safe for use by several threads at once while pixels are added.
 *
 * <p>Legend: N pixels, F features of each.
 */
final class PixelSamples {
  /** Pixels that are drawn from a tile. */
  static final int PER_TILE = 1024;

  private final SplittableRandom random;
  private float[] features = {};
  private float[] logits = {};
  private float[] truths = {};
  private int count;

  /**
   * Without pixels.
   *
   * @param seed same seed and tiles, same pixels in the same order
   */
  PixelSamples(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * A part of the pixels.
   *
   * @param features {@code [1, F, n]}
   * @param logits before they are sharpened, {@code [1, 1, n]}
   * @param truths share of foreground, {@code [1, 1, n]}
   */
  record Batch(NDArray features, NDArray logits, NDArray truths) {}

  int size() {
    return count;
  }

  /** Adds pixels of a tile as the model, with the expert in place, sees it. */
  void add(SamModel model, TaskPrompt task, ExpertSamples.Sample tile) {
    int side = model.config().inputSide();
    float[] values =
        new ModelInput(side, model.config().preprocessing()).values(tile.image().plane());
    NDManager manager = model.weights().manager();
    float[][] seen =
        Scope.value(
            () -> {
              NDArray input = manager.create(values, new Shape(1, Plane.CHANNELS, side, side));
              PixelHead.Pixels pixels =
                  model.taskPixels(model.imageEncoder().encode(input), input, task);
              return new float[][] {
                pixels.features().toFloatArray(),
                pixels.logits().toFloatArray(),
                MaskTargets.shares(List.of(tile.foreground()), manager).toFloatArray()
              };
            });
    draw(seen[0], seen[1], seen[2]);
  }

  /**
   * Draws pixels and puts each in a random place.
   *
   * @param ofTile features of all of its P pixels, {@code [F, P]}
   */
  private void draw(float[] ofTile, float[] before, float[] truth) {
    int pixels = before.length;
    int inputs = ofTile.length / pixels;
    reserve(count + PER_TILE, inputs);
    for (int i = 0; i < PER_TILE; i++) {
      int pixel = random.nextInt(pixels);
      int place = random.nextInt(count + 1);
      System.arraycopy(features, place * inputs, features, count * inputs, inputs);
      logits[count] = logits[place];
      truths[count] = truths[place];
      for (int f = 0; f < inputs; f++) {
        features[place * inputs + f] = ofTile[f * pixels + pixel];
      }
      logits[place] = before[pixel];
      truths[place] = truth[pixel];
      count++;
    }
  }

  private void reserve(int wanted, int inputs) {
    if (wanted > logits.length) {
      int room = Math.max(wanted, 2 * logits.length);
      features = Arrays.copyOf(features, room * inputs);
      logits = Arrays.copyOf(logits, room);
      truths = Arrays.copyOf(truths, room);
    }
  }

  /** Pixels from a place on. */
  Batch batch(int from, int n, NDManager manager) {
    int inputs = features.length / logits.length;
    float[] part = Arrays.copyOfRange(features, from * inputs, (from + n) * inputs);
    Shape one = new Shape(1, 1, n);
    return new Batch(
        manager.create(part, new Shape(n, inputs)).transpose().expandDims(0),
        manager.create(Arrays.copyOfRange(logits, from, from + n), one),
        manager.create(Arrays.copyOfRange(truths, from, from + n), one));
  }
}
