package io.github.evosam.weights;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Reads the pickle of a PyTorch checkpoint with an allow-list ({@link TorchGlobal}): every other
 * name, every other way to make an object, and every state given to an object is refused. It also
 * keeps the order of dictionaries.
 */
final class TorchUnpickler extends Unpickler {
  /**
   * The value that the pickle describes: tensors as {@link TorchTensor}, dictionaries as {@link
   * Map}, and plain values.
   *
   * @throws UnsupportedOperationException if it asks for anything else; the message says for what
   * @throws IllegalArgumentException if it is damaged; the message says why
   */
  static Object read(byte[] pickle) {
    try {
      return new TorchUnpickler().load(new ByteArrayInputStream(pickle));
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new IllegalArgumentException("its list of tensors is damaged (" + e + ")", e);
    }
  }

  @Override
  protected Object dispatch(short key) throws IOException {
    switch (key) {
      case Opcodes.GLOBAL -> global(PickleUtils.readline(input), PickleUtils.readline(input));
      case Opcodes.STACK_GLOBAL -> {
        String name = String.valueOf(stack.pop());
        global(String.valueOf(stack.pop()), name);
      }
      case Opcodes.REDUCE -> reduce();
      case Opcodes.BUILD -> build();
      case Opcodes.EMPTY_DICT -> stack.add(new LinkedHashMap<>());
      case Opcodes.DICT -> {
        List<Object> items = stack.pop_all_since_marker();
        stack.add(new LinkedHashMap<>());
        putAll(items);
      }
      case Opcodes.SETITEMS -> putAll(stack.pop_all_since_marker());
      case Opcodes.INST, Opcodes.OBJ, Opcodes.NEWOBJ, Opcodes.NEWOBJ_EX ->
          throw new UnsupportedOperationException("it builds an object that is not a tensor");
      default -> {
        checkLength(key);
        return super.dispatch(key);
      }
    }
    return NO_RETURN_VALUE;
  }

  private void global(String module, String name) {
    TorchGlobal global =
        TorchGlobal.named(module, name)
            .orElseThrow(
                () ->
                    new UnsupportedOperationException(
                        "it asks for '%s.%s', which is neither a tensor nor a plain container and"
                                .formatted(module, name)
                            + " is never loaded"));
    stack.add(global);
  }

  private void reduce() {
    Object arguments = stack.pop();
    Object callee = stack.pop();
    if (!(callee instanceof TorchGlobal global) || !(arguments instanceof Object[] values)) {
      throw new UnsupportedOperationException(
          "it calls something that is not a tensor constructor");
    }
    stack.add(global.construct(values));
  }

  /** An ordered dictionary may carry attributes (module versions); they mean nothing here. */
  private void build() {
    stack.pop();
    if (!(stack.peek() instanceof Map)) {
      throw new UnsupportedOperationException("it gives a state to an object");
    }
  }

  @SuppressWarnings("unchecked")
  private void putAll(List<Object> items) {
    if (!(stack.peek() instanceof Map) || items.size() % 2 != 0) {
      throw new PickleException("items without a dictionary");
    }
    Map<Object, Object> map = (Map<Object, Object>) stack.peek();
    for (int i = 0; i < items.size(); i += 2) {
      map.put(items.get(i), items.get(i + 1));
    }
  }

  @Override
  protected Object persistentLoad(Object id) {
    return TorchGlobal.storage(id);
  }

  /** Refuses a claimed length that the file does not have, before memory is taken for it. */
  private void checkLength(short key) throws IOException {
    int bytes =
        switch (key) {
          case Opcodes.BINSTRING, Opcodes.BINUNICODE, Opcodes.BINBYTES, Opcodes.LONG4 -> 4;
          case Opcodes.BINUNICODE8, Opcodes.BINBYTES8, Opcodes.BYTEARRAY8 -> 8;
          default -> 0;
        };
    if (bytes == 0) {
      return;
    }
    input.mark(bytes);
    byte[] little = input.readNBytes(bytes);
    long left = input.available();
    input.reset();
    long length = 0;
    for (int i = little.length - 1; i >= 0; i--) {
      length = length << Byte.SIZE | little[i] & 0xff;
    }
    if (little.length < bytes || length < 0 || length > left) {
      throw new PickleException("a text or number of " + length + " bytes, but " + left + " left");
    }
  }
}
