package io.github.evosam.matcher;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * A Gaussian for each expert, with a mean of its own and one covariance for all.
 *
 * <p>With n far below d no expert has a covariance to speak of. So the scatter S within experts is
 * pooled and shrunk towards the unit matrix: {@code Σ = S/f + γI}, f the degrees of freedom N − K,
 * plus one for the pseudo-image of {@link Standardisation}. Distances are squared Mahalanobis
 * distances, {@code (z − m)ᵀΣ⁻¹(z − m)}.
 */
final class TaskGaussians {
  /** γ; chosen together with the limits, see docs/matcher.md. */
  private static final double SHRINKAGE = 0.3;

  private final double[] cholesky;
  private final double freedom;
  private final double[][] whiteMeans;

  private TaskGaussians(double[] cholesky, double freedom, DMatrixRMaj means) {
    this.cholesky = cholesky;
    this.freedom = freedom;
    this.whiteMeans = new double[means.numRows][];
    for (int k = 0; k < whiteMeans.length; k++) {
      whiteMeans[k] = whiten(row(means, k));
    }
  }

  static TaskGaussians fit(StandardisedDescriptors set) {
    int d = set.dimension();
    double freedom = set.images() - set.experts() + 1.0;
    DMatrixRMaj scatter = new DMatrixRMaj(d, d);
    CommonOps_DDRM.multInner(set.residuals(), scatter);
    for (int j = 0; j < d; j++) {
      scatter.add(j, j, SHRINKAGE * freedom);
    }
    CholeskyDecomposition_F64<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.chol(d, true);
    if (!decomposition.decompose(scatter)) {
      throw new ArithmeticException(
          "The covariance of %d descriptors of %d numbers has no Cholesky factor; one of the experts has values out of all proportion"
              .formatted(set.images(), d));
    }
    return new TaskGaussians(decomposition.getT(null).data, freedom, set.means());
  }

  private static double[] row(DMatrixRMaj matrix, int index) {
    double[] row = new double[matrix.numCols];
    System.arraycopy(matrix.data, index * row.length, row, 0, row.length);
    return row;
  }

  private double[] whiten(double[] descriptor) {
    double[] white = descriptor.clone();
    TriangularSolver_DDRM.solveL(cholesky, white, white.length);
    return white;
  }

  /** Distance to each expert's Gaussian, {@code [K]}. */
  double[] distances(double[] standardisedDescriptor) {
    double[] white = whiten(standardisedDescriptor);
    double[] distances = new double[whiteMeans.length];
    for (int k = 0; k < distances.length; k++) {
      distances[k] = freedom * squaredDistance(white, whiteMeans[k]);
    }
    return distances;
  }

  private static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return sum;
  }

  /**
   * Distance of each image to its own expert, as if mean and scatter had been found without it;
   * scale, f and γ stay. An expert of one image has none.
   *
   * <p>Without image i of n the mean moves away from it by a factor a = n/(n − 1), and the scatter
   * loses {@code a·r·rᵀ}, r its residual. By Sherman and Morrison the distance is {@code f·a²·q/(1
   * − a·q)}, where {@code q = rᵀ(S + fγI)⁻¹r}.
   *
   * @return the distances, expert by expert
   */
  List<double[]> leaveOneOutDistances(StandardisedDescriptors set) {
    List<double[]> distances = new ArrayList<>();
    DMatrixRMaj residuals = set.residuals();
    int first = 0;
    for (int count : set.counts()) {
      double[] own = new double[count > 1 ? count : 0];
      for (int i = 0; i < own.length; i++) {
        own[i] = leaveOneOutDistance(row(residuals, first + i), count);
      }
      distances.add(own);
      first += count;
    }
    return distances;
  }

  private double leaveOneOutDistance(double[] residual, int count) {
    double a = count / (count - 1.0);
    double q = squaredDistance(whiten(residual), new double[residual.length]);
    return freedom * a * a * q / (1 - a * q);
  }

  /**
   * Distance to expect within a task where every expert has one image, so that S is 0: d
   * differences of variance 2.
   */
  static double expectedDistance(int dimension) {
    return 2 * dimension / SHRINKAGE;
  }
}
