package io.github.evosam.imagej.image;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import org.junit.jupiter.api.Test;

class StackPositionTest {

  /** As a macro in batch mode does, whose images have no window. */
  @Test
  void theSliceThatWasSetWithoutAWindowIsTheCurrentOne() {
    ImagePlus stack = stack(1, 6, 1);
    stack.setSlice(4);
    assertThat(StackPosition.current(stack)).isEqualTo(new StackPosition(1, 4, 1));
    ImagePlus hyperstack = stack(2, 3, 2);
    hyperstack.setPosition(2, 3, 1);
    assertThat(StackPosition.current(hyperstack)).isEqualTo(new StackPosition(2, 3, 1));
    hyperstack.setSlice(9);
    assertThat(StackPosition.current(hyperstack)).isEqualTo(new StackPosition(1, 2, 2));
  }

  private static ImagePlus stack(int channels, int slices, int frames) {
    ImageStack stack = new ImageStack(4, 3);
    for (int i = 0; i < channels * slices * frames; i++) {
      stack.addSlice(new ByteProcessor(4, 3));
    }
    ImagePlus image = new ImagePlus("stack", stack);
    image.setDimensions(channels, slices, frames);
    image.setOpenAsHyperStack(true);
    return image;
  }
}
