package io.github.evosam.sam.memory;

import ai.djl.ndarray.NDManager;
import io.github.evosam.sam.network.Deviation;
import io.github.evosam.sam.network.Sam2Fixture;
import java.util.Map;

/**
 * Prints how far the micro SAM 2 lies from the official video predictor, as Markdown: two objects
 * through ten slices and back.
 */
final class StackParityReport {
  private final StackFixture fixture = StackFixture.read();
  private final StackPredictor predictor;
  private double logits;
  private double leastIou = 1;

  private StackParityReport(NDManager manager) {
    predictor = new StackPredictor(Sam2Fixture.open(manager), StackFixture.SLICES, fixture::plane);
  }

  /** Prints the table. */
  public static void main(String[] arguments) {
    try (NDManager manager = NDManager.newBaseManager()) {
      new StackParityReport(manager).print();
    }
  }

  private void print() {
    System.out.println("| stage | largest difference of logits | least mask IoU |");
    System.out.println("|---|---|---|");
    predictor.prompt(1, 0, StackFixture.CLICK);
    compare("video.click0.logits", 1, 0);
    row("a click on slice 0");
    predictor.prompt(1, 4, StackFixture.BOX);
    compare("video.box4.logits", 1, 4);
    row("a box on slice 4");
    predictor.prompt(2, 0, fixture.mask());
    compare("video.mask0.logits", 2, 0);
    row("a mask on slice 0");
    for (int slice = 0; slice < StackFixture.SLICES; slice++) {
      follow("video.forward.", slice, true);
    }
    row("both objects, slices 0 to 9");
    for (int slice = 4; slice >= 0; slice--) {
      follow("video.backward.", slice, false);
    }
    row("both objects, slices 4 to 0");
    System.out.printf("%nPointers differ by up to %.1e.%n", pointers());
  }

  private void follow(String name, int slice, boolean upwards) {
    for (int object = 1; object <= 2; object++) {
      predictor.follow(object, slice, upwards);
      compare(name + slice, object, slice);
    }
  }

  private void compare(String name, int object, int slice) {
    float[] official = fixture.logits(name, object);
    float[] actual = fixture.answered(predictor, object, slice);
    logits = Math.max(logits, Deviation.of(actual, official).max());
    leastIou = Math.min(leastIou, Deviation.iou(actual, official));
  }

  private void row(String stage) {
    System.out.printf("| %s | %.1e | %.6f |%n", stage, logits, leastIou);
    logits = 0;
    leastIou = 1;
  }

  private double pointers() {
    double most = 0;
    for (int object = 1; object <= 2; object++) {
      for (Map.Entry<Integer, String> frame :
          Map.of(0, "cond0", 1, "frame1", 2, "frame2", 9, "frame9").entrySet()) {
        float[] actual = predictor.memory(object).at(frame.getKey()).pointer().toFloatArray();
        float[] official = fixture.memory(object, frame.getValue(), "obj_ptr");
        most = Math.max(most, Deviation.of(actual, official).max());
      }
    }
    return most;
  }
}
