package io.github.evosam.matcher;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The axes of N rows of d numbers: {@code Z = T·V}, the rows of V orthonormal, the columns of T
 * orthogonal with squared lengths Λ. Along them ridge regression is a division, for every λ.
 *
 * <p>Found from the smaller of ZZᵀ and ZᵀZ. Axes without extent are left out: they carry rounding
 * only.
 *
 * @param coordinates T, {@code [N, r]}
 * @param directions V, {@code [r, d]}
 * @param extents Λ, {@code [r]}, positive
 */
record PrincipalAxes(DMatrixRMaj coordinates, DMatrixRMaj directions, double[] extents) {
  private static final double SMALLEST_SHARE = 1e-13;

  static PrincipalAxes of(DMatrixRMaj rows) {
    boolean fewRows = rows.numRows <= rows.numCols;
    int size = Math.min(rows.numRows, rows.numCols);
    DMatrixRMaj gram = new DMatrixRMaj(size, size);
    if (fewRows) {
      CommonOps_DDRM.multOuter(rows, gram);
    } else {
      CommonOps_DDRM.multInner(rows, gram);
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
    if (!eigen.decompose(gram)) {
      throw new ArithmeticException(
          "The axes of %d descriptors of %d numbers were not found; one of the experts has values out of all proportion"
              .formatted(rows.numRows, rows.numCols));
    }
    DMatrixRMaj vectors = vectors(eigen);
    return fewRows ? fromRowSpace(rows, vectors) : fromColumnSpace(rows, vectors);
  }

  /** The eigenvectors with extent as rows, {@code [r, size]}. */
  private static DMatrixRMaj vectors(EigenDecomposition_F64<DMatrixRMaj> eigen) {
    int size = eigen.getNumberOfEigenvalues();
    double largest = 0;
    for (int i = 0; i < size; i++) {
      largest = Math.max(largest, eigen.getEigenvalue(i).real);
    }
    DMatrixRMaj vectors = new DMatrixRMaj(size, size);
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (eigen.getEigenvalue(i).real > SMALLEST_SHARE * largest) {
        System.arraycopy(eigen.getEigenVector(i).data, 0, vectors.data, count++ * size, size);
      }
    }
    vectors.reshape(count, size, true);
    return vectors;
  }

  private static PrincipalAxes fromColumnSpace(DMatrixRMaj rows, DMatrixRMaj directions) {
    DMatrixRMaj coordinates = new DMatrixRMaj(rows.numRows, directions.numRows);
    CommonOps_DDRM.multTransB(rows, directions, coordinates);
    double[] extents = new double[directions.numRows];
    for (int i = 0; i < coordinates.numRows; i++) {
      for (int j = 0; j < extents.length; j++) {
        extents[j] += coordinates.get(i, j) * coordinates.get(i, j);
      }
    }
    return new PrincipalAxes(coordinates, directions, extents);
  }

  /** Of left singular vectors: {@code vᵢ = Zᵀuᵢ / |Zᵀuᵢ|}. */
  private static PrincipalAxes fromRowSpace(DMatrixRMaj rows, DMatrixRMaj left) {
    DMatrixRMaj directions = new DMatrixRMaj(left.numRows, rows.numCols);
    CommonOps_DDRM.mult(left, rows, directions);
    for (int i = 0; i < directions.numRows; i++) {
      double length = 0;
      for (int j = 0; j < directions.numCols; j++) {
        length = Math.hypot(length, directions.get(i, j));
      }
      for (int j = 0; j < directions.numCols; j++) {
        directions.set(i, j, directions.get(i, j) / length);
      }
    }
    return fromColumnSpace(rows, directions);
  }

  /** r. */
  int count() {
    return extents.length;
  }

  /** {@code (Λ + λI)⁻¹·matrix}. */
  DMatrixRMaj shrunk(DMatrixRMaj matrix, double lambda) {
    DMatrixRMaj shrunk = matrix.copy();
    for (int i = 0; i < shrunk.numRows; i++) {
      for (int j = 0; j < shrunk.numCols; j++) {
        shrunk.set(i, j, shrunk.get(i, j) / (extents[i] + lambda));
      }
    }
    return shrunk;
  }

  /** {@code zᵢᵀ(ZᵀZ + λI)⁻¹zᵢ} of each row. */
  double[] leverages(double lambda) {
    double[] leverages = new double[coordinates.numRows];
    for (int i = 0; i < leverages.length; i++) {
      for (int j = 0; j < extents.length; j++) {
        double t = coordinates.get(i, j);
        leverages[i] += t * t / (extents[j] + lambda);
      }
    }
    return leverages;
  }
}
