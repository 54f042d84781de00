package io.github.evosam.weights;

import java.util.List;

/**
 * A strided view of a storage, as {@code torch._utils._rebuild_tensor_v2} describes it.
 *
 * @param storage what it looks on
 * @param offset first element
 * @param sizes of the axes
 * @param strides steps along the axes, in elements
 */
record TorchTensor(TorchStorage storage, long offset, List<Long> sizes, List<Long> strides) {
  /**
   * Checks that every element lies inside the storage.
   *
   * @throws IllegalArgumentException if not; the message says how
   */
  TorchTensor {
    if (sizes.size() != strides.size()) {
      throw new IllegalArgumentException(
          "a tensor of sizes %s has strides %s".formatted(sizes, strides));
    }
    long last = offset;
    long elements = 1;
    for (int axis = 0; axis < sizes.size(); axis++) {
      if (sizes.get(axis) < 0 || strides.get(axis) < 0 || offset < 0) {
        throw new IllegalArgumentException(
            "a tensor has sizes %s, strides %s and offset %d".formatted(sizes, strides, offset));
      }
      elements = Math.multiplyExact(elements, sizes.get(axis));
      long steps = Math.max(0, sizes.get(axis) - 1);
      last = Math.addExact(last, Math.multiplyExact(steps, strides.get(axis)));
    }
    if (offset < 0 || (elements > 0 && last >= storage.elements())) {
      throw new IllegalArgumentException(
          "a tensor of sizes %s reaches beyond its storage of %d elements"
              .formatted(sizes, storage.elements()));
    }
  }

  /** Number of elements. */
  long elements() {
    return sizes.stream().reduce(1L, Math::multiplyExact);
  }

  /** Whether its elements lie one behind the other, in row-major order. */
  boolean isContiguous() {
    long expected = 1;
    for (int axis = sizes.size() - 1; axis >= 0; axis--) {
      if (sizes.get(axis) != 1 && strides.get(axis) != expected) {
        return false;
      }
      expected *= sizes.get(axis);
    }
    return true;
  }
}
