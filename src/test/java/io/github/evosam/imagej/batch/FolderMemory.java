package io.github.evosam.imagej.batch;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import io.github.evosam.engine.PaintedSource;
import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.SegmentationRequest.Search;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.result.ResultFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Prints how much memory is in use while a folder of a hundred images is segmented. */
public final class FolderMemory {
  private static final int IMAGES = 100;
  private static final int SIDE = 512;
  private static final List<Integer> SHOWN = List.of(1, 10, 50, IMAGES);

  private FolderMemory() {}

  /**
   * Makes the images, segments them without a prompt, all results asked for, and prints a Markdown
   * row now and then.
   *
   * @param folder empty
   * @param expert of the user's library, that knows the discs of {@link PaintedSource}
   */
  public static void print(Path folder, String expert) throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    for (int i = 0; i < IMAGES; i++) {
      new FileSaver(discs(i)).saveAsTiff(images.resolve("discs-%03d.tif".formatted(i)).toString());
    }
    FolderSegmentation run =
        new FolderSegmentation(
            new FolderImages(images, false, NameFilter.IMAGES),
            new ImageSegmentation(
                PromptSource.none(),
                new SegmentationRequest(ExpertChoice.parse(expert), Search.TASK),
                SliceRange.ALL),
            new FolderResults(
                folder.resolve("results"), EnumSet.allOf(ResultFormat.class), true, true));
    try (Segmenter segmenter = Segmenter.open(BaseModels.ofUser(), BaseModels.EMBEDDED, "cpu")) {
      run.run(segmenter, new Printer());
    }
  }

  private static ImagePlus discs(int number) {
    ImagePlus image = IJ.createImage("discs", "8-bit", SIDE, SIDE, 1);
    for (int i = 0; i < SIDE * SIDE; i++) {
      int x = i % SIDE;
      int y = i / SIDE;
      image.getProcessor().set(x, y, PaintedSource.level(number * SIDE + x, y));
    }
    return image;
  }

  private static long megabytesOfHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
  }

  private static long megabytesOfProcess() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails with the first image that fails. */
  private static final class Printer extends Follower {
    private int done;

    @Override
    public void segmented(String title, SegmentedImage image, Map<ResultFormat, Path> outputs) {
      done++;
      if (SHOWN.contains(done)) {
        System.out.printf("| %d | %d | %d |%n", done, megabytesOfHeap(), megabytesOfProcess());
      }
    }

    @Override
    public void wasDone(String title) {
      throw new IllegalStateException(title + " was done already");
    }

    @Override
    public void failed(FileFailure failure) {
      throw new IllegalStateException(failure.image() + ": " + failure.reason());
    }
  }
}
