package io.github.evosam.sam.task;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.PixelSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.Function;

/** The tiles of one image, each looked at once, and where their logits are to be cut. */
final class TaskTiles {
  /** So many tell where to cut, spread over an image that has more. */
  private static final int MOST_JUDGED = 64;

  private final PixelSource image;
  private final WorkingScale scale;
  private final Function<PixelSource, float[]> finder;
  private final List<Integer> tops;
  private final List<Integer> lefts;
  private final Map<Integer, float[]> judged = new HashMap<>();

  /**
   * Tiles that have not been looked at.
   *
   * @param finder gives the logits of a tile, square and row-major, in low resolution
   */
  TaskTiles(PixelSource image, WorkingScale scale, Function<PixelSource, float[]> finder) {
    this.image = image;
    this.scale = scale;
    this.finder = finder;
    tops = scale.offsets(image.size().height());
    lefts = scale.offsets(image.size().width());
  }

  /** Image row of the first row of each row of tiles. */
  List<Integer> tops() {
    return tops;
  }

  /** Image column of the first column of each column of tiles. */
  List<Integer> lefts() {
    return lefts;
  }

  /** How many there are. */
  int count() {
    return scale.tiles(image.size());
  }

  /** Share of the tiles that tell where to cut. */
  double judgedShare() {
    return (double) Math.min(MOST_JUDGED, count()) / count();
  }

  /**
   * The logit above which pixels belong to the task's objects, see {@link DiceThreshold}. What was
   * looked at for it is kept until {@link #logits} takes it.
   *
   * @param progress hears of the share of all tiles that is done, 0..1, before each
   */
  float cut(DoubleConsumer progress) {
    DiceThreshold cut = new DiceThreshold();
    int number = Math.min(MOST_JUDGED, count());
    for (int i = 0; i < number; i++) {
      progress.accept((double) i / count());
      int tile = (int) ((long) i * count() / number);
      float[] logits = find(tile);
      judged.put(tile, logits);
      addInside(cut, logits, tops.get(tile / lefts.size()), lefts.get(tile % lefts.size()));
    }
    return cut.best();
  }

  /** Adds the logits whose places lie in the image. */
  private void addInside(DiceThreshold cut, float[] logits, int top, int left) {
    ImageSize size = image.size();
    int side = (int) Math.round(Math.sqrt(logits.length));
    double pixels = (double) scale.tileSide() / side;
    for (int i = 0; i < logits.length; i++) {
      double x = left + (i % side + 0.5) * pixels;
      double y = top + (i / side + 0.5) * pixels;
      if (x < size.width() && y < size.height()) {
        cut.add(logits[i]);
      }
    }
  }

  /** The logits of the tile in a row and column of tiles; not to be asked twice. */
  float[] logits(int row, int column) {
    int tile = row * lefts.size() + column;
    float[] kept = judged.remove(tile);
    return kept == null ? find(tile) : kept;
  }

  private float[] find(int tile) {
    int top = tops.get(tile / lefts.size());
    int left = lefts.get(tile % lefts.size());
    return finder.apply(image.region(left, top, scale.tile()));
  }
}
