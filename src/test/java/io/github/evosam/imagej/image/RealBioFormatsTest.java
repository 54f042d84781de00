package io.github.evosam.imagej.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Microscope files through the real Bio-Formats: written by it, read back through our way. */
class RealBioFormatsTest {
  @TempDir private static Path folder;
  private static URLClassLoader loader;
  private static Optional<BioFormats> bioFormats;

  @BeforeAll
  static void open() throws Exception {
    URL[] jar = {RealBioFormats.jar().toUri().toURL()};
    loader = new URLClassLoader(jar, RealBioFormatsTest.class.getClassLoader());
    bioFormats = BioFormats.in(loader);
    assertThat(bioFormats).isPresent();
  }

  @AfterAll
  static void close() throws Exception {
    if (loader != null) {
      loader.close();
    }
  }

  @Test
  void channelsSlicesFramesAndSeriesOfASimulatedFile() throws Exception {
    Path file = fake("cells&sizeC=2&sizeZ=3&sizeT=4&series=3&physicalSizeX=0.5&physicalSizeY=0.5");

    assertThat(ImageSeries.count(file, bioFormats)).isEqualTo(3);
    ImagePlus image = ImageSeries.first(file, bioFormats);

    assertThat(image.getDimensions()).containsExactly(44, 30, 2, 3, 4);
    assertThat(image.getCalibration().pixelWidth).isEqualTo(0.5);
    assertThat(ImageNotes.of(image)).hasSize(2);
    assertThat(String.join(" ", ImageNotes.of(image)))
        .contains(
            file.toString(), "2 channels, of which only channel 1 is used", "3 images (series)");
  }

  @Test
  void omeTiffOfSeveralSeriesIsReadByItsDescriptionWhateverItsName() throws Exception {
    Path file = convert(fake("scan&series=2&sizeC=1&sizeZ=2"), "scan.ome.tif");
    Path renamed = Files.copy(file, folder.resolve("renamed.tif"));

    assertThat(ImageSeries.count(file, bioFormats)).isEqualTo(2);
    assertThat(ImageSeries.open(file, 1, bioFormats).getNSlices()).isEqualTo(2);
    assertThat(ImageSeries.count(renamed, bioFormats)).isEqualTo(2);
    assertThatExceptionOfType(ImageFileException.class)
        .isThrownBy(() -> ImageFiles.openWithout(renamed))
        .withMessageContainingAll(renamed.toString(), "2 images", "Bio-Formats");
  }

  @Test
  void ourOwnReadingOfAnOmeTiffIsTheSame() throws Exception {
    Path file =
        convert(
            fake("small&sizeC=2&sizeZ=3&sizeT=2&physicalSizeX=0.25&physicalSizeY=0.25"),
            "small.ome.tif");

    ImagePlus theirs = ImageSeries.open(file, 0, bioFormats);
    ImagePlus ours = ImageFiles.openWithout(file);

    assertThat(ours.getDimensions()).isEqualTo(theirs.getDimensions());
    assertThat(ours.getCalibration().pixelWidth).isEqualTo(theirs.getCalibration().pixelWidth);
    for (int i = 1; i <= ours.getStackSize(); i++) {
      assertThat(ours.getStack().getPixels(i))
          .as("plane %d", i)
          .isEqualTo(theirs.getStack().getPixels(i));
    }
  }

  @Test
  void icsAndDicomAreRead() throws Exception {
    Path source = fake("plain&sizeZ=2");

    ImagePlus ics = ImageSeries.first(convert(source, "plain.ics"), bioFormats);
    ImagePlus dicom = ImageSeries.first(convert(source, "plain.dcm"), bioFormats);

    assertThat(ics.getDimensions()).containsExactly(44, 30, 1, 2, 1);
    assertThat(dicom.getWidth()).isEqualTo(44);
    assertThat(dicom.getProcessor().getStats().max).isEqualTo(ics.getProcessor().getStats().max);
  }

  @Test
  void aDamagedFileIsASentence() throws Exception {
    Path file = Files.writeString(folder.resolve("broken.czi"), "no microscope wrote this");

    assertThatExceptionOfType(ImageFileException.class)
        .isThrownBy(() -> ImageSeries.first(file, bioFormats))
        .withMessageContaining(file.toString());
  }

  @Test
  void itsJarIsKnownByThePropertyAndOthersAreRefused() throws Exception {
    ImageJ before = IJ.getInstance(); // another test may have opened one
    BioFormatsPlace.check(RealBioFormats.jar());
    Path other = Files.writeString(folder.resolve("other.jar"), "no jar");

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> BioFormatsPlace.check(other))
        .withMessageContaining(other.toString());
    assertThat(IJ.getInstance()).isSameAs(before);
  }

  /** Its reader of simulated files takes all it shows from the file's name. */
  private static Path fake(String name) throws Exception {
    return Files.writeString(folder.resolve(name + "&sizeX=44&sizeY=30.fake"), "x");
  }

  private static Path convert(Path from, String name) throws Exception {
    Path to = folder.resolve(name);
    Class<?> tool = Class.forName("loci.formats.tools.ImageConverter", true, loader);
    Object converter = tool.getDeclaredConstructor().newInstance();
    Class<?> writers = Class.forName("loci.formats.ImageWriter", true, loader);
    Object writer = writers.getConstructor().newInstance();
    Object done =
        tool.getMethod(
                "testConvert",
                Class.forName("loci.formats.IFormatWriter", true, loader),
                String[].class)
            .invoke(
                converter, writer, new String[] {"-no-upgrade", from.toString(), to.toString()});
    assertThat(done).as("conversion to %s", name).isEqualTo(true);
    return to;
  }
}
