package io.github.evosam.imagej.interactive;

import ij.IJ;
import ij.ImagePlus;
import io.github.evosam.engine.BaseModels;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.imagej.MaskRois;
import io.github.evosam.imagej.PlaneSource;
import io.github.evosam.imagej.StackPosition;
import java.util.Arrays;
import java.util.List;

/**
 * Prints how long an interactive session takes from a click to the outline of its mask, after the
 * image is embedded, as Markdown. Arguments: image file, then widths that it is scaled to.
 */
final class ClickReport {
  private static final int CLICKS = 25;

  private ClickReport() {}

  /** Prints the table. */
  public static void main(String[] arguments) throws Exception {
    System.out.println("| image | embedding (s) | click, median (ms) | slowest (ms) |");
    System.out.println("|---|---|---|---|");
    ImagePlus original = IJ.openImage(arguments[0]);
    for (String argument : Arrays.asList(arguments).subList(1, arguments.length)) {
      int width = Integer.parseInt(argument);
      int height = Math.round((float) width * original.getHeight() / original.getWidth());
      row(original.resize(width, height, "bilinear"));
    }
  }

  private static void row(ImagePlus image) throws Exception {
    EventQueue events = new EventQueue();
    ModelWorker worker =
        new ModelWorker(
            () -> new EngineModel(Segmenter.open(BaseModels.ofUser(), BaseModels.EMBEDDED, "cpu")),
            events);
    Session session = new Session(new ImageSize(image.getWidth(), image.getHeight()));
    try (InteractiveSegmentation segmentation =
        new InteractiveSegmentation(session, worker, new Loud())) {
      long start = System.nanoTime();
      segmentation.show(StackPosition.current(image), () -> PlaneSource.currentPlane(image));
      events.runUntil(() -> !segmentation.isBusy());
      double embedding = (System.nanoTime() - start) / 1e9;
      double[] millis = new double[CLICKS];
      for (int i = 0; i < CLICKS; i++) {
        millis[i] = click(segmentation, events, i);
      }
      Arrays.sort(millis);
      System.out.printf(
          "| %s | %.2f | %.0f | %.0f |%n",
          session.size(), embedding, millis[CLICKS / 2], millis[CLICKS - 1]);
    }
  }

  private static double click(InteractiveSegmentation segmentation, EventQueue events, int i)
      throws InterruptedException {
    segmentation.discard();
    ImageSize size = segmentation.session().size();
    double x = (i % 5 + 0.5) * size.width() / 5;
    double y = (i / 5 + 0.5) * size.height() / 5;
    long start = System.nanoTime();
    segmentation.submit(new DraftStep.Prompts(List.of(new PointPrompt(x, y, true))));
    events.runUntil(() -> !segmentation.isBusy());
    MaskRois.of(segmentation.session().draft().orElseThrow().mask());
    return (System.nanoTime() - start) / 1e6;
  }

  /** A report does not go on after a failure. */
  private static final class Loud implements SessionListener {
    @Override
    public void preparing(Phase phase) {}

    @Override
    public void ready(Preparation preparation) {}

    @Override
    public void changed() {}

    @Override
    public void refused(String reason) {
      throw new IllegalStateException(reason);
    }
  }
}
