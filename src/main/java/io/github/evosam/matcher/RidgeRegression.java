package io.github.evosam.matcher;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * One-vs-rest ridge regression of all experts at once, its λ chosen by closed-form leave-one-out.
 *
 * <p>With Z the standardised rows and Y the indicator of each row's expert, {@code W = (ZᵀZ + λI)⁻¹
 * ZᵀY}; ZᵀY has the column Σφ of each expert. An expert's score is its share of the images plus
 * {@code Wᵀz}. The prediction of an image by the regression on all others needs no second one: with
 * {@code h_i = 1/N + z_iᵀ(ZᵀZ + λI)⁻¹z_i} it is {@code (ŷ_i − h_i·y_i) / (1 − h_i)}. λ is the one
 * of a grid whose predictions have the smallest sum of squared errors (PRESS, Allen 1974). The
 * grid's unit is the mean squared length of the rows.
 *
 * @param lambda λ
 * @param shares {@code [K]}: each expert's share of the images
 * @param weights {@code [K, d]}: Wᵀ
 * @param leaveOneOut {@code [N, K]}: score of each image without itself; its share of the images
 *     with itself where there is nothing else
 */
record RidgeRegression(
    double lambda, double[] shares, DMatrixRMaj weights, DMatrixRMaj leaveOneOut) {
  private static final double SMALLEST = 1e-6;
  private static final double LARGEST = 1e2;
  private static final double STEP = Math.sqrt(10);

  static RidgeRegression fit(StandardisedDescriptors set) {
    PrincipalAxes axes = PrincipalAxes.of(set.rows());
    DMatrixRMaj moments = new DMatrixRMaj(axes.count(), set.experts());
    CommonOps_DDRM.multTransA(axes.coordinates(), indicator(set), moments);
    double squares = Arrays.stream(axes.extents()).sum();
    double unit = squares > 0 ? squares / set.images() : 1;
    double best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double factor = SMALLEST; factor < LARGEST * STEP / 2; factor *= STEP) {
      double press = press(set, leaveOneOut(set, axes, moments, factor * unit));
      if (press < least) {
        least = press;
        best = factor * unit;
      }
    }
    return new RidgeRegression(
        best, set.shares(), weights(axes, moments, best), leaveOneOut(set, axes, moments, best));
  }

  private static DMatrixRMaj indicator(StandardisedDescriptors set) {
    DMatrixRMaj indicator = new DMatrixRMaj(set.images(), set.experts());
    for (int i = 0; i < set.images(); i++) {
      indicator.set(i, set.owner()[i], 1);
    }
    return indicator;
  }

  /** Wᵀ: the moments shrunk along each axis, back in the descriptors' coordinates. */
  private static DMatrixRMaj weights(PrincipalAxes axes, DMatrixRMaj moments, double lambda) {
    DMatrixRMaj weights = new DMatrixRMaj(moments.numCols, axes.directions().numCols);
    CommonOps_DDRM.multTransA(axes.shrunk(moments, lambda), axes.directions(), weights);
    return weights;
  }

  private static DMatrixRMaj leaveOneOut(
      StandardisedDescriptors set, PrincipalAxes axes, DMatrixRMaj moments, double lambda) {
    DMatrixRMaj scores = new DMatrixRMaj(set.images(), set.experts());
    CommonOps_DDRM.mult(axes.coordinates(), axes.shrunk(moments, lambda), scores);
    double[] shares = set.shares();
    double[] leverages = axes.leverages(lambda);
    for (int i = 0; i < set.images(); i++) {
      for (int k = 0; k < set.experts(); k++) {
        double own = set.owner()[i] == k ? 1 : 0;
        double fitted = scores.get(i, k) + shares[k];
        double leverage = 1.0 / set.images() + leverages[i];
        boolean others = set.images() > 1;
        scores.set(i, k, others ? (fitted - leverage * own) / (1 - leverage) : fitted);
      }
    }
    return scores;
  }

  private static double press(StandardisedDescriptors set, DMatrixRMaj leaveOneOut) {
    double press = 0;
    for (int i = 0; i < set.images(); i++) {
      for (int k = 0; k < set.experts(); k++) {
        double error = leaveOneOut.get(i, k) - (set.owner()[i] == k ? 1 : 0);
        press += error * error;
      }
    }
    return press;
  }

  /** Score of each expert for a standardised descriptor. */
  double[] scores(double[] descriptor) {
    double[] scores = shares.clone();
    for (int k = 0; k < scores.length; k++) {
      for (int j = 0; j < descriptor.length; j++) {
        scores[k] += weights.data[k * descriptor.length + j] * descriptor[j];
      }
    }
    return scores;
  }
}
