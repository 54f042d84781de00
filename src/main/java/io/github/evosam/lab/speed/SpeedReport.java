package io.github.evosam.lab.speed;

import java.util.List;

/**
 * What was measured on a machine.
 *
 * @param device where the networks ran
 * @param processor as the system calls it: kind and number of cores that may be used
 * @param threads that share the work of one layer
 * @param matrixGflops rate of a product of two large matrices, 10⁹ operations a second, the middle
 *     one of all that were measured
 * @param models in the order in which they were measured
 */
public record SpeedReport(
    String device, String processor, int threads, double matrixGflops, List<ModelSpeed> models) {
  /** Freezes the list. */
  public SpeedReport {
    models = List.copyOf(models);
  }

  /** A table in Markdown: a column for each model, a row for each thing that was measured. */
  public String markdown() {
    return new SpeedTable(this).markdown();
  }
}
