package io.github.evosam.sam.memory;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.sun.management.OperatingSystemMXBean;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Plane;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.SamConfig;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.weights.Checkpoint;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Prints what a SAM 2 checkpoint costs: seconds of an image's embedding, then of each slice that
 * objects are followed to, with the process's resident memory. Processor time is that of all
 * threads, so that it says something on a busy machine, too.
 */
final class StackCost {
  private static final int EMBEDDINGS = 4;

  private StackCost() {}

  /**
   * Measures.
   *
   * @param arguments checkpoint, input side, slices, objects, side of a slice
   */
  public static void main(String[] arguments) throws IOException {
    int side = Integer.parseInt(arguments[1]);
    int slices = Integer.parseInt(arguments[2]);
    int objects = Integer.parseInt(arguments[3]);
    int pixels = Integer.parseInt(arguments[4]);
    try (NDManager manager = NDManager.newBaseManager()) {
      StateDict weights = Checkpoint.read(Path.of(arguments[0]), manager);
      weights.metadata().put(SamConfig.INPUT_SIDE_KEY, String.valueOf(side));
      SamModel model = SamModel.of(weights);
      for (int i = 0; i < EMBEDDINGS; i++) {
        Clock clock = new Clock();
        Scope.value(
            () ->
                model
                    .imageEncoder()
                    .encode(manager.ones(new Shape(1, Plane.CHANNELS, side, side)))
                    .main()
                    .toFloatArray());
        System.out.println("embedding: " + clock);
      }
      follow(model, slices, objects, pixels);
    }
  }

  private static void follow(SamModel model, int slices, int objects, int pixels)
      throws IOException {
    try (StackPredictor predictor =
        new StackPredictor(model, slices, slice -> plane(slice, pixels))) {
      for (int object = 0; object < objects; object++) {
        int from = pixels / 8 * (1 + object);
        predictor.prompt(
            object, 0, List.of(new BoxPrompt(from, from, from + pixels / 4, from + pixels / 4)));
      }
      for (int slice = 1; slice < slices; slice++) {
        Clock clock = new Clock();
        for (int object = 0; object < objects; object++) {
          predictor.follow(object, slice, true);
        }
        if (slice < 12 || slice % 20 == 0 || slice == slices - 1) {
          System.out.println("slice " + slice + ": " + clock + ", resident " + resident());
        }
      }
    }
  }

  private static Plane plane(int slice, int side) {
    Random random = new Random(slice);
    float[] values = new float[Plane.CHANNELS * side * side];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(256);
    }
    return new Plane(new ImageSize(side, side), values);
  }

  private static String resident() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .map(line -> line.replaceAll("\\D", ""))
        .map(kilobytes -> Long.parseLong(kilobytes) / 1024 + " MB")
        .findFirst()
        .orElse("unknown");
  }

  /** Wall clock and processor time since it was made. */
  private static final class Clock {
    private static final OperatingSystemMXBean SYSTEM =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final long wall = System.nanoTime();
    private final long processor = SYSTEM.getProcessCpuTime();

    @Override
    public String toString() {
      return "%.2f s, %.2f s of processor"
          .formatted(
              (System.nanoTime() - wall) * 1e-9, (SYSTEM.getProcessCpuTime() - processor) * 1e-9);
    }
  }
}
