package io.github.evosam.imagej.command;

import ij.IJ;
import io.github.evosam.engine.Interruption;
import io.github.evosam.engine.ModelOnDevice;
import io.github.evosam.engine.Segmenter;
import java.util.function.Function;

/** Work of a command with an open model, which Escape and ImageJ's end bring to an orderly end. */
public final class ModelRun {
  private ModelRun() {}

  /**
   * Opens the model, works and closes it; the status bar tells which model works where.
   *
   * @throws IllegalArgumentException if there is no such device, or as the work does
   * @throws io.github.evosam.EvoSamException if the model or the device cannot be used, or as the
   *     work does
   */
  public static <T> T with(ModelOnDevice model, Function<Segmenter, T> work) {
    IJ.resetEscape(); // it may have been pressed long before
    try (Interruption quitting = Quitting.guard();
        Segmenter segmenter = model.open()) {
      IJ.showStatus("EvoSAM: %s on %s".formatted(segmenter.modelName(), segmenter.device()));
      return work.apply(segmenter);
    } finally {
      IJ.showProgress(1.0);
    }
  }
}
