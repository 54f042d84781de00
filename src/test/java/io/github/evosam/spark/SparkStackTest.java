package io.github.evosam.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.process.ShortProcessor;
import io.github.evosam.engine.PaintedSource;
import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.SegmentationRequest.Search;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.TinyExperts;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.model.ComputeThreads;
import io.github.evosam.engine.model.EngineException;
import io.github.evosam.engine.propagation.Direction;
import io.github.evosam.engine.propagation.StopRule;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.roi.GivenPrompts;
import io.github.evosam.imagej.stack.StackDocument;
import io.github.evosam.imagej.stack.StackSegmentation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stack on Spark: on threads of this process, and on two workers with a process each. */
class SparkStackTest {
  private static final int SLICES = 8;
  private static final String RANGE = "1-7";

  @TempDir private Path folder;
  private final LocalSpark spark = new LocalSpark();
  private Path file;
  private FolderJob.Model model;

  @BeforeEach
  void prepare() throws Exception {
    file = folder.resolve("cells.tif");
    new FileSaver(drifting()).saveAsTiffStack(file.toString());
    Path home = TinyExperts.home(folder.resolve("home"));
    model = new FolderJob.Model(home.toString(), TinyExperts.MODEL, "cpu", 0);
  }

  @AfterEach
  void restoreProperties() {
    spark.close();
  }

  /** Discs that move a little from slice to slice, 16 bits of uneven range. */
  private static ImagePlus drifting() {
    ImageStack stack = new ImageStack(192, 160);
    for (int slice = 0; slice < SLICES; slice++) {
      ShortProcessor pixels = new ShortProcessor(stack.getWidth(), stack.getHeight());
      for (int i = 0; i < pixels.getPixelCount(); i++) {
        int x = i % stack.getWidth() + 3 * slice;
        pixels.set(i, 1000 + (20 + slice) * PaintedSource.level(x, i / stack.getWidth()));
      }
      stack.addSlice(pixels);
    }
    return new ImagePlus("cells", stack);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cells.tif", "cells.zip"}) // read slice by slice, and at once
  void threadsGiveTheFilesOfOneProcess(String name) throws IOException {
    file = folder.resolve(name);
    new FileSaver(drifting()).saveAsZip(folder.resolve("cells.zip").toString());
    StackSegmentation.Done alone = alone("none");
    Map<String, byte[]> expected = contents();
    StackSegmentation.Done shared = onSpark("none", "local[2]", share -> {});

    assertThat(alone.written().objects().objects()).isNotEmpty();
    assertThat(alone.written().objects().objects().values())
        .as("linked")
        .anyMatch(extent -> extent.planes() > 1);
    assertThat(shared).isEqualTo(alone);
    assertSame(expected);
  }

  @Test
  void theExpertThatIsChosenHereIsUsedByAllTasks() throws IOException {
    TinyExperts.teach(
        Path.of(model.home()),
        "discs",
        "",
        Stream.of(0, 100).map(x -> PaintedSource.taught(x, 0, 64, 1)).toList(),
        Optional.empty());
    StackSegmentation.Done alone = alone("discs");
    Map<String, byte[]> expected = contents();
    StackSegmentation.Done shared = onSpark("discs", "local[2]", share -> {});

    assertThat(alone.expert()).isPresent();
    assertThat(shared).isEqualTo(alone);
    assertSame(expected);
  }

  @Test
  void aWorkerThatIsKilledChangesNothing() throws Exception {
    alone("none");
    Map<String, byte[]> expected = contents();
    spark.useWorkers(folder.resolve("spark"));
    CountDownLatch firstSlice = new CountDownLatch(1);
    CountDownLatch killed = new CountDownLatch(1);
    DoubleConsumer progress =
        share -> {
          if (share > 0) {
            firstSlice.countDown();
            await(killed);
          }
        };
    CompletableFuture<StackSegmentation.Done> running =
        CompletableFuture.supplyAsync(() -> onSpark("none", "local-cluster[2,1,512]", progress));
    LocalSpark.await(
        running, () -> LocalSpark.executors().size() == 2 && firstSlice.getCount() == 0);
    assertThat(LocalSpark.executors().get(0).destroyForcibly()).isTrue();
    killed.countDown();
    running.join();

    assertSame(expected);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void cancelledItLeavesNothingAndTheNextRunIsWhole() throws IOException {
    DoubleConsumer cancelling =
        share -> {
          if (share > 0.3) {
            throw new CancellationException("Cancelled");
          }
        };
    assertThatThrownBy(() -> onSpark("none", "local[2]", cancelling))
        .isInstanceOf(CancellationException.class);
    assertThat(results()).isEmptyDirectory();

    alone("none");
    Map<String, byte[]> expected = contents();
    onSpark("none", "local[2]", share -> {});
    assertSame(expected);
  }

  @Test
  void aTaskThatFailsForGoodIsToldInOneSentence() {
    FolderJob.Model missing =
        new FolderJob.Model(model.home(), folder.resolve("gone.safetensors").toString(), "cpu", 0);
    SparkStack stack = new SparkStack(task("none"), missing, Optional.of("local[2]"));
    assertThatThrownBy(
            () -> withModel(open -> stack.run(file, open, results(), note -> {}, share -> {})))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("nothing was written")
        .hasMessageContaining("gone.safetensors")
        .hasMessageNotContaining("\n");
    assertThat(results()).isEmptyDirectory();
  }

  @Test
  void aSliceThatIsAnotherOneElsewhereIsRefused() {
    StackDocument stack = StackDocument.openBySlices(file, SliceRange.ALL);
    StackJob job =
        new StackJob(
            model,
            FolderJob.Task.of(request(), Optional.empty(), SliceRange.ALL, 0),
            file.toString(),
            new HashMap<>(stack.ranges()));
    StackJob.Slice other = StackJob.Slice.of(3, stack.plane(4));
    assertThatThrownBy(() -> job.search(other))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("same files");
    OpenImage.close();
  }

  private static SegmentationRequest request() {
    return new SegmentationRequest(ExpertChoice.NONE, Search.EVERYTHING);
  }

  @Test
  void objectsThatAreShownAreNotSharedOut() {
    GivenPrompts box =
        new GivenPrompts(List.of(), List.of(new BoxPrompt(1, 1, 9, 9)), Optional.empty());
    StackSegmentation shown = task("none", box);
    assertThatThrownBy(() -> new SparkStack(shown, model, Optional.of("local[1]")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leave out --spark");
    assertThatThrownBy(() -> new SparkStack(task("none"), model, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("which Spark");
  }

  /** Works with an open model. */
  private interface Work {
    StackSegmentation.Done with(Segmenter segmenter);
  }

  private StackSegmentation.Done withModel(Work work) {
    try (Segmenter segmenter = IdleSegmenters.open(model)) {
      return work.with(segmenter);
    }
  }

  /** Each layer of the network on one thread, as in a task. */
  private StackSegmentation.Done alone(String expert) {
    return ComputeThreads.during(
        1,
        () -> withModel(open -> task(expert).run(file, open, results(), note -> {}, share -> {})));
  }

  private StackSegmentation.Done onSpark(String expert, String master, DoubleConsumer progress) {
    SparkStack stack = new SparkStack(task(expert), model, Optional.of(master));
    return withModel(open -> stack.run(file, open, results(), note -> {}, progress));
  }

  /** Without an expert everything is looked for, else what it has learned. */
  private static StackSegmentation task(String expert) {
    return task(expert, GivenPrompts.NONE);
  }

  private static StackSegmentation task(String expert, GivenPrompts prompts) {
    return new StackSegmentation(
        new StackSegmentation.Shown(prompts, Optional.empty(), 0),
        expert.equals("none"),
        ExpertChoice.parse(expert),
        SliceRange.parse(RANGE),
        StopRule.DEFAULT,
        Direction.BOTH);
  }

  private Path results() {
    return folder.resolve("results");
  }

  private void assertSame(Map<String, byte[]> expected) throws IOException {
    assertThat(expected).containsKeys("cells-labels.tif", "cells-rois.zip", "cells-origin.json");
    assertThat(contents()).containsExactlyInAnyOrderEntriesOf(expected);
  }

  /** All result files, which are taken away. */
  private Map<String, byte[]> contents() throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(results())) {
      for (Path result : files.toList()) {
        contents.put(result.getFileName().toString(), Files.readAllBytes(result));
        Files.delete(result);
      }
    }
    return contents;
  }
}
