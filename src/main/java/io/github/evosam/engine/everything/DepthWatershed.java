package io.github.evosam.engine.everything;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Keeps touching objects apart: a watershed of how deep inside its object each pixel lies, flooded
 * from the deepest pixels on. Two basins that meet are one object unless both rise above the place
 * where they meet by a least height (h-maxima, Vincent 1993).
 *
 * @param size of the image
 * @param depth of each pixel, row-major {@code [H, W]}, 0 at the border of an object and 1 in its
 *     middle; must not be modified
 * @param leastHeight of a middle above the saddle to the next one, 0..1
 */
record DepthWatershed(ImageSize size, float[] depth, double leastHeight) {

  /**
   * The objects of a foreground.
   *
   * @return masks that do not overlap and together are the foreground, the deepest first
   */
  List<Mask> split(Mask foreground) {
    int[] pixels = foreground.toBitSet().stream().toArray();
    int[] order =
        IntStream.of(pixels)
            .boxed()
            .sorted((a, b) -> Float.compare(depth[b], depth[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    Basins basins = new Basins(depth.length);
    for (int pixel : order) {
      flood(basins, pixel);
    }
    return basins.masks(order);
  }

  private void flood(Basins basins, int pixel) {
    int width = size.width();
    int x = pixel % width;
    int best = -1;
    int[] around = {
      x > 0 ? basins.of(pixel - 1) : -1,
      x < width - 1 ? basins.of(pixel + 1) : -1,
      pixel >= width ? basins.of(pixel - width) : -1,
      pixel + width < depth.length ? basins.of(pixel + width) : -1
    };
    for (int basin : around) {
      if (basin >= 0 && (best < 0 || height(basin) > height(best))) {
        best = basin;
      }
    }
    for (int basin : around) {
      if (basin >= 0 && basin != best && height(basin) - depth[pixel] < leastHeight) {
        basins.join(basin, best);
      }
    }
    basins.put(pixel, best < 0 ? pixel : best);
  }

  /** Depth of a basin's deepest pixel, which names it. */
  private float height(int basin) {
    return depth[basin];
  }

  /** Basins by their deepest pixel. */
  private final class Basins {
    private final int[] parent;

    Basins(int pixels) {
      parent = new int[pixels];
      Arrays.fill(parent, -1);
    }

    /** The basin of a pixel, −1 if it is not flooded. */
    int of(int pixel) {
      if (parent[pixel] < 0) {
        return -1;
      }
      int root = pixel;
      while (parent[root] != root) {
        root = parent[root];
      }
      for (int at = pixel; parent[at] != root; ) {
        int next = parent[at];
        parent[at] = root;
        at = next;
      }
      return root;
    }

    void put(int pixel, int basin) {
      parent[pixel] = basin;
    }

    void join(int basin, int into) {
      parent[basin] = into;
    }

    List<Mask> masks(int[] order) {
      Map<Integer, BitSet> all = new LinkedHashMap<>();
      for (int pixel : order) {
        all.computeIfAbsent(of(pixel), basin -> new BitSet()).set(pixel);
      }
      return all.values().stream().map(bits -> Mask.of(size, bits)).toList();
    }
  }
}
