package io.github.evosam.imagej.batch;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import io.github.evosam.engine.PaintedSource;
import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.propagation.Direction;
import io.github.evosam.engine.propagation.StopRule;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.result.ResultFormat;
import io.github.evosam.imagej.roi.GivenPrompts;
import io.github.evosam.imagej.stack.StackSegmentation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Memory of one process while a folder of images and then a stack are segmented, plane by plane. A
 * quick model and few planes in every test run; {@code -Devosam.memory=300} takes 300 images, 200
 * planes and the model that ships.
 */
@EnabledOnOs(OS.LINUX)
class SteadyMemoryTest {
  private static final int IMAGES = Integer.getInteger("evosam.memory", 60);
  private static final boolean IS_FULL = IMAGES >= 300;
  private static final int PLANES = IS_FULL ? 200 : 40;
  private static final int SIDE = 96;

  /** What the collector and the allocator of the native library may keep. */
  private static final long MOST_MORE_MB = 150;

  @TempDir private Path folder;
  private final List<Long> heap = new ArrayList<>();
  private final List<Long> process = new ArrayList<>();

  @Test
  void memoryStaysTheSameOnceItIsWarm() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    ImageStack stack = new ImageStack(SIDE, SIDE);
    for (int i = 0; i < Math.max(IMAGES, PLANES); i++) {
      ByteProcessor discs = discs(i);
      if (i < IMAGES) {
        String file = images.resolve("discs-%03d.png".formatted(i)).toString();
        new FileSaver(new ImagePlus("discs", discs)).saveAsPng(file);
      }
      if (i < PLANES) {
        stack.addSlice(discs(0));
      }
    }
    Path stackFile = folder.resolve("stack.tif");
    IJ.saveAsTiff(new ImagePlus("stack", stack), stackFile.toString());
    String model = IS_FULL ? BaseModels.EMBEDDED : TinyModel.write(folder, 3).toString();
    ExpertCatalogue none = new ExpertCatalogue(folder.resolve("home"));
    try (Segmenter segmenter = Segmenter.open(new BaseModels(folder), model, "cpu", none)) {
      segment(images, segmenter);
      propagate(stackFile, segmenter);
    }
    assertThat(heap).hasSizeGreaterThan(6);
    assertFlat("heap", heap);
    assertFlat("process", process);
  }

  private void segment(Path images, Segmenter segmenter) {
    GivenPrompts box = box();
    new FolderSegmentation(
            new FolderImages(images, false, NameFilter.IMAGES),
            new ImageSegmentation(
                PromptSource.given(box),
                new SegmentationRequest(
                    ExpertChoice.NONE, SegmentationRequest.Search.EVERYTHING, 3),
                SliceRange.ALL),
            new FolderResults(
                folder.resolve("results"), EnumSet.allOf(ResultFormat.class), true, true))
        .run(
            segmenter,
            new Follower() {
              private int done;

              @Override
              public void segmented(
                  String title, SegmentedImage image, Map<ResultFormat, Path> outputs) {
                done++;
                look("images", done, IMAGES);
              }
            });
  }

  private void propagate(Path stack, Segmenter segmenter) {
    new StackSegmentation(
            new StackSegmentation.Shown(box(), Optional.empty(), 1),
            false,
            ExpertChoice.NONE,
            SliceRange.ALL,
            new StopRule(1, 0, 0, 0),
            Direction.FORWARD)
        .run(
            stack,
            segmenter,
            folder.resolve("results"),
            note -> {},
            share -> look("planes", (int) Math.round(PLANES * share), PLANES));
  }

  private static GivenPrompts box() {
    return new GivenPrompts(List.of(), List.of(new BoxPrompt(10, 10, 70, 70)), Optional.empty());
  }

  private static ByteProcessor discs(int number) {
    ByteProcessor discs = new ByteProcessor(SIDE, SIDE);
    for (int i = 0; i < SIDE * SIDE; i++) {
      discs.set(i, PaintedSource.level(number * SIDE + i % SIDE, i / SIDE));
    }
    return discs;
  }

  /** Looks at the memory ten times each. */
  private void look(String what, int done, int all) {
    if (done > 0 && done % (all / 10) == 0) {
      System.gc();
      heap.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
      process.add(megabytesOfProcess());
      if (IS_FULL) {
        System.out.printf(
            "| %d %s | %d | %d |%n",
            done, what, heap.get(heap.size() - 1), process.get(process.size() - 1));
      }
    }
  }

  /** The first three looks are the warm-up. */
  private static void assertFlat(String what, List<Long> megabytes) {
    long warm = megabytes.subList(0, 3).stream().mapToLong(mb -> mb).max().orElseThrow();
    assertThat(megabytes).as("MB of the %s", what).allMatch(mb -> mb <= warm + MOST_MORE_MB);
  }

  private static long megabytesOfProcess() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
