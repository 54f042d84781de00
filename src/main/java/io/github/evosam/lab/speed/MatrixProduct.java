package io.github.evosam.lab.speed;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * The product of two matrices of 2048 × 2048 numbers (float32): what the network's library makes of
 * this machine at best, by which all else is judged.
 */
final class MatrixProduct implements AutoCloseable {
  private static final int SIDE = 2048;
  private static final double OPERATIONS = 2.0 * SIDE * SIDE * SIDE;

  private final NDManager manager;
  private final NDArray left;
  private final NDArray right;

  /** Makes the matrices on the device of a manager. */
  MatrixProduct(NDManager parent) {
    manager = parent.newSubManager();
    left = manager.randomNormal(0, 1, new Shape(SIDE, SIDE), DataType.FLOAT32);
    right = manager.randomNormal(0, 1, new Shape(SIDE, SIDE), DataType.FLOAT32);
  }

  /** Operations in a second, measured now. */
  double operationsPerSecond() {
    return OPERATIONS / (Repetition.millis(this::multiply) / 1e3);
  }

  private void multiply() {
    try (NDArray product = left.matMul(right)) {
      product.getFloat(0, 0); // waits for the device
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
