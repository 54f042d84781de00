package io.github.evosam.weights;

import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Optional;

/** Element types of tensors on disk, by their safetensors names; little-endian. */
enum ElementType {
  F64(8, DataType.FLOAT64),
  F32(4, DataType.FLOAT32),
  F16(2, DataType.FLOAT32),
  BF16(2, DataType.FLOAT32),
  I64(8, DataType.INT64),
  I32(4, DataType.INT32),
  I16(2, DataType.INT32),
  I8(1, DataType.INT8),
  U8(1, DataType.UINT8),
  BOOL(1, DataType.BOOLEAN);

  /** Bytes of one element on disk. */
  final int bytes;

  /** Type of the array that it becomes; the 16-bit types become wider ones. */
  final DataType inMemory;

  ElementType(int bytes, DataType inMemory) {
    this.bytes = bytes;
    this.inMemory = inMemory;
  }

  /** Whether it holds numbers that are not whole. */
  boolean isFloating() {
    return inMemory == DataType.FLOAT32 || inMemory == DataType.FLOAT64;
  }

  static Optional<ElementType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** The type on disk of an array, which loses nothing. */
  static ElementType of(DataType type) {
    return switch (type) {
      case FLOAT64 -> F64;
      case FLOAT32 -> F32;
      case FLOAT16 -> F16;
      case INT64 -> I64;
      case INT32 -> I32;
      case INT8 -> I8;
      case UINT8 -> U8;
      case BOOLEAN -> BOOL;
      default -> throw new IllegalArgumentException("Arrays of type " + type + " cannot be saved");
    };
  }
}
