package io.github.evosam.weights;

/**
 * A block of elements in a PyTorch archive, on which one or more tensors look.
 *
 * @param key name of its record below {@code data/}
 * @param type of its elements
 * @param elements how many it holds
 */
record TorchStorage(String key, ElementType type, long elements) {
  /** Number of bytes. */
  long length() {
    return Math.multiplyExact(elements, (long) type.bytes);
  }
}
