package io.github.evosam.imagej.result;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.imagej.image.ImageFiles;
import io.github.evosam.imagej.image.ImageWriting;
import io.github.evosam.imagej.image.LabelReading;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.image.StackPosition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A label image written in parts is the file that the whole image makes. */
class LabelTiffTest {
  private static final ImageSize SIZE = new ImageSize(311, 257);
  private static final StackPosition FIRST = new StackPosition(1, 1, 1);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 255, 256, 65535, 65536, 79927})
  void everyByteIsTheSame(int largest) {
    int[] numbers = new int[(int) SIZE.area()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i % (largest + 1);
    }
    LabelMap labels = LabelMap.of(SIZE, numbers);
    ImagePlus source = IJ.createImage("cells.tif", "8-bit", SIZE.width(), SIZE.height(), 1);
    source.getCalibration().pixelWidth = 0.25;
    source.getCalibration().setUnit("micron");
    ImagePlus whole = LabelImages.of(source, FIRST, labels);
    ImageWriting.tiff(whole, folder.resolve("whole.tif"));

    Path file = folder.resolve("rows.tif");
    LabelTiff.write(source, FIRST, labels, whole.getTitle(), file);

    assertThat(file).hasSameBinaryContentAs(folder.resolve("whole.tif"));
    assertThat(LabelReading.labels(ImageFiles.open(file)).toArray()).isEqualTo(numbers);
  }

  @ParameterizedTest
  @ValueSource(ints = {255, 65535, 79927})
  void aStackWrittenPlaneByPlaneIsTheSame(int largest) {
    ImagePlus source = IJ.createImage("cells.tif", "8-bit", SIZE.width(), SIZE.height(), 3);
    source.setDimensions(1, 3, 1);
    List<LabelMap> labels = new ArrayList<>();
    for (int slice = 0; slice < 3; slice++) {
      int[] numbers = new int[(int) SIZE.area()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (i + slice) % (largest + 1);
      }
      labels.add(LabelMap.of(SIZE, numbers));
    }
    List<StackPosition> positions = SliceRange.ALL.positions(source);
    ImageWriting.tiff(LabelImages.of(source, positions, labels), folder.resolve("whole.tif"));

    Path file = folder.resolve("planes.tif");
    ImageWriting.tiff(LabelImages.virtual(source, positions, labels), file);

    assertThat(file).hasSameBinaryContentAs(folder.resolve("whole.tif"));
    ImagePlus read = ImageFiles.open(file);
    assertThat(read.getNSlices()).isEqualTo(3);
    assertThat(LabelReading.labels(new ImagePlus("2", read.getStack().getProcessor(2))).toArray())
        .isEqualTo(labels.get(1).toArray());
  }
}
