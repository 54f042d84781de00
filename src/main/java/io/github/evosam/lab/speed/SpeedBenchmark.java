package io.github.evosam.lab.speed;

import ai.djl.ndarray.NDManager;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ComputeDevice;
import io.github.evosam.engine.model.ComputeThreads;
import io.github.evosam.lab.TemporaryHome;
import io.github.evosam.nn.StateDict;
import io.github.evosam.weights.SafeTensorsWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Use case: how fast models work on this machine, step by step, and what part that is of the rate
 * at which it multiplies matrices. Experts are made up and live in a temporary library; the user's
 * own play no part.
 *
 * @param models the models of the user
 * @param names what to measure: {@value #MOBILE_SAM}, {@value #VIT_B}, or as for {@link BaseModels}
 * @param device see {@link ComputeDevice}
 * @param repeats how often each thing is measured; the median counts
 * @param learning names of those that take a step of learning, too
 */
public record SpeedBenchmark(
    BaseModels models, List<String> names, String device, int repeats, Set<String> learning) {
  /** Random weights in the layout and size of MobileSAM. */
  public static final String MOBILE_SAM = "mobile-sam-size";

  /** Random weights in the layout and size of the first Segment Anything model with a ViT-B. */
  public static final String VIT_B = "vit-b-size";

  /** Prompts that are answered together. */
  public static final int PROMPTS = 32;

  private static final Map<String, RandomModel> RANDOM =
      Map.of(MOBILE_SAM, RandomModel.MOBILE_SAM, VIT_B, RandomModel.VIT_B);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there is nothing to measure
   */
  public SpeedBenchmark {
    names = List.copyOf(names);
    learning = Set.copyOf(learning);
    if (names.isEmpty() || repeats < 1) {
      throw new IllegalArgumentException(
          "A measurement takes a model and a repetition at least, but %s and %d came"
              .formatted(names, repeats));
    }
    if (!names.containsAll(learning)) {
      throw new IllegalArgumentException(
          "What learns must be among the models that are measured, but %s are not all among %s"
              .formatted(learning, names));
    }
  }

  /**
   * Measures one model after the other.
   *
   * @param listener hears of what is being measured
   * @throws io.github.evosam.EvoSamException if a model or the device cannot be used, or there is
   *     no room
   * @throws IllegalArgumentException if there is no such device
   */
  public SpeedReport run(Consumer<String> listener) {
    ComputeDevice chosen = ComputeDevice.of(device);
    ComputeDevice.disableGradients();
    List<Double> rates = new ArrayList<>();
    List<ModelSpeed> speeds = new ArrayList<>();
    try (NDManager manager = chosen.newManager();
        MatrixProduct product = new MatrixProduct(manager);
        TemporaryHome home = TemporaryHome.create()) {
      product.operationsPerSecond(); // the first one starts threads
      for (String name : names) {
        PeakMemory.restart();
        String file = file(name, home.path(), manager);
        try (ModelRun run = open(name, file, home.path().resolve(name))) {
          speeds.add(run.measure(product, rates, listener));
        }
      }
    }
    return new SpeedReport(
        chosen.toString(),
        "%s, %d cores".formatted(System.getProperty("os.arch"), cores()),
        ComputeThreads.count(),
        Repetition.median(rates) / 1e9,
        speeds);
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** What to open: the name itself, or the file of random weights, which is written for it. */
  private static String file(String name, Path folder, NDManager manager) {
    if (!RANDOM.containsKey(name)) {
      return name;
    }
    Path file = folder.resolve(name + ".safetensors");
    try (StateDict weights = RANDOM.get(name).weights(manager)) {
      new SafeTensorsWriter(false).write(file, weights);
    }
    return file.toString();
  }

  private ModelRun open(String name, String file, Path home) {
    ExpertCatalogue catalogue = new ExpertCatalogue(home);
    Segmenter[] opened = new Segmenter[1];
    double load =
        Repetition.millis(() -> opened[0] = Segmenter.open(models, file, device, catalogue));
    return new ModelRun(
        new ModelRun.Subject(name, load, learning.contains(name)), opened[0], catalogue, repeats);
  }
}
