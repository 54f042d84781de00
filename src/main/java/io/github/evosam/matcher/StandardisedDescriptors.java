package io.github.evosam.matcher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.ejml.data.DMatrixRMaj;

/**
 * The descriptors of all experts, standardised, in the order of the experts' identifiers.
 *
 * @param ids of the K experts, ascending
 * @param counts images of each expert
 * @param owner of each image, the index of its expert
 * @param standardisation of descriptors
 * @param rows {@code [N, d]}, standardised
 * @param means {@code [K, d]}, mean of each expert's rows
 */
record StandardisedDescriptors(
    List<String> ids,
    int[] counts,
    int[] owner,
    Standardisation standardisation,
    DMatrixRMaj rows,
    DMatrixRMaj means) {

  /** The training set of at least one expert. */
  static StandardisedDescriptors of(SortedMap<String, ExpertStatistics> experts) {
    List<ExpertStatistics> statistics = List.copyOf(experts.values());
    Standardisation standardisation = Standardisation.of(statistics);
    int[] counts = statistics.stream().mapToInt(ExpertStatistics::count).toArray();
    DMatrixRMaj rows = new DMatrixRMaj(Arrays.stream(counts).sum(), statistics.get(0).dimension());
    List<Integer> owner = new ArrayList<>();
    for (int k = 0; k < statistics.size(); k++) {
      for (Descriptor row : statistics.get(k).descriptors()) {
        double[] values = standardisation.apply(row);
        System.arraycopy(values, 0, rows.data, owner.size() * rows.numCols, rows.numCols);
        owner.add(k);
      }
    }
    int[] owners = owner.stream().mapToInt(Integer::intValue).toArray();
    return new StandardisedDescriptors(
        List.copyOf(experts.keySet()),
        counts,
        owners,
        standardisation,
        rows,
        means(rows, owners, counts));
  }

  private static DMatrixRMaj means(DMatrixRMaj rows, int[] owner, int[] counts) {
    DMatrixRMaj means = new DMatrixRMaj(counts.length, rows.numCols);
    for (int i = 0; i < owner.length; i++) {
      for (int j = 0; j < rows.numCols; j++) {
        means.add(owner[i], j, rows.get(i, j) / counts[owner[i]]);
      }
    }
    return means;
  }

  /** N. */
  int images() {
    return owner.length;
  }

  /** K. */
  int experts() {
    return counts.length;
  }

  /** d. */
  int dimension() {
    return rows.numCols;
  }

  /** Share of the images that each expert has, {@code [K]}. */
  double[] shares() {
    return Arrays.stream(counts).mapToDouble(count -> (double) count / images()).toArray();
  }

  /** {@code [N, d]}: each row less the mean of its expert. */
  DMatrixRMaj residuals() {
    DMatrixRMaj residuals = rows.copy();
    for (int i = 0; i < owner.length; i++) {
      for (int j = 0; j < rows.numCols; j++) {
        residuals.add(i, j, -means.get(owner[i], j));
      }
    }
    return residuals;
  }
}
