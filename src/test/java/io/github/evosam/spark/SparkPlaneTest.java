package io.github.evosam.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import io.github.evosam.engine.PaintedSource;
import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.SegmentationRequest.Search;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.TinyExperts;
import io.github.evosam.engine.everything.EverythingInBlocks;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.model.ComputeThreads;
import io.github.evosam.engine.model.EngineException;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.imagej.batch.ImageSegmentation;
import io.github.evosam.imagej.batch.ImageSegmentation.Watcher;
import io.github.evosam.imagej.batch.PromptSource;
import io.github.evosam.imagej.batch.SegmentedImage;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.result.ImageDocument;
import io.github.evosam.imagej.result.ResultFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One big image on Spark: on threads of this process, and on two workers with a process each. */
class SparkPlaneTest {
  private static final ImageSize SIZE = new ImageSize(2100, 2000);
  private static final int ENLARGED = 4; // to what the model finds in each block

  @TempDir private Path folder;
  private final LocalSpark spark = new LocalSpark();
  private Path file;
  private FolderJob.Model model;

  @BeforeEach
  void prepare() throws Exception {
    ByteProcessor pixels = new ByteProcessor(SIZE.width(), SIZE.height());
    for (int i = 0; i < SIZE.area(); i++) {
      pixels.set(i, PaintedSource.level(i % SIZE.width(), i / SIZE.width(), ENLARGED));
    }
    file = folder.resolve("scan.tif");
    new FileSaver(new ImagePlus("scan", pixels)).saveAsTiff(file.toString());
    Path home = TinyExperts.home(folder.resolve("home"));
    model = new FolderJob.Model(home.toString(), TinyExperts.MODEL, "cpu", 0);
    assertThat(SIZE.isBig()).isTrue();
    assertThat(EverythingInBlocks.count(SIZE)).isEqualTo(9);
  }

  @AfterEach
  void restoreProperties() {
    spark.close();
  }

  @Test
  void threadsGiveTheResultsOfOneProcess() throws IOException {
    SegmentedImage alone = alone("none");
    Follower follower = new Follower(2);
    SegmentedImage shared = onSpark("none", "local[2]", follower);

    assertThat(alone.objects()).isGreaterThan(9);
    assertThat(contents(shared, "shared")).isEqualTo(contents(alone, "alone"));
    assertThat(follower.share).isEqualTo(1);
  }

  @Test
  void theExpertThatIsChosenHereIsUsedByAllTasks() throws IOException {
    TinyExperts.teach(
        Path.of(model.home()),
        "discs",
        "",
        Stream.of(0, 100, 200, 300).map(x -> PaintedSource.taught(x, 0, 512, 1)).toList(),
        Optional.empty());
    SegmentedImage alone = alone("discs");
    SegmentedImage shared = onSpark("discs", "local[2]", new Follower(2));

    assertThat(alone.expert()).isPresent().isEqualTo(shared.expert());
    Map<String, String> expected = contents(alone, "alone");
    assertThat(contents(shared, "shared")).isEqualTo(expected);
    assertThat(contents(alone("none"), "plain").get("scan-labels.tif"))
        .isNotEqualTo(expected.get("scan-labels.tif"));
  }

  @Test
  void aWorkerThatIsKilledChangesNothing() throws Exception {
    SegmentedImage alone = alone("none");
    spark.useWorkers(folder.resolve("spark"));
    Follower follower = new Follower(2);
    CompletableFuture<SegmentedImage> running =
        CompletableFuture.supplyAsync(() -> onSpark("none", "local-cluster[2,1,512]", follower));
    LocalSpark.await(running, () -> LocalSpark.executors().size() == 2 && follower.share > 0);
    double shareAtTheKill = follower.share;
    assertThat(LocalSpark.executors().get(0).destroyForcibly()).isTrue();
    SegmentedImage shared = running.join();

    assertThat(shareAtTheKill).as("killed in the middle").isLessThan(0.9);
    assertThat(contents(shared, "shared")).isEqualTo(contents(alone, "alone"));
  }

  @Test
  void cancelledItEndsAndTheNextRunIsWhole() throws IOException {
    assertThatThrownBy(() -> onSpark("none", "local[2]", new Follower(0.1)))
        .isInstanceOf(CancellationException.class);
    SegmentedImage again = onSpark("none", "local[2]", new Follower(2));
    assertThat(contents(again, "again")).isEqualTo(contents(alone("none"), "alone"));
  }

  @Test
  void aTaskThatFailsForGoodIsToldInOneSentence() {
    FolderJob.Model missing =
        new FolderJob.Model(model.home(), folder.resolve("gone.safetensors").toString(), "cpu", 0);
    assertThatThrownBy(
            () -> run("none", (image, segmenter) -> onSpark(missing, image, segmenter, "none")))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("nothing was written")
        .hasMessageContaining("gone.safetensors")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aFileThatIsAnotherOneElsewhereIsRefused() {
    PlaneJob job =
        new PlaneJob(
            model,
            FolderJob.Task.of(task("none"), Optional.empty()),
            file.toString(),
            "0".repeat(64),
            0);
    assertThatThrownBy(job::open)
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("same files");
  }

  @Test
  void aSmallImageIsSearchedHereAndANoteSaysSo() {
    file = folder.resolve("small.png");
    new FileSaver(new ImagePlus("small", new ByteProcessor(90, 70))).saveAsPng(file.toString());
    SegmentedImage found = onSpark("none", "spark://nowhere:7077", new Follower(2));
    assertThat(found.objects()).isEqualTo(alone("none").objects());
    assertThat(found.notes())
        .singleElement()
        .asString()
        .contains("small", "90 x 70", "by this process");
  }

  @Test
  void onlyEverythingIsSharedOut() {
    ImageSegmentation learned =
        new ImageSegmentation(
            PromptSource.none(),
            new SegmentationRequest(ExpertChoice.AUTO, Search.TASK),
            SliceRange.ALL);
    assertThatThrownBy(() -> new SparkPlane(learned, model, Optional.of("local[1]")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("everything");
    assertThatThrownBy(() -> new SparkPlane(task("none"), model, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("which Spark");
  }

  /** Segments the image. */
  private interface Work {
    SegmentedImage on(ImageDocument image, Segmenter segmenter);
  }

  private SegmentedImage run(String expert, Work work) {
    return ComputeThreads.during( // as a task does
        1,
        () -> {
          try (Segmenter segmenter = IdleSegmenters.open(model)) {
            ImageSegmentation task = task(expert);
            return work.on(ImageDocument.open(file, task.range(), task.channel()), segmenter);
          }
        });
  }

  private SegmentedImage alone(String expert) {
    return run(expert, (image, segmenter) -> task(expert).run(image, segmenter, new Follower(2)));
  }

  private SegmentedImage onSpark(String expert, String master, Follower follower) {
    SparkPlane plane = new SparkPlane(task(expert), model, Optional.of(master));
    return run(expert, (image, segmenter) -> plane.run(image, segmenter, follower));
  }

  private static SegmentedImage onSpark(
      FolderJob.Model model, ImageDocument image, Segmenter segmenter, String expert) {
    return new SparkPlane(task(expert), model, Optional.of("local[2]"))
        .run(image, segmenter, new Follower(2));
  }

  private static ImageSegmentation task(String expert) {
    return new ImageSegmentation(
        PromptSource.none(),
        new SegmentationRequest(ExpertChoice.parse(expert), Search.EVERYTHING, 20),
        SliceRange.ALL);
  }

  /** Follows the work, and ends it when a share is done. */
  private static final class Follower implements Watcher {
    private final double end;
    private volatile double share;

    Follower(double end) {
      this.end = end;
    }

    @Override
    public void progress(double done) {
      share = done;
    }

    @Override
    public boolean isCancelled() {
      return share > end;
    }
  }

  /** All result files. */
  private Map<String, String> contents(SegmentedImage found, String name) throws IOException {
    Path results = Files.createDirectories(folder.resolve(name));
    found.write(List.of(ResultFormat.values()), results, results, () -> false);
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(results)) {
      for (Path result : files.toList()) {
        byte[] bytes = Files.readAllBytes(result);
        contents.put(
            result.getFileName().toString(),
            bytes.length + " bytes, hash " + Arrays.hashCode(bytes));
      }
    }
    assertThat(contents).containsKey("scan-origin.json").hasSize(5);
    return contents;
  }
}
