package io.github.evosam.lab.continual.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.learning.Regulariser;
import io.github.evosam.nn.Scaling;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.ImageFeatures;
import java.util.List;

/**
 * Elastic weight consolidation (Kirkpatrick et al. 2017, eq. 3): parameters that an earlier task
 * depends on are held near the values that they had after it, λ/2 · Σ<sub>k</sub> Σ<sub>i</sub>
 * F<sub>k,i</sub> (θ<sub>i</sub> − θ*<sub>k,i</sub>)². One quadratic for each earlier task, as the
 * paper has it.
 *
 * <p>Legend: K earlier tasks, P parameters as in {@link AdapterVector}. Closing it frees its
 * arrays.
 */
public final class ElasticPenalty implements Regulariser {
  private final StateDict parameters;
  private final double strength;
  private final NDManager manager;
  private final NDArray importance; // [K, P]
  private final NDArray anchors; // [K, P]

  /**
   * What is kept of an earlier task.
   *
   * @param fisher diagonal of the Fisher information at the anchor, {@code [P]}
   * @param anchor parameters after the task, {@code [P]}
   */
  public record Consolidated(float[] fisher, float[] anchor) {
    /** Checks the lengths. */
    public Consolidated {
      if (fisher.length != anchor.length) {
        throw new IllegalArgumentException(
            "%d importances do not go with %d parameters".formatted(fisher.length, anchor.length));
      }
    }
  }

  /**
   * The penalty of an adapter.
   *
   * @param parameters in training; stay the caller's
   * @param tasks learned before, at least one
   * @param strength λ, not negative
   * @throws IllegalArgumentException if a task was learned with another form of adapter
   */
  public ElasticPenalty(StateDict parameters, List<Consolidated> tasks, double strength) {
    this.parameters = parameters;
    this.strength = strength;
    int count = AdapterVector.length(parameters);
    for (Consolidated task : tasks) {
      if (task.anchor().length != count) {
        throw new IllegalArgumentException(
            "An earlier task was learned with %d parameters, but the adapter has %d; use the same rank for all tasks"
                .formatted(task.anchor().length, count));
      }
    }
    manager = parameters.manager().newSubManager();
    importance = rows(tasks.stream().map(Consolidated::fisher).toList());
    anchors = rows(tasks.stream().map(Consolidated::anchor).toList());
  }

  private NDArray rows(List<float[]> rows) {
    int columns = rows.get(0).length;
    float[] values = new float[rows.size() * columns];
    for (int k = 0; k < rows.size(); k++) {
      System.arraycopy(rows.get(k), 0, values, k * columns, columns);
    }
    return manager.create(values, new Shape(rows.size(), columns));
  }

  @Override
  public NDArray addTo(NDArray loss, ImageFeatures trunk, NDArray logits) {
    return loss.add(value());
  }

  /** The penalty of the present parameters, a scalar with gradient. */
  NDArray value() {
    NDArray distance = AdapterVector.of(parameters).expandDims(0).sub(anchors); // [1, P] − [K, P]
    return Scaling.times(distance.square().mul(importance).sum(), strength / 2);
  }

  @Override
  public void close() {
    manager.close();
  }
}
