package io.github.evosam.imagej.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import ij.process.ShortProcessor;
import io.github.evosam.engine.propagation.Seed;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.imagej.image.ImageFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelStackFileTest {
  private static final ImageSize SIZE = new ImageSize(13, 7);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"1, 5, 1", "1, 1, 4", "2, 3, 2"})
  void slicesAreReadAsTheyWereWrittenAndImageJSeesTheSame(int channels, int slices, int frames) {
    ImagePlus source = source(channels, slices, frames);
    Path file = folder.resolve("a-labels.tif");
    Random random = new Random(3);
    int planes = slices * frames;
    LabelMap[] written = new LabelMap[planes];
    try (LabelStackFile labels = LabelStackFile.create(file, source, new PromptedSlices())) {
      assertThat(labels.slices()).isEqualTo(planes);
      for (int plane : random.ints(0, planes).distinct().limit(planes).toArray()) {
        written[plane] = noise(random);
        labels.write(plane, written[plane]);
      }
    }
    ImagePlus seen = IJ.openImage(file.toString());
    assertThat(new int[] {seen.getNChannels(), seen.getNSlices(), seen.getNFrames()})
        .containsExactly(1, slices, frames);
    assertThat(seen.getCalibration().pixelDepth).isEqualTo(2.5);
    assertThat(seen.getCalibration().getUnit()).isEqualTo("µm");
    try (LabelStackFile again = LabelStackFile.open(file)) {
      for (int plane = 0; plane < planes; plane++) {
        assertThat(again.read(plane).toArray()).isEqualTo(written[plane].toArray());
        short[] pixels = (short[]) seen.getStack().getPixels(plane + 1);
        for (int i = 0; i < pixels.length; i++) {
          assertThat(pixels[i] & 0xffff).isEqualTo(written[plane].toArray()[i]);
        }
      }
    }
  }

  @Test
  void whatWasNotWrittenIsBackground() {
    try (LabelStackFile labels =
        LabelStackFile.create(folder.resolve("b.tif"), source(1, 3, 1), new PromptedSlices())) {
      assertThat(labels.read(2).maxLabel()).isZero();
    }
  }

  @Test
  void whereObjectsWereShownIsKeptInTheFile() {
    PromptedSlices prompted = new PromptedSlices();
    prompted.note(List.of(seed(2, 8), seed(1, 5), seed(2, 5)));
    Path file = folder.resolve("c.tif");
    LabelStackFile.create(file, source(1, 9, 1), prompted).close();
    try (LabelStackFile labels = LabelStackFile.open(file)) {
      assertThat(labels.prompted()).hasToString("1:6;2:6,9");
    }
    assertThat(PromptedSlices.of(IJ.openImage(file.toString())).planes())
        .hasToString("{1=[5], 2=[5, 8]}");
  }

  @Test
  void labelsThatDoNotFitAreRefused() {
    try (LabelStackFile labels =
        LabelStackFile.create(folder.resolve("d.tif"), source(1, 2, 1), new PromptedSlices())) {
      int[] large = new int[Math.toIntExact(SIZE.area())];
      large[4] = 65536;
      assertThatIllegalArgumentException()
          .isThrownBy(() -> labels.write(0, LabelMap.of(SIZE, large)))
          .withMessageContaining("65536");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> labels.write(0, LabelMap.of(new ImageSize(1, 1), new int[1])))
          .withMessageContaining("1 x 1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> labels.read(2))
          .withMessageContaining("Slice 3");
    }
  }

  @Test
  void otherFilesAreRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("text.tif"), "no TIFF at all");
    Path grey = folder.resolve("grey.tif");
    new FileSaver(new ImagePlus("grey", new ByteProcessor(4, 4))).saveAsTiff(grey.toString());
    for (Path file : List.of(text, grey, folder.resolve("missing.tif"))) {
      assertThatThrownBy(() -> LabelStackFile.open(file))
          .isInstanceOf(ImageFileException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("propagate anew");
    }
  }

  private static Seed seed(int object, int slice) {
    return new Seed(object, slice, List.of(new BoxPrompt(1, 1, 2, 2)));
  }

  private static LabelMap noise(Random random) {
    return LabelMap.of(SIZE, random.ints(SIZE.area(), 0, 65536).toArray());
  }

  private static ImagePlus source(int channels, int slices, int frames) {
    ImageStack stack = new ImageStack(SIZE.width(), SIZE.height());
    for (int i = 0; i < channels * slices * frames; i++) {
      stack.addSlice(new ShortProcessor(SIZE.width(), SIZE.height()));
    }
    ImagePlus image = new ImagePlus("a.tif", stack);
    image.setDimensions(channels, slices, frames);
    image.getCalibration().pixelDepth = 2.5;
    image.getCalibration().setUnit("µm");
    return image;
  }
}
