package io.github.evosam.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Makes arrays of an archive's tensors. One storage at a time is held, outside the Java heap; one
 * that several tensors look on is read once if they follow one another.
 */
final class TorchElements {
  private final TorchArchive archive;
  private final boolean bigEndian;
  private TorchStorage held;
  private ByteBuffer memory = ByteBuffer.allocateDirect(0);

  TorchElements(TorchArchive archive) throws IOException {
    this.archive = archive;
    this.bigEndian = archive.isBigEndian();
  }

  /**
   * The array of a tensor; half-precision elements become float32.
   *
   * @throws IllegalArgumentException if its record is damaged, or it is too large; the message says
   *     why
   */
  NDArray toArray(NDManager manager, TorchTensor tensor) throws IOException {
    ElementType type = tensor.storage().type();
    long[] sizes = tensor.sizes().stream().mapToLong(Long::longValue).toArray();
    Elements.checkSize("a tensor of sizes " + tensor.sizes(), tensor.elements(), type);
    ByteBuffer bytes = bytes(tensor.storage());
    ByteBuffer elements =
        tensor.isContiguous()
            ? bytes.slice((int) tensor.offset() * type.bytes, (int) tensor.elements() * type.bytes)
            : gather(tensor, bytes);
    return Elements.toArray(manager, elements, type, new Shape(sizes));
  }

  /** The little-endian bytes of a storage. */
  private ByteBuffer bytes(TorchStorage storage) throws IOException {
    if (!storage.equals(held)) {
      held = null;
      Elements.checkSize("record 'data/" + storage.key() + "'", storage.elements(), storage.type());
      int length = (int) storage.length();
      if (memory.capacity() < length) {
        memory = ByteBuffer.allocateDirect(length);
      }
      archive.read(storage, memory.clear().limit(length));
      if (bigEndian) {
        swap(storage.type().bytes);
      }
      held = storage;
    }
    return memory;
  }

  private void swap(int width) {
    byte[] element = new byte[width];
    for (int start = 0; start < memory.limit(); start += width) {
      memory.get(start, element);
      for (int i = 0; i < width; i++) {
        memory.put(start + i, element[width - 1 - i]);
      }
    }
  }

  /** Copies the elements of a strided tensor into row-major order. */
  private static ByteBuffer gather(TorchTensor tensor, ByteBuffer bytes) {
    int width = tensor.storage().type().bytes;
    int axes = tensor.sizes().size();
    int elements = (int) tensor.elements();
    ByteBuffer out = ByteBuffer.allocateDirect(elements * width);
    long[] index = new long[axes];
    byte[] element = new byte[width];
    long position = tensor.offset();
    for (int i = 0; i < elements; i++) {
      bytes.get((int) position * width, element);
      out.put(element);
      int axis = axes - 1;
      for (boolean carry = true; carry && axis >= 0; axis--) {
        position += tensor.strides().get(axis);
        carry = ++index[axis] == tensor.sizes().get(axis);
        if (carry) {
          position -= index[axis] * tensor.strides().get(axis);
          index[axis] = 0;
        }
      }
    }
    return out.flip();
  }
}
