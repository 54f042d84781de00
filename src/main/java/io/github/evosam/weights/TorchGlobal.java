package io.github.evosam.weights;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The only names that a checkpoint's pickle may refer to. None of them is looked up anywhere: each
 * stands for what is done here, so a file can make tensors and plain containers and nothing else.
 */
enum TorchGlobal {
  ORDERED_DICT("collections.OrderedDict") {
    @Override
    Object construct(Object[] arguments) {
      if (arguments.length > 0) {
        throw new IllegalArgumentException("its ordered dictionary is built in an unknown way");
      }
      return new LinkedHashMap<>();
    }
  },
  REBUILD_TENSOR("torch._utils._rebuild_tensor_v2") {
    @Override
    Object construct(Object[] arguments) {
      if (arguments.length < 4 || !(arguments[0] instanceof TorchStorage storage)) {
        throw new IllegalArgumentException("a tensor has no storage");
      }
      return new TorchTensor(
          storage, whole(arguments[1]), wholes(arguments[2]), wholes(arguments[3]));
    }
  },
  REBUILD_PARAMETER("torch._utils._rebuild_parameter") {
    @Override
    Object construct(Object[] arguments) {
      if (arguments.length == 0 || !(arguments[0] instanceof TorchTensor tensor)) {
        throw new IllegalArgumentException("a parameter has no tensor");
      }
      return tensor;
    }
  },
  DOUBLE("torch.DoubleStorage", ElementType.F64),
  FLOAT("torch.FloatStorage", ElementType.F32),
  HALF("torch.HalfStorage", ElementType.F16),
  BFLOAT16("torch.BFloat16Storage", ElementType.BF16),
  LONG("torch.LongStorage", ElementType.I64),
  INT("torch.IntStorage", ElementType.I32),
  SHORT("torch.ShortStorage", ElementType.I16),
  CHAR("torch.CharStorage", ElementType.I8),
  BYTE("torch.ByteStorage", ElementType.U8),
  BOOL("torch.BoolStorage", ElementType.BOOL);

  private static final int PERSISTENT_ID_PARTS = 5;

  private final String qualifiedName;
  private final ElementType storageType;

  TorchGlobal(String qualifiedName) {
    this(qualifiedName, null);
  }

  TorchGlobal(String qualifiedName, ElementType storageType) {
    this.qualifiedName = qualifiedName;
    this.storageType = storageType;
  }

  /** The global of that name, if a checkpoint may use it. */
  static Optional<TorchGlobal> named(String module, String name) {
    String wanted = module + "." + name;
    return Arrays.stream(values()).filter(g -> g.qualifiedName.equals(wanted)).findFirst();
  }

  /**
   * What a call of it gives.
   *
   * @throws IllegalArgumentException if it cannot be called so; the message says why
   */
  Object construct(Object[] arguments) {
    throw new IllegalArgumentException("it calls " + qualifiedName + ", which is a type");
  }

  /**
   * The storage that a persistent id names: {@code ("storage", type, key, location, elements)}.
   *
   * @throws IllegalArgumentException if it is no such id
   */
  static TorchStorage storage(Object id) {
    if (id instanceof Object[] parts
        && parts.length == PERSISTENT_ID_PARTS
        && "storage".equals(parts[0])
        && parts[1] instanceof TorchGlobal type
        && type.storageType != null) {
      return new TorchStorage(String.valueOf(parts[2]), type.storageType, whole(parts[4]));
    }
    throw new IllegalArgumentException("it refers to something that is not a tensor storage");
  }

  private static long whole(Object number) {
    if (number instanceof Integer || number instanceof Long) {
      return ((Number) number).longValue();
    }
    throw new IllegalArgumentException("a tensor's description holds no number where one belongs");
  }

  private static List<Long> wholes(Object tuple) {
    if (tuple instanceof Object[] numbers) {
      return Arrays.stream(numbers).map(TorchGlobal::whole).toList();
    }
    throw new IllegalArgumentException("a tensor has no sizes or strides");
  }
}
