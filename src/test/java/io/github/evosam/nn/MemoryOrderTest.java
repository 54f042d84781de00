package io.github.evosam.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemoryOrderTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @EnumSource
  void anArrayComesBackInItsOrder(MemoryOrder order) {
    NDArray array = order.restored(manager.arange(120f).reshape(1, 4, 5, 6));
    float[] values = array.toFloatArray();
    assertThat(MemoryOrder.of(array)).contains(order);
    assertThat(array.toFloatArray()).as("looking changes nothing").isEqualTo(values);

    NDArray shaped = order.asShaped(array);
    assertThat(MemoryOrder.of(shaped)).contains(MemoryOrder.AS_SHAPED);
    NDArray copy = manager.create(shaped.toFloatArray(), shaped.getShape());
    NDArray back = order.restored(copy);
    assertThat(MemoryOrder.of(back)).contains(order);
    assertThat(back.getShape()).isEqualTo(array.getShape());
    assertThat(back.toFloatArray()).isEqualTo(values);
  }

  @Test
  void otherOrdersAndTypesAreToldFromThese() {
    NDArray array = manager.arange(120f).reshape(1, 4, 5, 6);
    assertThat(MemoryOrder.of(array.transpose(0, 1, 3, 2))).isEmpty();
    assertThat(MemoryOrder.of(array.toType(DataType.INT32, true))).isEmpty();
    assertThat(MemoryOrder.of(manager.ones(new Shape(3, 2)))).contains(MemoryOrder.AS_SHAPED);
  }

  @Test
  void leavesNoArraysBehind() {
    NDArray array = manager.arange(120f).reshape(1, 4, 5, 6).transpose(0, 2, 3, 1);
    int before = manager.getManagedArrays().size();
    MemoryOrder.of(array);
    assertThat(manager.getManagedArrays()).hasSize(before);
  }
}
