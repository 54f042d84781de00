package io.github.evosam.engine.everything;

import io.github.evosam.engine.PaintedSource;
import io.github.evosam.geometry.ComponentScan;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Prints what putting together the blocks of a big image costs, and whether each object is whole.
 * In place of a model a threshold finds the objects of a block: discs, and bands from one end of
 * the image to the other. Argument: side of the image, pixels.
 */
final class BlocksReport {
  private static final float THRESHOLD = 110;
  private static final int MIN_AREA_PIXELS = 10;

  private BlocksReport() {}

  /** Prints the report. */
  public static void main(String[] arguments) {
    int side = Integer.parseInt(arguments[0]);
    PixelSource image = new PaintedSource(new ImageSize(side, side));
    Set<Mask> truth = inWhole(image);
    long start = System.nanoTime();
    long[] searching = {0};
    List<SegmentedObject> found =
        new EverythingInBlocks(
                image,
                (block, region, progress) -> {
                  long before = System.nanoTime();
                  List<SegmentedObject> objects = objects(block);
                  searching[0] += System.nanoTime() - before;
                  return objects;
                },
                MIN_AREA_PIXELS)
            .run(Optional.empty(), share -> {}, () -> false);
    long seconds = (System.nanoTime() - start - searching[0]) / 1_000_000_000;
    Set<Mask> masks = found.stream().map(SegmentedObject::mask).collect(Collectors.toSet());
    masks.retainAll(truth);
    System.out.printf(
        "%d objects, found block by block %d, the same to the pixel %d; reading and merging %d s%n",
        truth.size(), found.size(), masks.size(), seconds);
  }

  private static List<SegmentedObject> objects(Plane block) {
    BitSet foreground = new BitSet();
    for (int i = 0; i < block.size().area(); i++) {
      foreground.set(i, block.values()[i] > THRESHOLD);
    }
    return LabelMap.components(Mask.of(block.size(), foreground)).masks().values().stream()
        .map(mask -> new SegmentedObject(mask, 0.5))
        .toList();
  }

  private static Set<Mask> inWhole(PixelSource image) {
    int width = image.size().width();
    ComponentScan scan = new ComponentScan(image.size(), MIN_AREA_PIXELS);
    image.forEachStrip(
        (strip, top) -> {
          for (int row = 0; row < strip.size().height(); row++) {
            BitSet foreground = new BitSet();
            for (int x = 0; x < width; x++) {
              foreground.set(x, strip.at(0, x, row) > THRESHOLD);
            }
            scan.addRow(foreground, x -> 0);
          }
        });
    return scan.finish().stream()
        .map(ComponentScan.Component::mask)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
