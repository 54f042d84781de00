package io.github.evosam.imagej.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.io.FileSaver;
import ij.plugin.HyperStackConverter;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import ij.process.StackConverter;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.origin.ResultOrigin;
import io.github.evosam.engine.origin.ShownObjects;
import io.github.evosam.engine.origin.UsedFile;
import io.github.evosam.engine.propagation.Direction;
import io.github.evosam.engine.propagation.StopRule;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.imagej.image.Normalisation;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.roi.RoiFiles;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackDocumentTest {
  private static final StopRule NEVER = new StopRule(1, 0, 0, 0);

  @TempDir private static Path folder;
  private static Segmenter segmenter;

  @BeforeAll
  static void open() {
    segmenter =
        Segmenter.open(
            new BaseModels(folder),
            TinyModel.write(folder, 3).toString(),
            "cpu",
            new ExpertCatalogue(folder.resolve("home")));
  }

  @AfterAll
  static void close() {
    segmenter.close();
  }

  @Test
  void aStreamedStackHasTheLabelsOfOneInMemory() {
    Path file = folder.resolve("noise.tif");
    new FileSaver(noise()).saveAsTiffStack(file.toString());
    List<byte[]> labels = new ArrayList<>();
    for (long most : new long[] {0, Long.MAX_VALUE}) {
      StackDocument document = StackDocument.open(file, SliceRange.parse("2-5"), most);
      assertThat(document.isStreamed()).isEqualTo(most == 0);
      StackDocument.Written written =
          document.follow(
              segmenter, boxes(document), target(file, folder.resolve("out" + most)), share -> {});
      assertThat(written.objects().objects()).isNotEmpty();
      written
          .objects()
          .objects()
          .values()
          .forEach(
              extent -> {
                assertThat(extent.first()).isGreaterThanOrEqualTo(2);
                assertThat(extent.last()).isLessThanOrEqualTo(5);
              });
      labels.add(bytes(written.labels()));
      assertThat(RoiFiles.read(written.rois()))
          .as("one ROI for each object and plane")
          .hasSize(
              written.objects().objects().values().stream()
                  .mapToInt(StackObjects.Extent::planes)
                  .sum());
    }
    assertThat(labels.get(0)).isEqualTo(labels.get(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"8 bits", "16 bits", "32 bits", "RGB", "two channels"})
  void slicesThatAreReadOneByOneAreThoseOfAStackInMemory(String kind) {
    ImagePlus image = noise(kind);
    Path file = folder.resolve(kind + ".tif");
    new FileSaver(image).saveAsTiffStack(file.toString());
    assertSlicesAlike(file, true);
  }

  @ParameterizedTest
  @CsvSource({
    "LZW, TYPE_BYTE_GRAY",
    "Deflate, TYPE_BYTE_GRAY",
    "PackBits, TYPE_BYTE_GRAY",
    "LZW, TYPE_USHORT_GRAY",
    "LZW, TYPE_INT_RGB",
    "LZW, TYPE_BYTE_INDEXED",
    "none, 16-bit RGB",
    "none, TYPE_BYTE_INDEXED"
  })
  void soAreThoseThatOtherSoftwareWrote(String compression, String type) throws Exception {
    Path file = folder.resolve(compression + type + ".tif");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    if (!compression.equals("none")) {
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionType(compression);
    }
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      Random random = new Random(6);
      for (int slice = 0; slice < 3; slice++) {
        BufferedImage page = page(type);
        for (int i = 0; i < 60 * 40; i++) {
          page.setRGB(i % 60, i / 60, random.nextInt());
        }
        writer.writeToSequence(new IIOImage(page, null, null), how);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    assertSlicesAlike(file, !type.equals("16-bit RGB")); // which ImageJ's virtual stacks misread
  }

  private static BufferedImage page(String type) throws ReflectiveOperationException {
    if (!type.equals("16-bit RGB")) {
      return new BufferedImage(60, 40, BufferedImage.class.getField(type).getInt(null));
    }
    return ImageTypeSpecifier.createInterleaved(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            new int[] {0, 1, 2},
            DataBuffer.TYPE_USHORT,
            false,
            false)
        .createBufferedImage(60, 40);
  }

  private static void assertSlicesAlike(Path file, boolean isStreamed) {
    SliceRange range = SliceRange.parse("2-3");
    StackDocument whole = StackDocument.open(file, range, Long.MAX_VALUE);
    StackDocument elsewhere = StackDocument.openBySlices(file, range, whole.ranges());

    assertThat(elsewhere.isStreamed()).isEqualTo(isStreamed);
    assertThat(elsewhere.notes()).isEqualTo(whole.notes());
    assertThat(elsewhere.name()).isEqualTo(whole.name());
    assertThat(elsewhere.ranges()).isEqualTo(StackDocument.openBySlices(file, range).ranges());
    for (int plane = whole.span().first(); plane <= whole.span().last(); plane++) {
      assertThat(values(elsewhere.plane(plane))).isEqualTo(values(whole.plane(plane)));
    }
  }

  private static ImagePlus noise(String kind) {
    ImagePlus image = noise();
    StackConverter converter = new StackConverter(image);
    switch (kind) {
      case "16 bits" -> converter.convertToGray16();
      case "32 bits" -> converter.convertToGray32();
      case "RGB" -> converter.convertToRGB();
      case "two channels" -> image = HyperStackConverter.toHyperStack(image, 2, 3, 1);
      default -> {}
    }
    return image;
  }

  private static float[] values(PixelSource plane) {
    return plane.crop(0, 0, plane.size()).values();
  }

  private static StackDocument.Target target(Path file, Path output) {
    return new StackDocument.Target(
        output,
        ResultOrigin.of(
            "test",
            "noise",
            UsedFile.of(file),
            0,
            segmenter,
            Optional.empty(),
            ShownObjects.NONE,
            Map.of()));
  }

  @Test
  void aVirtualStackIsReadSliceBySlice() {
    Counting stack = new Counting(noise().getStack());
    StackTask task =
        new StackTask(new ImagePlus("virtual", stack), SliceRange.ALL, Normalisation.PERCENTILES);
    LabelStackImage labels = LabelStackImage.of(noise());
    task.link(segmenter, (open, progress) -> left(), labels, share -> {});
    // the slice that is shown, the first, is in memory already
    assertThat(stack.read).containsExactly(2, 3, 4, 5, 6);
    assertThat(StackObjects.of(labels).objects())
        .hasToString("{1=Extent[first=1, last=6, planes=6, voxels=720]}");
  }

  @Test
  void aSearchIsFollowedAndCancelledWithinASlice() {
    StackTask task = new StackTask(noise(), SliceRange.ALL, Normalisation.PERCENTILES);
    List<Double> heard = new ArrayList<>();
    StackTask.Search halfway =
        (open, progress) -> {
          progress.accept(0.5);
          return left();
        };
    assertThatThrownBy(
            () ->
                task.link(
                    segmenter,
                    halfway,
                    LabelStackImage.of(noise()),
                    share -> {
                      heard.add(6 * share);
                      if (heard.size() == 4) {
                        throw new CancellationException("Cancelled");
                      }
                    }))
        .isInstanceOf(CancellationException.class);
    assertThat(heard).as("slices done").containsExactly(0.5, 1.0, 1.5, 2.0);
  }

  @Test
  void aSingleSliceIsRefused() {
    Path file = folder.resolve("single.tif");
    new FileSaver(new ImagePlus("single", new ByteProcessor(9, 9))).saveAsTiff(file.toString());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StackDocument.open(file, SliceRange.ALL))
        .withMessageContaining("single slice")
        .withMessageContaining("EvoSAM Segment");
  }

  private static StackTask.Following boxes(StackDocument document) {
    return new StackTask.Following(
        document.seeds(
            List.of(List.of(new BoxPrompt(4, 4, 20, 20)), List.of(new BoxPrompt(30, 6, 50, 30))),
            3),
        Map.of(),
        NEVER,
        Direction.BOTH);
  }

  private static List<SegmentedObject> left() {
    BitSet bits = new BitSet();
    for (int y = 0; y < 40; y++) {
      bits.set(60 * y, 60 * y + 3);
    }
    return List.of(
        new SegmentedObject(Mask.of(new io.github.evosam.geometry.ImageSize(60, 40), bits), 1));
  }

  private static byte[] bytes(Path file) {
    ImagePlus image = IJ.openImage(file.toString());
    java.nio.ByteBuffer all = java.nio.ByteBuffer.allocate(60 * 40 * 2 * image.getStackSize());
    for (int i = 1; i <= image.getStackSize(); i++) {
      for (short pixel : (short[]) image.getStack().getPixels(i)) {
        all.putShort(pixel);
      }
    }
    return all.array();
  }

  private static ImagePlus noise() {
    Random random = new Random(5);
    ImageStack stack = new ImageStack(60, 40);
    for (int i = 0; i < 6; i++) {
      byte[] pixels = new byte[60 * 40];
      random.nextBytes(pixels);
      stack.addSlice(new ByteProcessor(60, 40, pixels));
    }
    return new ImagePlus("noise", stack);
  }

  /** Notes which slices are read. */
  private static final class Counting extends VirtualStack {
    private final ImageStack pixels;
    private final List<Integer> read = new ArrayList<>();

    Counting(ImageStack pixels) {
      super(pixels.getWidth(), pixels.getHeight(), null, "");
      this.pixels = pixels;
    }

    @Override
    public int getSize() {
      return pixels.getSize();
    }

    @Override
    public int size() {
      return pixels.getSize();
    }

    @Override
    public Object getPixels(int n) {
      read.add(n);
      return pixels.getPixels(n);
    }

    @Override
    public ImageProcessor getProcessor(int n) {
      return pixels.getProcessor(n); // what ImageJ shows
    }

    @Override
    public int getBitDepth() {
      return 8;
    }
  }
}
