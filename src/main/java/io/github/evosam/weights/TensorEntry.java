package io.github.evosam.weights;

import ai.djl.ndarray.types.Shape;

/**
 * Where a tensor lies in a safetensors file.
 *
 * @param name of the tensor
 * @param type of its elements
 * @param shape of the tensor
 * @param begin first byte, counted from the end of the header
 * @param end byte after the last
 */
record TensorEntry(String name, ElementType type, Shape shape, long begin, long end) {
  /** Number of bytes. */
  long length() {
    return end - begin;
  }
}
