package io.github.evosam.matcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The matcher's formulas, written down plainly and solved directly, to compare with. */
final class ClosedForm {
  private ClosedForm() {}

  static StandardisedDescriptors trainingSet(RidgeMatcher matcher) {
    return StandardisedDescriptors.of(matcher.experts);
  }

  /**
   * {@code (ΣG + λI)⁻¹[Σφ…]} from n, Σφ and Σφφᵀ alone, which are standardised in closed form.
   *
   * @return {@code [K, d]}
   */
  static double[][] weights(List<ExpertStatistics> experts, double lambda) {
    int d = experts.get(0).dimension();
    double images = experts.stream().mapToInt(ExpertStatistics::count).sum();
    double[] sum = new double[d];
    double[] within = new double[d];
    DMatrixRMaj gram = new DMatrixRMaj(d, d);
    for (ExpertStatistics expert : experts) {
      DMatrixRMaj rows = new DMatrixRMaj(expert.count(), d, true, expert.toArray());
      CommonOps_DDRM.multAddTransA(rows, rows, gram);
      for (int j = 0; j < d; j++) {
        sum[j] += expert.sum()[j];
        within[j] -= expert.sum()[j] * expert.sum()[j] / expert.count();
      }
    }
    double trace = CommonOps_DDRM.trace(gram);
    double[] scale = new double[d];
    for (int j = 0; j < d; j++) {
      double size = gram.get(j, j) / images + 0.1 * trace / images / d;
      scale[j] =
          Math.sqrt((gram.get(j, j) + within[j] + size / 16) / (images - experts.size() + 1));
    }
    DMatrixRMaj matrix = new DMatrixRMaj(d, d);
    DMatrixRMaj sums = new DMatrixRMaj(d, experts.size());
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        double centred = gram.get(i, j) - sum[i] * sum[j] / images;
        matrix.set(i, j, centred / scale[i] / scale[j] + (i == j ? lambda : 0));
      }
      for (int k = 0; k < experts.size(); k++) {
        ExpertStatistics expert = experts.get(k);
        sums.set(i, k, (expert.sum()[i] - expert.count() * sum[i] / images) / scale[i]);
      }
    }
    return transposed(solve(matrix, sums));
  }

  /** Scores of each row by a ridge regression, with a mean of its own, on all other rows. */
  static double[][] leaveOneOutScores(StandardisedDescriptors set, double lambda) {
    double[][] scores = new double[set.images()][];
    for (int i = 0; i < set.images(); i++) {
      scores[i] = scoresWithout(i, set, lambda);
    }
    return scores;
  }

  private static double[] scoresWithout(int left, StandardisedDescriptors set, double lambda) {
    int d = set.dimension();
    double others = set.images() - 1;
    double[] mean = new double[d];
    double[] shares = new double[set.experts()];
    for (int i = 0; i < set.images(); i++) {
      for (int j = 0; i != left && j < d; j++) {
        mean[j] += set.rows().get(i, j) / others;
      }
      shares[set.owner()[i]] += i == left ? 0 : 1 / others;
    }
    DMatrixRMaj matrix = CommonOps_DDRM.identity(d);
    CommonOps_DDRM.scale(lambda, matrix);
    DMatrixRMaj sums = new DMatrixRMaj(d, set.experts());
    for (int i = 0; i < set.images(); i++) {
      for (int a = 0; i != left && a < d; a++) {
        double first = set.rows().get(i, a) - mean[a];
        sums.add(a, set.owner()[i], first);
        for (int b = 0; b < d; b++) {
          matrix.add(a, b, first * (set.rows().get(i, b) - mean[b]));
        }
      }
    }
    double[][] weights = transposed(solve(matrix, sums));
    for (int k = 0; k < shares.length; k++) {
      for (int j = 0; j < d; j++) {
        shares[k] += weights[k][j] * (set.rows().get(left, j) - mean[j]);
      }
    }
    return shares;
  }

  /** Distance of a row from the mean of its expert's other rows, by the scatter of all others. */
  static double distanceWithout(int left, StandardisedDescriptors set, double shrinkage) {
    int d = set.dimension();
    double freedom = set.images() - set.experts() + 1;
    double[][] means = new double[set.experts()][d];
    for (int i = 0; i < set.images(); i++) {
      int k = set.owner()[i];
      int count = set.counts()[k] - (k == set.owner()[left] ? 1 : 0);
      for (int j = 0; i != left && j < d; j++) {
        means[k][j] += set.rows().get(i, j) / count;
      }
    }
    DMatrixRMaj covariance = CommonOps_DDRM.identity(d);
    CommonOps_DDRM.scale(shrinkage, covariance);
    for (int i = 0; i < set.images(); i++) {
      double[] mean = means[set.owner()[i]];
      for (int a = 0; i != left && a < d; a++) {
        for (int b = 0; b < d; b++) {
          covariance.add(
              a, b, (set.rows().get(i, a) - mean[a]) * (set.rows().get(i, b) - mean[b]) / freedom);
        }
      }
    }
    DMatrixRMaj difference = new DMatrixRMaj(d, 1);
    for (int j = 0; j < d; j++) {
      difference.set(j, 0, set.rows().get(left, j) - means[set.owner()[left]][j]);
    }
    return CommonOps_DDRM.dot(difference, solve(covariance, difference));
  }

  private static DMatrixRMaj solve(DMatrixRMaj matrix, DMatrixRMaj right) {
    DMatrixRMaj solution = new DMatrixRMaj(right.numRows, right.numCols);
    assertThat(CommonOps_DDRM.solve(matrix, right, solution)).isTrue();
    return solution;
  }

  private static double[][] transposed(DMatrixRMaj matrix) {
    double[][] rows = new double[matrix.numCols][matrix.numRows];
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < matrix.numCols; j++) {
        rows[j][i] = matrix.get(i, j);
      }
    }
    return rows;
  }

  static double[][] rows(DMatrixRMaj matrix) {
    return IntStream.range(0, matrix.numRows)
        .mapToObj(i -> CommonOps_DDRM.extractRow(matrix, i, null).data)
        .toArray(double[][]::new);
  }

  /** Largest difference over the largest size. */
  static double relativeDifference(double[][] actual, double[][] expected) {
    assertThat(actual).hasDimensions(expected.length, expected[0].length);
    double difference = 0;
    double size = 0;
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected[i].length; j++) {
        difference = Math.max(difference, Math.abs(actual[i][j] - expected[i][j]));
      }
      size = Math.max(size, Arrays.stream(expected[i]).map(Math::abs).max().orElseThrow());
    }
    assertThat(size).isPositive();
    return difference / size;
  }
}
