package io.github.evosam.imagej.stack;

import ij.IJ;
import ij.ImagePlus;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.propagation.Direction;
import io.github.evosam.engine.propagation.Seed;
import io.github.evosam.engine.propagation.StopRule;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.image.LabelReading;
import io.github.evosam.imagej.image.Normalisation;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.image.StackPosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prints how well objects are followed through a stack from their true boxes on one slice, the one
 * on which each is largest, as a Markdown row. Arguments: image stack, label stack, how many
 * objects at most (the largest).
 */
final class StackReport {
  private StackReport() {}

  /** Prints the row. */
  public static void main(String[] arguments) {
    ImagePlus image = IJ.openImage(arguments[0]);
    List<Map<Integer, Mask>> truth = truth(IJ.openImage(arguments[1]));
    Map<Integer, Seed> seeds = seeds(truth, Integer.parseInt(arguments[2]));
    LabelStackImage labels = LabelStackImage.of(image);
    try (Segmenter segmenter = Segmenter.open(BaseModels.ofUser(), BaseModels.EMBEDDED, "cpu")) {
      segmenter.use(ExpertChoice.NONE);
      new StackTask(image, SliceRange.ALL, Normalisation.PERCENTILES)
          .follow(
              segmenter,
              new StackTask.Following(
                  List.copyOf(seeds.values()), Map.of(), StopRule.DEFAULT, Direction.BOTH),
              labels,
              share -> System.err.printf("%.0f %%%n", 100 * share));
    }
    print(image.getTitle(), truth, seeds, labels);
  }

  private static void print(
      String name,
      List<Map<Integer, Mask>> truth,
      Map<Integer, Seed> seeds,
      LabelStackImage labels) {
    List<Map<Integer, Mask>> found = new ArrayList<>();
    for (int slice = 0; slice < labels.slices(); slice++) {
      found.add(labels.read(slice).masks());
    }
    double shown = 0;
    double whole = 0;
    int missed = 0;
    int beyond = 0;
    int slices = 0;
    for (Map.Entry<Integer, Seed> seed : seeds.entrySet()) {
      long[] sums = new long[3];
      for (int slice = 0; slice < truth.size(); slice++) {
        Mask real = truth.get(slice).get(seed.getKey());
        Mask ours = found.get(slice).get(seed.getValue().object());
        long[] now = {area(real), area(ours), common(real, ours)};
        slices += real == null ? 0 : 1;
        missed += real != null && ours == null ? 1 : 0;
        beyond += real == null && ours != null ? 1 : 0;
        shown += slice == seed.getValue().slice() ? dice(now) : 0;
        for (int i = 0; i < 3; i++) {
          sums[i] += now[i];
        }
      }
      whole += dice(sums);
    }
    System.out.println(
        "| stack | objects | Dice on the slice shown | Dice in 3D | slices missed | slices too many |");
    System.out.println("|---|---|---|---|---|---|");
    System.out.printf(
        "| %s | %d | %.3f | %.3f | %d of %d | %d |%n",
        name, seeds.size(), shown / seeds.size(), whole / seeds.size(), missed, slices, beyond);
  }

  private static long area(Mask maskOrNull) {
    return maskOrNull == null ? 0 : maskOrNull.areaPixels();
  }

  private static long common(Mask a, Mask b) {
    return a == null || b == null ? 0 : a.intersectionPixels(b);
  }

  private static double dice(long[] areasAndCommon) {
    return 2.0 * areasAndCommon[2] / (areasAndCommon[0] + areasAndCommon[1]);
  }

  private static List<Map<Integer, Mask>> truth(ImagePlus labels) {
    List<Map<Integer, Mask>> slices = new ArrayList<>();
    for (int slice = 1; slice <= labels.getStackSize(); slice++) {
      slices.add(LabelReading.labels(labels, new StackPosition(1, slice, 1)).masks());
    }
    return slices;
  }

  /** Boxes of the objects that are largest in 3D, by their number in the truth. */
  private static Map<Integer, Seed> seeds(List<Map<Integer, Mask>> truth, int most) {
    Map<Integer, Long> voxels = new TreeMap<>();
    truth.forEach(
        slice -> slice.forEach((o, mask) -> voxels.merge(o, (long) mask.areaPixels(), Long::sum)));
    List<Integer> largest =
        voxels.keySet().stream()
            .sorted(Comparator.comparing(voxels::get).reversed())
            .limit(most)
            .toList();
    Map<Integer, Seed> seeds = new TreeMap<>();
    for (int object : largest) {
      int best = 0;
      for (int slice = 0; slice < truth.size(); slice++) {
        if (area(truth.get(slice).get(object)) > area(truth.get(best).get(object))) {
          best = slice;
        }
      }
      Mask mask = truth.get(best).get(object);
      seeds.put(
          object, new Seed(seeds.size() + 1, best, List.of(mask.boundingBox().orElseThrow())));
    }
    return seeds;
  }
}
