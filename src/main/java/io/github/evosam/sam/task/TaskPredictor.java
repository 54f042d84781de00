package io.github.evosam.sam.task;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.ModelTransform;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;
import io.github.evosam.nn.Scope;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.network.TaskPrompt;
import io.github.evosam.sam.prompting.Candidate;
import io.github.evosam.sam.prompting.MaskPostprocessing;
import io.github.evosam.sam.prompting.ModelInput;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Finds all objects of a learned task in an image, without a prompt: tile by tile, the logits of
 * overlapping tiles blended, so that no seam shows. Those of a task that sharpens them pixel by
 * pixel are relative to where they are best cut in this image ({@link DiceThreshold}). The tiles of
 * an image that has few are looked at four times, mirrored along both axes, and the logits are
 * averaged; an image as a whole twice, left and right exchanged. Not safe for use by several
 * threads at once.
 *
 * @param model with the task's expert in place
 * @param task the expert's prompt
 * @param scale at which the task was learned
 * @param mirrors whether an image of few tiles is mirrored, which takes two or four times as long
 */
public record TaskPredictor(SamModel model, TaskPrompt task, WorkingScale scale, boolean mirrors) {
  /** An image of more tiles is not mirrored: it takes long enough as it is. */
  private static final int FEW_TILES = 4;

  /** Axes along which a tile is mirrored before it is looked at again. */
  private static final int[][] FLIPS = {{}, {3}, {2}, {2, 3}};

  /** The same for an image as a whole. */
  private static final int[][] FLIPS_OF_WHOLE = {{}, {3}};

  /** Takes logits at the image's size, row by row. */
  @FunctionalInterface
  public interface RowConsumer {
    /** Takes those of row y, from left to right; the array is used again for the next row. */
    void accept(int y, float[] logits);
  }

  /** A predictor that is as good as it can be. */
  public TaskPredictor(SamModel model, TaskPrompt task, WorkingScale scale) {
    this(model, task, scale, true);
  }

  /** The pixels that belong to the task's objects: those above 0. */
  public Mask predict(Plane plane) {
    return Mask.above(plane.size(), logits(plane), Candidate.THRESHOLD);
  }

  /** The logits at the image's size, row-major {@code [H, W]}. */
  public float[] logits(PixelSource image) {
    return logits(image, share -> {});
  }

  /**
   * As {@link #logits(PixelSource)}.
   *
   * @param progress see {@link #forEachRow}
   */
  public float[] logits(PixelSource image, DoubleConsumer progress) {
    int width = image.size().width();
    float[] logits = new float[Math.toIntExact(image.size().area())];
    forEachRow(image, (y, row) -> System.arraycopy(row, 0, logits, y * width, width), progress);
    return logits;
  }

  /**
   * Hands over the logits at the image's size from top to bottom. In memory are the tiles that
   * cover the current row, and those that told where to cut, in low resolution.
   *
   * @param progress hears of the share of tiles done, 0..1, before each and at the end; what it
   *     throws ends the work
   */
  public void forEachRow(PixelSource image, RowConsumer consumer, DoubleConsumer progress) {
    ImageSize size = image.size();
    boolean mirrored = mirrors && scale.tiles(size) <= FEW_TILES;
    TaskTiles tiles = new TaskTiles(image, scale, tile -> tile(tile, mirrored));
    boolean cuts = task.head().isPresent();
    float cut = cuts ? tiles.cut(progress) : 0;
    double done = cuts ? tiles.judgedShare() : 0;
    DoubleConsumer rest = share -> progress.accept(done + (1 - done) * share);
    Deque<TileRow> inReach = new ArrayDeque<>();
    float[] sums = new float[size.width()];
    float[] weights = new float[size.width()];
    int next = 0;
    for (int y = 0; y < size.height(); y++) {
      for (; next < tiles.tops().size() && tiles.tops().get(next) == y; next++) {
        inReach.add(tileRow(tiles, next, rest));
      }
      while (inReach.element().top() + scale.tileSide() <= y) {
        inReach.remove();
      }
      blend(inReach, y, sums, weights);
      for (int x = 0; x < sums.length; x++) {
        sums[x] = sums[x] / weights[x] - cut;
      }
      consumer.accept(y, sums);
    }
    progress.accept(1);
  }

  private static void blend(Deque<TileRow> inReach, int y, float[] sums, float[] weights) {
    Arrays.fill(sums, 0);
    Arrays.fill(weights, 0);
    for (TileRow row : inReach) {
      row.blend(y, sums, weights);
    }
  }

  private TileRow tileRow(TaskTiles tiles, int row, DoubleConsumer progress) {
    ModelTransform transform = preparation().transform(scale.tile());
    List<MaskPostprocessing.Rows> large = new ArrayList<>();
    for (int column = 0; column < tiles.lefts().size(); column++) {
      progress.accept((double) (row * tiles.lefts().size() + column) / tiles.count());
      float[] logits = tiles.logits(row, column);
      int lowSide = (int) Math.round(Math.sqrt(logits.length));
      large.add(new MaskPostprocessing(transform, lowSide).rows(logits));
    }
    return new TileRow(tiles.tops().get(row), scale.tileSide(), tiles.lefts(), large);
  }

  private ModelInput preparation() {
    return ModelInput.of(model.config());
  }

  /** The logits of one tile, square and row-major. */
  private float[] tile(PixelSource tile, boolean mirrored) {
    float[] values = preparation().values(tile);
    int side = model.config().inputSide();
    return Scope.value(
        () -> {
          Shape shape = new Shape(1, Plane.CHANNELS, side, side);
          NDArray input = model.weights().manager().create(values, shape);
          return (mirrored ? ofAllFlips(input) : logits(input)).toFloatArray();
        });
  }

  /** {@code [B, 3, S, S] → [B, 1, S/s, S/s]}, s the stride of the task's logits. */
  private NDArray logits(NDArray input) {
    return model.predictTask(model.imageEncoder().encode(input), input, task).get(0);
  }

  /** The mean of what is said of an input and its mirror images, {@code [1, 3, S, S] → [1, …]}. */
  private NDArray ofAllFlips(NDArray input) {
    int[][] flips = scale.isWhole() ? FLIPS_OF_WHOLE : FLIPS;
    NDList flipped = new NDList();
    for (int[] axes : flips) {
      flipped.add(flip(input, axes));
    }
    NDArray logits = logits(NDArrays.concat(flipped, 0));
    NDArray sum = logits.get("0:1");
    for (int i = 1; i < flips.length; i++) {
      sum = sum.add(flip(logits.get(new NDIndex("{}:{}", i, i + 1)), flips[i]));
    }
    return sum.div(flips.length);
  }

  private static NDArray flip(NDArray x, int[] axes) {
    return axes.length == 0 ? x : x.flip(axes);
  }

  /**
   * Tiles side by side.
   *
   * @param top image row of their first row
   * @param side of a tile, image pixels
   * @param lefts image column of each tile's first column
   * @param tiles logits of each
   */
  private record TileRow(
      int top, int side, List<Integer> lefts, List<MaskPostprocessing.Rows> tiles) {

    /** Adds the tiles' logits of an image row, weighted by the distance from the tile's border. */
    void blend(int y, float[] sums, float[] weights) {
      float rowWeight = Math.min(y - top + 1, side - (y - top));
      float[] tile = new float[side];
      for (int i = 0; i < tiles.size(); i++) {
        int left = lefts.get(i);
        tiles.get(i).row(y - top, tile);
        for (int column = 0; column < Math.min(side, sums.length - left); column++) {
          float weight = rowWeight * Math.min(column + 1, side - column);
          sums[left + column] += weight * tile[column];
          weights[left + column] += weight;
        }
      }
    }
  }
}
