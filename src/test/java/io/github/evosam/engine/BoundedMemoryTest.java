package io.github.evosam.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.everything.TaskSegmentation;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.task.TaskPredictor;
import io.github.evosam.sam.task.WorkingScale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 48 megapixels in 96 MB of heap: a plane of them takes 576 MB, their logits and their labels 192
 * MB each.
 */
class BoundedMemoryTest {
  private static final ImageSize SIZE = new ImageSize(8000, 6000);
  private static final int TILE = 1000;

  @TempDir private Path folder;

  @Test
  void aBigImageIsSegmentedInASmallHeap() throws Exception {
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=1",
                "-cp",
                System.getProperty("java.class.path"),
                BoundedMemoryTest.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = process.waitFor(10, TimeUnit.MINUTES);
    process.destroyForcibly();
    String text = Files.readString(log);
    assertThat(ended).as("ended in time: " + text).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    assertThat(text).containsPattern("objects: [1-9][0-9]{3,}");
  }

  /** What the process does. */
  public static void main(String[] arguments) {
    BaseModels models = new BaseModels(Path.of(arguments[0]));
    try (Segmenter segmenter = Segmenter.open(models, BaseModels.EMBEDDED, "cpu")) {
      SamModel small = segmenter.model().atInputSide(256);
      TaskPredictor predictor = new TaskPredictor(small, small.noPrompt(), new WorkingScale(TILE));
      List<SegmentedObject> found =
          new TaskSegmentation(predictor, 10)
              .objects(new PaintedSource(SIZE), Optional.empty(), share -> {});
      LabelMap labels = LabelMap.of(SIZE, found.stream().map(SegmentedObject::mask).toList());
      System.out.println("objects: " + labels.maxLabel());
    }
  }
}
