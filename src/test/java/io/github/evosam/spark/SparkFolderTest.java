package io.github.evosam.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.SegmentationRequest.Search;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.imagej.batch.FolderImages;
import io.github.evosam.imagej.batch.FolderListener;
import io.github.evosam.imagej.batch.FolderReport;
import io.github.evosam.imagej.batch.FolderResults;
import io.github.evosam.imagej.batch.FolderSegmentation;
import io.github.evosam.imagej.batch.ImageSegmentation;
import io.github.evosam.imagej.batch.NameFilter;
import io.github.evosam.imagej.batch.PromptSource;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.result.ResultFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders on Spark: on threads of this process, and on two workers with a process each. */
class SparkFolderTest {
  private static final int IMAGES = 12;

  @TempDir private Path folder;
  private final LocalSpark spark = new LocalSpark();
  private Path input;
  private FolderJob.Model model;

  @BeforeEach
  void prepare() throws IOException {
    input = Files.createDirectories(folder.resolve("images/day1")).getParent();
    for (int i = 0; i < IMAGES; i++) {
      image((i % 2 == 0 ? "" : "day1/") + "cells%02d.png".formatted(i), i);
    }
    Files.writeString(input.resolve("broken.png"), "no picture");
    String file =
        Path.of("src/test/resources/fixtures/pyramid_micro.safetensors")
            .toAbsolutePath()
            .toString();
    model = new FolderJob.Model(folder.resolve("home").toString(), file, "cpu", 0);
  }

  @AfterEach
  void restoreProperties() {
    spark.close();
  }

  @Test
  void threadsGiveTheResultsOfOneProcessAndASecondRunHasNothingToDo() throws IOException {
    FolderReport alone = alone();
    image(
        "cells00.tif",
        77); // comes after cells00.png, and its results would be called as those of cells00.png
    FolderReport shared = onSpark("local[2]", "shared");

    assertThat(alone.failures()).singleElement().matches(f -> f.image().equals("broken.png"));
    assertThat(shared.segmented()).isEqualTo(IMAGES);
    assertThat(shared.objects()).isEqualTo(alone.objects()).isPositive();
    assertThat(shared.failures())
        .hasSize(2)
        .anyMatch(f -> f.image().equals("cells00.tif") && f.reason().contains("called as"))
        .anyMatch(f -> f.equals(alone.failures().get(0)));
    assertThat(contents("shared")).isEqualTo(contents("alone"));

    FolderReport again = onSpark("local[2]", "shared");
    assertThat(again.segmented()).isZero();
    assertThat(again.wasDone()).isEqualTo(IMAGES);
    assertThat(contents("shared")).isEqualTo(contents("alone"));
  }

  @Test
  void aWorkerThatIsKilledLosesNothingAndDoublesNothing() throws Exception {
    FolderReport alone = alone();
    spark.useWorkers(folder.resolve("spark"));

    CompletableFuture<FolderReport> running =
        CompletableFuture.supplyAsync(() -> onSpark("local-cluster[2,1,512]", "shared"));
    LocalSpark.await(running, () -> LocalSpark.executors().size() == 2 && labels().size() >= 1);
    ProcessHandle victim = LocalSpark.executors().get(0);
    assertThat(victim.destroyForcibly()).isTrue();
    int doneAtTheKill = labels().size();
    FolderReport shared = running.join();

    assertThat(doneAtTheKill).as("killed in the middle").isBetween(1, IMAGES - 2);
    assertThat(shared.segmented() + shared.wasDone()).isEqualTo(IMAGES);
    assertThat(shared.objects()).isEqualTo(alone.objects());
    assertThat(shared.failures()).isEqualTo(alone.failures());
    assertThat(contents("shared")).isEqualTo(contents("alone"));
    List<String> lines = Files.readAllLines(folder.resolve("shared/evosam-report.csv"));
    assertThat(lines).hasSize(1 + IMAGES + 1).doesNotHaveDuplicates();
  }

  @Test
  void anUnknownExpertIsSaidAtOnce() {
    assertThatThrownBy(
            () -> new SparkFolder(job("shared", "nobody"), Optional.of("local[1]")).run())
        .hasMessageContaining("nobody");
    assertThat(folder.resolve("shared")).doesNotExist();
  }

  private FolderReport alone() {
    try (Segmenter segmenter = IdleSegmenters.open(model)) {
      return job("alone", "none").folder().folder().run(segmenter, new FolderListener() {});
    }
  }

  private FolderReport onSpark(String master, String results) {
    return new SparkFolder(job(results, "none"), Optional.of(master)).run();
  }

  private FolderJob job(String results, String expert) {
    FolderSegmentation asked =
        new FolderSegmentation(
            new FolderImages(input, true, NameFilter.IMAGES),
            new ImageSegmentation(
                PromptSource.besideImage(),
                new SegmentationRequest(ExpertChoice.parse(expert), Search.EVERYTHING, 20),
                SliceRange.ALL),
            new FolderResults(
                folder.resolve(results),
                Set.of(ResultFormat.LABELS, ResultFormat.MASK),
                true,
                false));
    return FolderJob.of(model, asked, Optional.empty());
  }

  @Test
  void theTaskArrivesWhole() {
    ImageSegmentation task =
        new ImageSegmentation(
            PromptSource.besideImage(),
            new SegmentationRequest(ExpertChoice.parse("discs"), Search.EVERYTHING, 7),
            SliceRange.parse("2-5"),
            3);
    assertThat(FolderJob.Task.of(task, Optional.empty()).task()).isEqualTo(task);
  }

  private List<Path> labels() throws IOException {
    Path results = folder.resolve("shared");
    if (!Files.exists(results)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(results)) {
      return files.filter(file -> file.toString().endsWith("-labels.tif")).toList();
    }
  }

  private void image(String name, long seed) {
    byte[] pixels = new byte[160 * 120];
    new Random(seed).nextBytes(pixels);
    ImagePlus noise = new ImagePlus("noise", new ByteProcessor(160, 120, pixels));
    String file = input.resolve(name).toString();
    boolean isWritten =
        name.endsWith(".png")
            ? new FileSaver(noise).saveAsPng(file)
            : new FileSaver(noise).saveAsTiff(file);
    assertThat(isWritten).isTrue();
  }

  /** All results but the report, which tells of the run. */
  private Map<String, String> contents(String results) throws IOException {
    Path root = folder.resolve(results);
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        String name = root.relativize(file).toString().replace('\\', '/');
        if (!name.startsWith(".") && !name.equals(FolderResults.REPORT)) {
          byte[] bytes = Files.readAllBytes(file);
          contents.put(name, bytes.length + " bytes, hash " + Arrays.hashCode(bytes));
        }
      }
    }
    assertThat(contents).hasSize(3 * IMAGES + 1);
    assertThat(IntStream.range(0, IMAGES))
        .allMatch(i -> contents.toString().contains("cells%02d".formatted(i)));
    return contents;
  }
}
