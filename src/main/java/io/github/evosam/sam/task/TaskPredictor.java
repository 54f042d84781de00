package io.github.evosam.sam.task;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
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
 * Finds all objects of a learned task in an image, without a prompt: tile by tile, the answers of
 * overlapping tiles blended, so that no seam shows. The tiles of an image that has few are looked
 * at four times, mirrored along both axes, and the answers are averaged; an image as a whole twice,
 * left and right exchanged. Not safe for use by several threads at once.
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

  /** Takes answers at the image's size, row by row. */
  @FunctionalInterface
  public interface RowConsumer {
    /**
     * Takes those of one row, from left to right.
     *
     * @param maps the logits of the task, and of a model that {@link SamModel#tellsDepth} those of
     *     how deep inside its object a pixel lies; used again for the next row
     */
    void accept(int y, float[][] maps);
  }

  /** A predictor that is as good as it can be. */
  public TaskPredictor(SamModel model, TaskPrompt task, WorkingScale scale) {
    this(model, task, scale, true);
  }

  /** The pixels that belong to the task's objects: those above 0. */
  public Mask predict(Plane plane) {
    return Mask.above(plane.size(), logits(plane, share -> {}), Candidate.THRESHOLD);
  }

  /**
   * The logits at the image's size, row-major {@code [H, W]}.
   *
   * @param progress see {@link #forEachRow}
   */
  public float[] logits(PixelSource image, DoubleConsumer progress) {
    return whole(image, progress)[0];
  }

  /**
   * Where the objects are and where their middles, in a whole image.
   *
   * @param progress see {@link #forEachRow}
   * @throws IllegalArgumentException for a model that does not tell, see {@link
   *     SamModel#tellsDepth}
   */
  public ObjectMap objects(PixelSource image, DoubleConsumer progress) {
    if (!model.tellsDepth()) {
      throw new IllegalArgumentException(
          "Models with a %s encoder do not tell where objects have their middles"
              .formatted(model.config().encoder()));
    }
    float[][] maps = whole(image, progress);
    for (int i = 0; i < maps[1].length; i++) {
      maps[1][i] = (float) (1 / (1 + Math.exp(-maps[1][i])));
    }
    return new ObjectMap(image.size(), maps[0], maps[1]);
  }

  private float[][] whole(PixelSource image, DoubleConsumer progress) {
    int width = image.size().width();
    float[][] maps = new float[maps()][Math.toIntExact(image.size().area())];
    forEachRow(
        image,
        (y, row) -> {
          for (int m = 0; m < maps.length; m++) {
            System.arraycopy(row[m], 0, maps[m], y * width, width);
          }
        },
        progress);
    return maps;
  }

  private int maps() {
    return model.tellsDepth() ? 2 : 1;
  }

  /**
   * Hands over the answers at the image's size from top to bottom. In memory are the tiles that
   * cover the current row.
   *
   * @param progress hears of the share of tiles done, 0..1, before each and at the end; what it
   *     throws ends the work
   */
  public void forEachRow(PixelSource image, RowConsumer consumer, DoubleConsumer progress) {
    ImageSize size = image.size();
    List<Integer> tops = scale.offsets(size.height());
    Deque<TileRow> inReach = new ArrayDeque<>();
    float[][] sums = new float[maps()][size.width()];
    float[] weights = new float[size.width()];
    int next = 0;
    for (int y = 0; y < size.height(); y++) {
      for (; next < tops.size() && tops.get(next) == y; next++) {
        double done = (double) next / tops.size();
        inReach.add(
            tileRow(image, tops.get(next), share -> progress.accept(done + share / tops.size())));
      }
      while (inReach.element().top() + scale.tileSide() <= y) {
        inReach.remove();
      }
      blend(inReach, y, sums, weights);
      consumer.accept(y, sums);
    }
    progress.accept(1);
  }

  private static void blend(Deque<TileRow> inReach, int y, float[][] sums, float[] weights) {
    for (float[] sum : sums) {
      Arrays.fill(sum, 0);
    }
    Arrays.fill(weights, 0);
    for (TileRow row : inReach) {
      row.blend(y, sums, weights);
    }
    for (float[] sum : sums) {
      for (int x = 0; x < sum.length; x++) {
        sum[x] /= weights[x];
      }
    }
  }

  private TileRow tileRow(PixelSource image, int top, DoubleConsumer progress) {
    List<Integer> lefts = scale.offsets(image.size().width());
    boolean mirrored = mirrors && scale.tiles(image.size()) <= FEW_TILES;
    List<List<MaskPostprocessing.Rows>> tiles = new ArrayList<>();
    for (int column = 0; column < lefts.size(); column++) {
      progress.accept((double) column / lefts.size());
      tiles.add(tile(image.region(lefts.get(column), top, scale.tile()), mirrored));
    }
    return new TileRow(top, scale.tileSide(), lefts, tiles);
  }

  /** The maps of one tile at its size in the image. */
  private List<MaskPostprocessing.Rows> tile(PixelSource tile, boolean mirrored) {
    ModelInput preparation = ModelInput.of(model.config());
    float[] values = preparation.values(tile);
    int side = model.config().inputSide();
    float[] maps =
        Scope.value(
            () -> {
              Shape shape = new Shape(1, Plane.CHANNELS, side, side);
              NDArray input = model.weights().manager().create(values, shape);
              return (mirrored ? ofAllFlips(input) : answer(input)).toFloatArray();
            });
    int lowSide = preparation.lowSide();
    MaskPostprocessing large = new MaskPostprocessing(preparation.transform(scale.tile()), lowSide);
    List<MaskPostprocessing.Rows> rows = new ArrayList<>();
    for (int from = 0; from < maps.length; from += lowSide * lowSide) {
      rows.add(large.rows(Arrays.copyOfRange(maps, from, from + lowSide * lowSide)));
    }
    return rows;
  }

  /** {@code [B, 3, S, S] → [B, maps, low, low]}. */
  private NDArray answer(NDArray input) {
    NDList answer = model.predictTask(model.imageEncoder().encode(input), task);
    return maps() == 1
        ? answer.get(0)
        : NDArrays.concat(new NDList(answer.get(0), answer.get(2)), 1);
  }

  /** The mean of what is said of an input and its mirror images, {@code [1, 3, S, S] → [1, …]}. */
  private NDArray ofAllFlips(NDArray input) {
    int[][] flips = scale.isWhole() ? FLIPS_OF_WHOLE : FLIPS;
    NDList flipped = new NDList();
    for (int[] axes : flips) {
      flipped.add(flip(input, axes));
    }
    NDArray maps = answer(NDArrays.concat(flipped, 0));
    NDArray sum = maps.get("0:1");
    for (int i = 1; i < flips.length; i++) {
      sum = sum.add(flip(maps.get(new NDIndex("{}:{}", i, i + 1)), flips[i]));
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
   * @param tiles maps of each
   */
  private record TileRow(
      int top, int side, List<Integer> lefts, List<List<MaskPostprocessing.Rows>> tiles) {

    /** Adds the tiles' maps of an image row, weighted by the distance from the tile's border. */
    void blend(int y, float[][] sums, float[] weights) {
      float rowWeight = Math.min(y - top + 1, side - (y - top));
      float[] tile = new float[side];
      for (int i = 0; i < tiles.size(); i++) {
        int left = lefts.get(i);
        int width = Math.min(side, weights.length - left);
        for (int m = 0; m < sums.length; m++) {
          tiles.get(i).get(m).row(y - top, tile);
          for (int column = 0; column < width; column++) {
            sums[m][left + column] += weight(rowWeight, column) * tile[column];
          }
        }
        for (int column = 0; column < width; column++) {
          weights[left + column] += weight(rowWeight, column);
        }
      }
    }

    private float weight(float rowWeight, int column) {
      return rowWeight * Math.min(column + 1, side - column);
    }
  }
}
