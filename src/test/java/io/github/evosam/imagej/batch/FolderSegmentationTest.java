package io.github.evosam.imagej.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.io.RoiEncoder;
import ij.process.ByteProcessor;
import io.github.evosam.engine.BaseModels;
import io.github.evosam.engine.ExpertCatalogue;
import io.github.evosam.engine.ExpertChoice;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.imagej.ImageFileException;
import io.github.evosam.imagej.ResultFormat;
import io.github.evosam.imagej.RoiFiles;
import io.github.evosam.imagej.SliceRange;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSegmentationTest {
  @TempDir private static Path shared;
  private static Segmenter segmenter;

  @TempDir private Path folder;
  private Path input;
  private Path output;

  @BeforeAll
  static void open() {
    segmenter =
        Segmenter.open(
            new BaseModels(shared),
            TinyModel.write(shared, 3).toString(),
            "cpu",
            new ExpertCatalogue(shared.resolve("home")));
  }

  @AfterAll
  static void close() {
    segmenter.close();
  }

  @BeforeEach
  void makeFolder() throws IOException {
    input = Files.createDirectories(folder.resolve("images"));
    output = folder.resolve("results");
  }

  @Test
  void everyImageGetsItsResultsAndAllShareOneTable() throws IOException {
    ImagePlus calibrated = noise(1);
    calibrated.getCalibration().setUnit("micron");
    calibrated.getCalibration().pixelWidth = 0.5;
    calibrated.getCalibration().pixelHeight = 0.5;
    new FileSaver(calibrated).saveAsTiff(input.resolve("a.tif").toString());
    rectangle("a.roi");
    Files.createDirectories(input.resolve("day1"));
    png("day1/b, c.png", 2);
    rectangle("day1/b, c.roi");
    stack("s.tif", 3);

    FolderReport report = run(all(), false);

    assertThat(report.problem()).isEmpty();
    assertThat(report.summary()).isEqualTo("3 images segmented, 0 done before, 0 failed");
    assertThat(resultNames())
        .containsExactly(
            "a-labels.tif",
            "a-mask.png",
            "a-overlay.png",
            "a-rois.zip",
            "day1/b, c-labels.tif",
            "day1/b, c-mask.png",
            "day1/b, c-overlay.png",
            "day1/b, c-rois.zip",
            "evosam-measurements.csv",
            "evosam-report.csv",
            "s-labels.tif",
            "s-mask.tif",
            "s-overlay-0001.png",
            "s-overlay-0002.png",
            "s-overlay-0003.png",
            "s-rois.zip");
    List<String> table = Files.readAllLines(output.resolve("evosam-measurements.csv"));
    assertThat(table.get(0)).startsWith("Image,Slice,Object,Area,Unit,X,Y,Mean,");
    assertThat(table.get(0)).endsWith(",MinFeret,Expert,Confidence");
    assertThat(table).hasSize(1 + report.objects());
    String row = table.stream().filter(line -> line.startsWith("a.tif,")).findFirst().orElseThrow();
    ImagePlus labels = IJ.openImage(output.resolve("a-labels.tif").toString());
    int pixels = labels.getProcessor().getHistogram()[1];
    assertThat(Double.parseDouble(row.split(",")[3])).isEqualTo(0.25 * pixels);
    assertThat(row.split(",")[4]).isEqualTo("micron");
    assertThat(row).endsWith(",none,");
    assertThat(table).anyMatch(line -> line.startsWith("\"day1/b, c.png\",1,1,"));
    assertThat(RoiFiles.read(output.resolve("a-rois.zip"))).hasSize(1);
  }

  @Test
  void aBadFileIsListedWithItsReasonAndTheOthersAreDone() throws IOException {
    png("a.png", 1);
    new FileSaver(noise(2)).saveAsTiff(input.resolve("b.tif").toString());
    byte[] whole = Files.readAllBytes(input.resolve("b.tif"));
    Files.write(input.resolve("b.tif"), Arrays.copyOf(whole, whole.length - 100));
    png("c.png", 3);

    Follower follower = new Follower();
    FolderReport report = run(all(), false, follower);

    assertThat(follower.events)
        .containsExactly("segmented a.png", "failed b.tif", "segmented c.png");
    assertThat(report.failures()).hasSize(1);
    assertThat(report.problem().orElseThrow())
        .contains("2 images segmented", "1 failed", "b.tif is truncated", "evosam-report.csv");
    assertThat(Files.readAllLines(output.resolve("evosam-report.csv")))
        .hasSize(4)
        .anyMatch(line -> line.startsWith("b.tif,failed,,,") && line.contains("truncated"));
    assertThat(output.resolve("b-labels.tif")).doesNotExist();
    assertThat(output.resolve("c-labels.tif")).exists();
  }

  @Test
  void aSecondRunDoesOnlyWhatIsMissing() throws IOException {
    png("a.png", 1);
    png("b.png", 2);
    run(all(), false);
    Map<String, String> before = contents();
    Files.delete(output.resolve("b-overlay.png"));

    Follower follower = new Follower();
    FolderReport report = run(all(), false, follower);

    assertThat(follower.events).containsExactly("done before a.png", "segmented b.png");
    assertThat(report.problem()).isEmpty();
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void aCancelledRunGoesOnWhereItStopped() throws IOException {
    for (String name : List.of("a", "b", "c", "d")) {
      png(name + ".png", name.charAt(0));
    }
    Follower impatient = new Follower();
    impatient.most = 2;
    FolderReport first = run(all(), false, impatient);
    assertThat(first.isCancelled()).isTrue();
    assertThat(first.problem().orElseThrow()).contains("2 images segmented", "goes on");
    assertThat(output.resolve("c-labels.tif")).doesNotExist();

    Follower follower = new Follower();
    FolderReport second = run(all(), false, follower);

    assertThat(follower.events)
        .containsExactly(
            "done before a.png", "done before b.png", "segmented c.png", "segmented d.png");
    assertThat(Files.readAllLines(output.resolve("evosam-measurements.csv")))
        .hasSize(1 + second.objects());
  }

  @Test
  void whatADeadRunHadBegunIsMadeAgain() throws IOException {
    png("a.png", 1);
    run(all(), false);
    Map<String, String> before = contents();
    Path record = output.resolve(".evosam-batch/images/a.properties");
    Files.writeString(record, Files.readString(record).replace("done=true", "done=false"));
    Files.writeString(output.resolve("a-labels.tif"), "from another time");
    Files.createDirectories(output.resolve(".evosam-batch/stage/.evosam-1"));

    Follower follower = new Follower();
    run(all(), false, follower);

    assertThat(follower.events).containsExactly("segmented a.png");
    assertThat(contents()).isEqualTo(before);
    assertThat(output.resolve(".evosam-batch/stage")).doesNotExist();
  }

  @Test
  void resultsOfOtherSettingsOrOfOtherProgramsAreNotOverwrittenUnasked() throws IOException {
    png("a.png", 1);
    png("b.png", 2);
    Files.createDirectories(output);
    Files.writeString(output.resolve("b-mask.png"), "mine");
    run(Set.of(ResultFormat.LABELS), false);
    String labels = contents().get("a-labels.tif");

    FolderReport refused = run(all(), false);

    assertThat(refused.failures()).hasSize(2);
    assertThat(refused.failures().get(0).reason())
        .contains("a-labels.tif is there already", "made with other settings", "[LABELS]");
    assertThat(contents().get("a-labels.tif")).isEqualTo(labels);
    assertThat(output.resolve("b-mask.png")).hasContent("mine");
    assertThat(output.resolve("a-overlay.png")).doesNotExist();

    assertThat(run(all(), true).problem()).isEmpty();
    assertThat(output.resolve("a-overlay.png")).exists();
    assertThat(IJ.openImage(output.resolve("b-mask.png").toString()).getWidth()).isEqualTo(60);
  }

  @Test
  void aChangedImageIsNotPassedOverSilently() throws IOException {
    png("a.png", 1);
    run(all(), false);
    ImagePlus other = new ImagePlus("a", new ByteProcessor(70, 30));
    new FileSaver(other).saveAsPng(input.resolve("a.png").toString());
    assertThat(run(all(), false).failures().get(0).reason())
        .contains("is there already", "before the image or its prompts were changed");
    assertThat(run(all(), true).segmented()).isEqualTo(1);
  }

  @Test
  void twoImagesOfOneNameDoNotShareResults() throws IOException {
    png("a.png", 1);
    new FileSaver(noise(2)).saveAsTiff(input.resolve("a.tif").toString());
    FolderReport report = run(all(), false);
    assertThat(report.segmented()).isEqualTo(1);
    assertThat(report.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.image()).isEqualTo("a.tif"))
        .satisfies(failure -> assertThat(failure.reason()).contains("a.png", "filter", "*.tif"));
  }

  @Test
  void resultsBesideTheirImagesAreNoImages() throws IOException {
    png("a.png", 1);
    output = input;
    run(all(), false);
    Follower follower = new Follower();
    run(all(), false, follower);
    assertThat(follower.events).containsExactly("done before a.png");
  }

  @Test
  void whereRoisLieBesideAnImageTheyShowItsObjects() throws IOException {
    png("a.png", 1);
    Roi one = new Roi(5, 5, 20, 20);
    Roi two = new Roi(30, 10, 20, 20);
    RoiFiles.write(List.of(one, two), input.resolve("a.zip"));
    png("b.png", 2);
    RoiEncoder.save(new Roi(300, 300, 9, 9), input.resolve("b.roi").toString());
    png("c.png", 3);
    rectangle("c.roi");
    RoiFiles.write(List.of(one), input.resolve("c.zip"));

    FolderReport report = run(all(), false);

    assertThat(report.segmented()).isEqualTo(1);
    assertThat(report.failures().get(0).reason()).contains("covers no pixel");
    assertThat(report.failures().get(1).reason()).contains("c.roi", "c.zip", "remove one");
    assertThat(Files.readAllLines(output.resolve("evosam-report.csv")))
        .anyMatch(line -> line.matches("a.png,segmented,[12],,"));
  }

  @Test
  void withoutAnExpertWhereOneIsNeededEachImageSaysSo() throws IOException {
    png("a.png", 1);
    FolderSegmentation task =
        new FolderSegmentation(
            images(),
            new ImageSegmentation(
                PromptSource.none(),
                Unprompted.of(Unprompted.Kind.TASK),
                ExpertChoice.AUTO,
                SliceRange.ALL),
            new FolderResults(output, all(), true, false));
    FolderReport report = task.run(segmenter, new Follower());
    assertThat(report.failures().get(0).reason()).contains("No expert fits");
    assertThat(report.measurements()).isEmpty();
  }

  @Test
  void twoRunsDoNotWriteIntoOneFolder() throws IOException {
    png("a.png", 1);
    try (ResultRecords other = ResultRecords.open(output)) {
      assertThat(other.measurements()).isEmpty();
      assertThatThrownBy(() -> run(all(), false))
          .isInstanceOf(ImageFileException.class)
          .hasMessageContaining("Another run writes into");
    }
    assertThat(run(all(), false).segmented()).isEqualTo(1);
  }

  @Test
  void aFolderWithoutImagesIsSaidToBeOne() {
    assertThatThrownBy(() -> run(all(), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("There is no image in " + input);
    input = folder.resolve("nowhere");
    assertThatThrownBy(() -> run(all(), false))
        .isInstanceOf(ImageFileException.class)
        .hasMessageContaining("There is no folder " + input);
  }

  @Test
  void noImageIsKeptOnceTheNextOneIsDone() throws Exception {
    for (int i = 0; i < 5; i++) {
      png("image" + i + ".png", i);
    }
    List<WeakReference<SegmentedImage>> seen = new ArrayList<>();
    Follower follower =
        new Follower() {
          @Override
          public void segmented(
              String title, SegmentedImage image, Map<ResultFormat, Path> outputs) {
            seen.add(new WeakReference<>(image));
          }
        };
    run(all(), false, follower);
    assertThat(seen).hasSize(5);
    for (int attempt = 0; attempt < 50 && seen.stream().anyMatch(r -> r.get() != null); attempt++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(seen).allMatch(reference -> reference.get() == null);
  }

  private FolderReport run(Set<ResultFormat> formats, boolean overwrite) {
    return run(formats, overwrite, new Follower());
  }

  private FolderReport run(Set<ResultFormat> formats, boolean overwrite, FolderListener listener) {
    ImageSegmentation task =
        new ImageSegmentation(
            PromptSource.besideImage(),
            Unprompted.everything(3),
            ExpertChoice.NONE,
            SliceRange.ALL);
    return new FolderSegmentation(
            images(), task, new FolderResults(output, formats, true, overwrite))
        .run(segmenter, listener);
  }

  private FolderImages images() {
    return new FolderImages(input, true, NameFilter.IMAGES);
  }

  private static Set<ResultFormat> all() {
    return EnumSet.allOf(ResultFormat.class);
  }

  private void png(String name, long seed) {
    new FileSaver(noise(seed)).saveAsPng(input.resolve(name).toString());
  }

  private void rectangle(String name) {
    RoiEncoder.save(new Roi(5, 5, 30, 25), input.resolve(name).toString());
  }

  private void stack(String name, int slices) {
    ImageStack stack = new ImageStack(60, 40);
    for (int i = 0; i < slices; i++) {
      stack.addSlice(noise(i).getProcessor());
    }
    new FileSaver(new ImagePlus("s", stack)).saveAsTiffStack(input.resolve(name).toString());
  }

  private static ImagePlus noise(long seed) {
    byte[] pixels = new byte[60 * 40];
    new Random(seed).nextBytes(pixels);
    return new ImagePlus("noise", new ByteProcessor(60, 40, pixels));
  }

  private List<String> resultNames() throws IOException {
    return List.copyOf(contents().keySet());
  }

  /** The visible results by name; the report tells of the run, so it is left empty. */
  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        String name = output.relativize(file).toString().replace('\\', '/');
        boolean isReport = name.equals(FolderResults.REPORT);
        if (!name.startsWith(".")) {
          contents.put(name, isReport ? "" : summary(file));
        }
      }
    }
    return contents;
  }

  private static String summary(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return bytes.length + " bytes, hash " + Arrays.hashCode(bytes);
  }

  /** Notes what it hears. */
  private static class Follower implements FolderListener {
    final List<String> events = new ArrayList<>();
    int most = Integer.MAX_VALUE;

    @Override
    public void file(int index, int count, String title) {}

    @Override
    public void progress(double share) {}

    @Override
    public boolean isCancelled() {
      return events.size() >= most;
    }

    @Override
    public void segmented(String title, SegmentedImage image, Map<ResultFormat, Path> outputs) {
      events.add("segmented " + title);
    }

    @Override
    public void wasDone(String title) {
      events.add("done before " + title);
    }

    @Override
    public void failed(FileFailure failure) {
      events.add("failed " + failure.image());
    }
  }
}
