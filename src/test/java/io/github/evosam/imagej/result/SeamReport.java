package io.github.evosam.imagej.result;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.image.ImageFiles;
import io.github.evosam.imagej.image.LabelReading;
import io.github.evosam.sam.task.WorkingScale;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Prints whether tiles have left seams in the labels of a big image: how often foreground begins or
 * ends where a tile does and elsewhere, and how the objects of a part of the image that was
 * segmented alone were found in the whole. Arguments: label image of the whole, side of a tile, and
 * label image of the part, its left column and its top row.
 */
final class SeamReport {
  private static final int MARGIN = 100;
  private static final double ALIKE = 0.9;

  private SeamReport() {}

  /** Prints the report. */
  public static void main(String[] arguments) {
    ImagePlus image = ImageFiles.open(Path.of(arguments[0]));
    WorkingScale scale = new WorkingScale(Integer.parseInt(arguments[1]));
    edges(image.getProcessor(), scale);
    LabelMap part = ImageFiles.labels(Path.of(arguments[2]));
    int x = Integer.parseInt(arguments[3]);
    int y = Integer.parseInt(arguments[4]);
    image.setRoi(x, y, part.size().width(), part.size().height());
    part(LabelReading.labels(image.crop()), part);
  }

  private static void edges(ImageProcessor labels, WorkingScale scale) {
    Set<Integer> columns = borders(labels.getWidth(), scale);
    Set<Integer> rows = borders(labels.getHeight(), scale);
    long[] edges = new long[2];
    long[] pixels = new long[2];
    for (int y = 1; y < labels.getHeight(); y++) {
      for (int x = 1; x < labels.getWidth(); x++) {
        boolean here = labels.getf(x, y) > 0;
        int column = columns.contains(x) ? 1 : 0;
        int row = rows.contains(y) ? 1 : 0;
        edges[column] += here == labels.getf(x - 1, y) > 0 ? 0 : 1;
        edges[row] += here == labels.getf(x, y - 1) > 0 ? 0 : 1;
        pixels[column]++;
        pixels[row]++;
      }
    }
    System.out.printf(
        "foreground begins or ends between %.3f %% of neighbours where a tile does,"
            + " between %.3f %% elsewhere%n",
        100.0 * edges[1] / pixels[1], 100.0 * edges[0] / pixels[0]);
  }

  /** Columns or rows at which a tile begins, or the first behind one. */
  private static Set<Integer> borders(int length, WorkingScale scale) {
    Set<Integer> borders = new HashSet<>(scale.offsets(length));
    scale.offsets(length).forEach(offset -> borders.add(offset + scale.tileSide()));
    return borders;
  }

  /** Objects near the part's border are left out: the part shows less around them. */
  private static void part(LabelMap whole, LabelMap part) {
    Map<Integer, Mask> found = whole.masks();
    int objects = 0;
    int alike = 0;
    double overlaps = 0;
    for (Mask mask : part.masks().values()) {
      if (isInside(mask)) {
        double overlap = overlap(mask, whole, found);
        objects++;
        overlaps += overlap;
        alike += overlap >= ALIKE ? 1 : 0;
      }
    }
    System.out.printf(
        "%d objects of the part: mean IoU with the whole's %.4f, %d of them at least %.1f%n",
        objects, overlaps / objects, alike, ALIKE);
  }

  private static boolean isInside(Mask mask) {
    BoxPrompt box = mask.boundingBox().orElseThrow();
    ImageSize size = mask.size();
    return box.x0() >= MARGIN
        && box.y0() >= MARGIN
        && box.x1() < size.width() - MARGIN
        && box.y1() < size.height() - MARGIN;
  }

  /** The best IoU with an object of the whole. */
  private static double overlap(Mask mask, LabelMap whole, Map<Integer, Mask> found) {
    Set<Integer> touched = new HashSet<>();
    int width = mask.size().width();
    mask.forEachRowRun(
        (start, end) -> {
          for (int i = start; i < end; i++) {
            touched.add(whole.at(i % width, i / width));
          }
        });
    touched.remove(0);
    return touched.stream()
        .map(found::get)
        .mapToDouble(
            other -> {
              double both = mask.intersectionPixels(other);
              return both / (mask.areaPixels() + other.areaPixels() - both);
            })
        .max()
        .orElse(0);
  }
}
