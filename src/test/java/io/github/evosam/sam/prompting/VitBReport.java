package io.github.evosam.sam.prompting;

import ai.djl.ndarray.NDManager;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.sam.network.SamModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Prints time and peak process memory of a model of ViT-B's size on an image of 1024 × 1024, as
 * Markdown. Linux only (reads {@code /proc}); run it in a JVM of its own.
 */
final class VitBReport {
  private static final int CLICKS = 64;

  private VitBReport() {}

  /** Prints the table. */
  public static void main(String[] arguments) throws IOException {
    System.out.println("| step | seconds | peak process memory so far (GB) |");
    System.out.println("|---|---|---|");
    try (NDManager manager = NDManager.newBaseManager()) {
      SamModel[] model = new SamModel[1];
      row("random weights", () -> model[0] = RandomVitB.open(manager));
      SamPredictor predictor = new SamPredictor(model[0]);
      row("embed the first image", () -> predictor.setImage(VitBClicks.noise()));
      row("embed the second image", () -> predictor.setImage(VitBClicks.noise()));
      List<Prompt> click = List.of(new PointPrompt(500, 400, true));
      row("one click", () -> predictor.predict(click, null));
      List<List<Prompt>> clicks = IntStream.range(0, CLICKS).mapToObj(i -> click).toList();
      row(CLICKS + " clicks, each an object", () -> predictor.predictAll(clicks));
    }
  }

  private static void row(String step, Runnable work) throws IOException {
    long start = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("| %s | %.2f | %.2f |%n", step, seconds, peakBytes() / 1e9);
  }

  private static long peakBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }
}
