package io.github.evosam.imagej.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import io.github.evosam.engine.propagation.Seed;
import io.github.evosam.imagej.roi.Selections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackSeedsTest {
  private final ImagePlus image = stack();

  @Test
  void equalNamesOnDifferentSlicesAreOneObject() {
    List<Seed> seeds = seeds(roi("a", 2), roi("b", 2), roi("a", 7), roi("", 3), roi("", 3));
    assertThat(seeds).extracting(Seed::object).containsExactly(1, 2, 1, 3, 4);
    assertThat(seeds).extracting(Seed::slice).containsExactly(1, 1, 6, 2, 2);
  }

  @Test
  void whatIsBoundToNoSliceLiesOnTheGivenOne() {
    assertThat(seeds(roi("a", 0))).extracting(Seed::slice).containsExactly(4);
  }

  @Test
  void equalNamesOnOneSliceAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> seeds(roi("a", 2), roi("a", 2)))
        .withMessageContaining("slice 2")
        .withMessageContaining("'a'");
  }

  @Test
  void clicksOfOneSelectionOnSeveralSlicesAreOneObject() {
    PointRoi clicks = new PointRoi();
    clicks.setName("cell");
    image.setSlice(3);
    clicks.addUserPoint(image, 10, 10);
    image.setSlice(6);
    clicks.addUserPoint(image, 12, 11);
    assertThat(seeds(clicks)).extracting(Seed::object).containsExactly(1, 1);
    assertThat(seeds(clicks)).extracting(Seed::slice).containsExactly(2, 5);
  }

  @Test
  void aCorrectedObjectKeepsItsNumber() {
    List<Seed> seeds =
        StackSeeds.ofOne(9, Selections.of(List.of(roi("x", 3), roi("y", 5)), image), image, 0);
    assertThat(seeds).extracting(Seed::object).containsOnly(9);
    assertThat(seeds).extracting(Seed::slice).containsExactly(2, 4);
  }

  @Test
  void promptedSlicesAreReadAsWritten() {
    PromptedSlices prompted = PromptedSlices.parse("1:6;12:1,9");
    assertThat(prompted).hasToString("1:6;12:1,9");
    prompted.note(List.of(new Seed(12, 0, List.of()), seeds(roi("a", 2)).get(0)));
    assertThat(prompted).hasToString("1:2,6;12:9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PromptedSlices.parse("1:x"))
        .withMessageContaining("'1:x'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> prompted.requireKnown(5, "cells-labels"))
        .withMessageContaining("object=5")
        .withMessageContaining("1, 12");
  }

  private List<Seed> seeds(Roi... rois) {
    return StackSeeds.of(Selections.of(List.of(rois), image), image, 4);
  }

  private static Roi roi(String name, int position) {
    Roi roi = new Roi(5, 5, 10, 10);
    roi.setName(name);
    roi.setPosition(position);
    return roi;
  }

  private static ImagePlus stack() {
    ImageStack stack = new ImageStack(40, 30);
    for (int i = 0; i < 8; i++) {
      stack.addSlice(new ByteProcessor(40, 30));
    }
    return new ImagePlus("stack", stack);
  }
}
