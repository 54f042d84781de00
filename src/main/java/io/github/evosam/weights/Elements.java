package io.github.evosam.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Turns the bytes of a tensor into an array, and back. */
final class Elements {
  private static final int HALF_EXPONENT_BIAS = 112; // 127 of float32 minus 15 of float16

  private Elements() {}

  /**
   * Checks that a tensor fits into one buffer, as it is on disk and as it becomes in memory.
   *
   * @param what it is, for the message
   * @throws IllegalArgumentException if it does not; the message says how large it is
   */
  static void checkSize(String what, long elements, ElementType type) {
    int width = Math.max(type.bytes, type.inMemory.getNumOfBytes());
    if (elements > Integer.MAX_VALUE / width) {
      throw new IllegalArgumentException(
          "%s has %d elements of %d bytes, but one piece may have at most 2 GiB"
              .formatted(what, elements, width));
    }
  }

  /**
   * An array of the elements. They are copied into the engine's own memory: an array made of a
   * direct buffer alone would look on that buffer, and so count against the JVM's limit for them.
   *
   * @param bytes little-endian, from position to limit
   */
  static NDArray toArray(NDManager manager, ByteBuffer bytes, ElementType type, Shape shape) {
    ByteBuffer memory =
        isWidened(type) || !bytes.isDirect() ? inMemory(bytes, type) : bytes.slice();
    if (!memory.hasRemaining()) {
      return manager.create(shape, type.inMemory);
    }
    try (NDArray view = manager.create(memory, shape, type.inMemory)) {
      return view.duplicate();
    }
  }

  private static ByteBuffer inMemory(ByteBuffer bytes, ElementType type) {
    int elements = bytes.remaining() / type.bytes;
    ByteBuffer memory =
        ByteBuffer.allocateDirect(elements * type.inMemory.getNumOfBytes())
            .order(ByteOrder.nativeOrder());
    ByteBuffer in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < elements && isWidened(type); i++) {
      short bits = in.getShort();
      switch (type) {
        case F16 -> memory.putFloat(halfToFloat(bits));
        case BF16 -> memory.putFloat(Float.intBitsToFloat(bits << 16));
        default -> memory.putInt(bits);
      }
    }
    if (!isWidened(type)) {
      memory.put(in);
    }
    return memory.flip();
  }

  private static boolean isWidened(ElementType type) {
    return type.bytes != type.inMemory.getNumOfBytes();
  }

  /** IEEE 754 binary16 to binary32, exactly. */
  static float halfToFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = half >> 10 & 0x1f;
    int fraction = half & 0x3ff;
    if (exponent == 0) {
      float magnitude = fraction * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    int wide = exponent == 31 ? 255 : exponent + HALF_EXPONENT_BIAS;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }
}
