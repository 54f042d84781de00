package io.github.evosam.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.MaskPrompt;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.lab.synthetic.BundledImages;
import io.github.evosam.learning.ErrorClick;
import io.github.evosam.learning.MaskMetrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corrects masks that are there: clicks add to what an accepted or drawn mask shows. */
class MaskCorrectionTest {
  private static final int SMALLEST_NUCLEUS = 60;

  @TempDir private Path folder;

  @Test
  void aClickOnTheRestOfANucleusAddsToWhatWasThere() {
    LabelledPlane image = BundledImages.nuclei().get(0);
    List<Double> before = new ArrayList<>();
    List<Double> after = new ArrayList<>();
    try (Segmenter segmenter = EmbeddedSegmenter.open(folder)) {
      segmenter.setImage(image.plane());
      for (Mask nucleus : image.labels().masks().values()) {
        if (nucleus.areaPixels() < SMALLEST_NUCLEUS) {
          continue;
        }
        Mask start = leftThird(nucleus);
        PointPrompt click = (PointPrompt) ErrorClick.next(start, nucleus).orElseThrow();
        Mask answer =
            segmenter
                .propose(List.of(new MaskPrompt(start), click), Optional.empty())
                .get(0)
                .mask();
        assertThat(answer.intersectionPixels(start)).isGreaterThan(95 * start.areaPixels() / 100);
        before.add(MaskMetrics.dice(start, nucleus));
        after.add(MaskMetrics.dice(answer, nucleus));
      }
    }
    assertThat(before).hasSizeGreaterThan(20).allSatisfy(dice -> assertThat(dice).isLessThan(0.55));
    assertThat(after).allSatisfy(dice -> assertThat(dice).isGreaterThan(0.8));
    assertThat(after.stream().mapToDouble(d -> d).average().orElseThrow()).isGreaterThan(0.9);
  }

  private static Mask leftThird(Mask mask) {
    int width = mask.size().width();
    int[] columns = mask.toBitSet().stream().map(pixel -> pixel % width).sorted().toArray();
    int border = columns[columns.length / 3];
    BitSet third = new BitSet();
    mask.toBitSet().stream().filter(pixel -> pixel % width < border).forEach(third::set);
    return Mask.of(mask.size(), third);
  }
}
