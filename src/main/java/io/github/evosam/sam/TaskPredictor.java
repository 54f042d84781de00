package io.github.evosam.sam;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.ModelTransform;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;
import io.github.evosam.nn.Scope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Finds all objects of a learned task in an image, without a prompt: tile by tile, the logits of
 * overlapping tiles blended, so that no seam shows. Not safe for use by several threads at once.
 *
 * @param model with the task's expert in place
 * @param task the expert's prompt
 * @param scale at which the task was learned
 */
public record TaskPredictor(SamModel model, TaskPrompt task, WorkingScale scale) {

  /** Takes logits at the image's size, row by row. */
  @FunctionalInterface
  public interface RowConsumer {
    /** Takes those of row y, from left to right; the array is used again for the next row. */
    void accept(int y, float[] logits);
  }

  /** The pixels that belong to the task's objects. */
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
   * cover the current row, in low resolution.
   *
   * @param progress hears of the share of tiles done, 0..1, before each and at the end; what it
   *     throws ends the work
   */
  public void forEachRow(PixelSource image, RowConsumer consumer, DoubleConsumer progress) {
    ImageSize size = image.size();
    Deque<Integer> tops = new ArrayDeque<>(scale.offsets(size.height()));
    double tileRows = tops.size();
    Deque<TileRow> inReach = new ArrayDeque<>();
    float[] sums = new float[size.width()];
    float[] weights = new float[size.width()];
    for (int y = 0; y < size.height(); y++) {
      while (!tops.isEmpty() && tops.peek() == y) {
        double done = tileRows - tops.size();
        DoubleConsumer ofAll = share -> progress.accept((done + share) / tileRows);
        inReach.add(tileRow(image, tops.remove(), ofAll));
      }
      while (inReach.element().top() + scale.tileSide() <= y) {
        inReach.remove();
      }
      Arrays.fill(sums, 0);
      Arrays.fill(weights, 0);
      for (TileRow row : inReach) {
        row.blend(y, sums, weights);
      }
      for (int x = 0; x < sums.length; x++) {
        sums[x] /= weights[x];
      }
      consumer.accept(y, sums);
    }
    progress.accept(1);
  }

  private TileRow tileRow(PixelSource image, int top, DoubleConsumer progress) {
    List<Integer> lefts = scale.offsets(image.size().width());
    List<MaskPostprocessing.Rows> tiles = new ArrayList<>();
    for (int left : lefts) {
      progress.accept((double) tiles.size() / lefts.size());
      tiles.add(tile(image.region(left, top, scale.tile())));
    }
    return new TileRow(top, scale.tileSide(), lefts, tiles);
  }

  /** The logits of one tile at its size in the image. */
  private MaskPostprocessing.Rows tile(PixelSource tile) {
    int side = model.config().inputSide();
    ModelInput input = new ModelInput(side, model.config().preprocessing());
    ModelTransform transform = input.transform(tile.size());
    float[] low =
        Scope.value(
            () -> {
              NDArray pixels =
                  model
                      .weights()
                      .manager()
                      .create(input.values(tile), new Shape(1, Plane.CHANNELS, side, side));
              ImageFeatures image = model.imageEncoder().encode(pixels);
              return model.predictTask(image, task).get(0).get(":, 0").toFloatArray();
            });
    return new MaskPostprocessing(transform, View.whole(transform).lowSide()).rows(low);
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
