package io.github.evosam.imagej.interactive;

import com.sun.management.OperatingSystemMXBean;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ImageCache;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.sam.prompting.RandomVitB;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * Measures how long a user of the interactive window waits for the first mask on images of 1024 ×
 * 1024 pixels, step by step, as Markdown; in brackets what all threads computed meanwhile. To be
 * run twice: the second run finds what the first one has kept. The first image of a run also waits
 * for what the network's library does once. Arguments: a folder that stays, and {@code vitb}
 * (random weights), or the name of a model; the number of images.
 */
final class ImageCacheReport {
  private static final int SIDE = 1024;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private ImageCacheReport() {}

  /** Prints the table. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    String model = arguments[1].equals("vitb") ? vitB(folder).toString() : arguments[1];
    ImageCache cache = new ImageCache(folder.resolve("cache"), 1L << 31, Duration.ZERO);
    Segmenter[] segmenter = new Segmenter[1];
    String opened =
        millis(
            () -> {
              segmenter[0] =
                  Segmenter.open(
                      new BaseModels(folder),
                      model,
                      "auto",
                      new ExpertCatalogue(folder.resolve("home")));
              segmenter[0].reference(); // of a file its hash; of an installed model it is noted
            });
    System.out.printf("%s opened in %s ms%n", arguments[1], opened);
    System.out.println("| kept | trunk (ms) | tail (ms) | click (ms) | logits |");
    System.out.println("|---|---|---|---|---|");
    try (EngineModel engine = new EngineModel(segmenter[0], cache)) {
      for (int seed = 1; seed <= Integer.parseInt(arguments[2]); seed++) {
        image(engine, segmenter[0], noise(seed), cache);
      }
    }
  }

  private static void image(
      EngineModel engine, Segmenter segmenter, Plane image, ImageCache cache) {
    ImageCache.Content kept = cache.content();
    String trunk = millis(() -> engine.setImage(image));
    String tail = millis(segmenter::embed);
    List<Prompt> prompt = List.of(new PointPrompt(500, 500, true));
    String click = millis(() -> engine.propose(prompt, Optional.empty()).get(0).mask());
    System.out.printf(
        "| %d files, %d MB | %s | %s | %s | %08x |%n",
        kept.files(),
        kept.bytes() >> 20,
        trunk,
        tail,
        click,
        Arrays.hashCode(segmenter.predictor().predict(prompt, null).lowResLogits()));
  }

  private static Path vitB(Path folder) {
    Path file = folder.resolve("vitb.safetensors");
    if (!Files.exists(file)) {
      RandomVitB.write(file);
    }
    return file;
  }

  private static String millis(Runnable work) {
    long begin = System.nanoTime();
    long computed = SYSTEM.getProcessCpuTime();
    work.run();
    return String.format(
        Locale.ROOT,
        "%.0f (%.0f)",
        (System.nanoTime() - begin) / 1e6,
        (SYSTEM.getProcessCpuTime() - computed) / 1e6);
  }

  private static Plane noise(int seed) {
    float[] values = new float[Plane.CHANNELS * SIDE * SIDE];
    Random random = new Random(seed);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(256);
    }
    return new Plane(new ImageSize(SIDE, SIDE), values);
  }
}
