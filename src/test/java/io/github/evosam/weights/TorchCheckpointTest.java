package io.github.evosam.weights;

import static io.github.evosam.weights.PthWriter.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.StateDict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchCheckpointTest {
  private static final Path FIXTURES = Path.of("src", "test", "resources", "fixtures");
  private static final int[] THREE = {3};
  private static final int[] ONE = {1};

  @TempDir Path folder;
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sam_vit_micro", "mobile_sam_micro"})
  void pthAndSafetensorsHoldTheSameTensorsBitForBit(String name) {
    StateDict torch = TorchCheckpoint.read(FIXTURES.resolve(name + ".pth"), manager);
    StateDict safe = SafeTensors.read(FIXTURES.resolve(name + ".safetensors"), manager);

    assertThat(torch.names())
        .containsExactlyInAnyOrderElementsOf(safe.names())
        .hasSizeGreaterThan(100);
    for (String tensor : safe.names()) {
      assertThat(torch.shape(tensor)).as(tensor).isEqualTo(safe.shape(tensor));
      assertThat(torch.get(tensor).getDataType()).isEqualTo(safe.get(tensor).getDataType());
      assertThat(torch.get(tensor).toByteArray())
          .as(tensor)
          .isEqualTo(safe.get(tensor).toByteArray());
    }
  }

  @Test
  void stridedAndOffsetTensorsOfOneStorageAreReadInRowMajorOrder() throws IOException {
    PthWriter file = new PthWriter().begin().record("data/0", floats(0, 1, 2, 3, 4, 5, 6));
    file.text("whole").tensor("Float", "0", 7, 0, new int[] {7}, ONE);
    file.text("transposed").tensor("Float", "0", 7, 1, new int[] {3, 2}, new int[] {1, 3});
    file.text("tail").tensor("Float", "0", 7, 4, THREE, ONE);
    file.text("repeated").tensor("Float", "0", 7, 6, new int[] {2, 2}, new int[] {0, 0});
    file.text("scalar").tensor("Float", "0", 7, 5, new int[0], new int[0]);
    file.text("none").tensor("Float", "0", 7, 7, new int[] {0, 4}, new int[] {4, 1});

    StateDict read = TorchCheckpoint.read(file.end().write(path()), manager);

    assertThat(read.get("whole").toFloatArray()).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(read.shape("transposed")).isEqualTo(new Shape(3, 2));
    assertThat(read.get("transposed").toFloatArray()).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(read.get("tail").toFloatArray()).containsExactly(4, 5, 6);
    assertThat(read.get("repeated").toFloatArray()).containsExactly(6, 6, 6, 6);
    assertThat(read.shape("scalar").dimension()).isZero();
    assertThat(read.get("scalar").getFloat()).isEqualTo(5);
    assertThat(read.shape("none")).isEqualTo(new Shape(0, 4));
  }

  @Test
  void everyStorageTypeBecomesTheArrayThatHoldsItsValues() throws IOException {
    PthWriter file = new PthWriter().begin();
    one(file, "Half", 0x00, 0xc2);
    one(file, "BFloat16", 0x40, 0xc0);
    one(file, "Double", 0, 0, 0, 0, 0, 0, 0x08, 0xc0);
    one(file, "Long", 0xfd, 255, 255, 255, 255, 255, 255, 255);
    one(file, "Int", 0xfd, 255, 255, 255);
    one(file, "Short", 0xfd, 255);
    one(file, "Char", 0xfd);
    one(file, "Byte", 0xfd);
    one(file, "Bool", 1);

    StateDict read = TorchCheckpoint.read(file.end().write(path()), manager);

    Map<String, DataType> types =
        Map.of(
            "Half",
            DataType.FLOAT32,
            "BFloat16",
            DataType.FLOAT32,
            "Double",
            DataType.FLOAT64,
            "Long",
            DataType.INT64,
            "Int",
            DataType.INT32,
            "Short",
            DataType.INT32,
            "Char",
            DataType.INT8,
            "Byte",
            DataType.UINT8,
            "Bool",
            DataType.BOOLEAN);
    Map<String, Float> values =
        Map.of(
            "Half",
            -3f,
            "BFloat16",
            -3f,
            "Double",
            -3f,
            "Long",
            -3f,
            "Int",
            -3f,
            "Short",
            -3f,
            "Char",
            -3f,
            "Byte",
            253f,
            "Bool",
            1f);
    types.forEach(
        (name, type) -> assertThat(read.get(name).getDataType()).as(name).isEqualTo(type));
    values.forEach(
        (name, value) ->
            assertThat(read.get(name).toType(DataType.FLOAT32, true).getFloat(0))
                .as(name)
                .isEqualTo(value));
  }

  private static void one(PthWriter file, String type, int... bytes) {
    ByteBuffer record = ByteBuffer.allocate(bytes.length);
    for (int value : bytes) {
      record.put((byte) value);
    }
    file.record("data/" + type, record.array()).text(type).tensor(type, type, 1, 0, ONE, ONE);
  }

  @Test
  void bigEndianStoragesAreReadByTheByteorderRecord() throws IOException {
    PthWriter file = new PthWriter().begin().record("byteorder", "big".getBytes());
    file.record("data/0", ByteBuffer.allocate(12).putFloat(1.5f).putFloat(2).putFloat(-3).array());
    file.text("weight").tensor("Float", "0", 3, 0, THREE, ONE);

    StateDict read = TorchCheckpoint.read(file.end().write(path()), manager);

    assertThat(read.get("weight").toFloatArray()).containsExactly(1.5f, 2, -3);
  }

  @Test
  void nestedDictionariesAndParametersAreFoundInTheirOrder() throws IOException {
    PthWriter file = new PthWriter().begin().text("epoch").whole(3).text("model").begin();
    file.vector("z", 1).vector("b", 2).end();
    file.record("data/p", floats(7)).text("a").raw("ctorch._utils\n_rebuild_parameter\n(");
    file.tensor("Float", "p", 1, 0, ONE, ONE).raw("\u0089ccollections\nOrderedDict\n)RtR").end();

    StateDict read = TorchCheckpoint.read(file.write(path()), manager);

    assertThat(read.names()).containsExactly("model/z", "model/b", "a");
    assertThat(read.get("a").toFloatArray()).containsExactly(7);
  }

  @Test
  void moduleVersionsOfAStateDictAreLeftOut() throws IOException {
    PthWriter file = new PthWriter().raw("ccollections\nOrderedDict\n)R(").vector("w", 4).end();
    file.begin().text("_metadata").begin().vector("version", 1).end().end().raw("b");

    StateDict read = TorchCheckpoint.read(file.write(path()), manager);

    assertThat(read.names()).containsExactly("w");
  }

  @Test
  void tensorsOfMoreThanTwoGibibytesAreNamed() throws IOException {
    PthWriter file = new PthWriter().begin().record("data/0", floats(1));
    file.text("w").tensor("Float", "0", 1, 0, new int[] {600_000_000}, new int[] {0}).end();

    assertDamaged(file.write(path()), "sizes [600000000] has 600000000 elements of 4 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cjava.lang\nRuntime\n)R",
        "cos\nsystem\n(X\u0004\u0000\u0000\u0000evil" + "tR",
        "cbuiltins\neval\n",
        "X\u0002\u0000\u0000\u0000osX\u0006\u0000\u0000\u0000system\u0093",
        "(ios\nsystem\n",
        "(cos\nsystem\no",
        "cdecimal\nDecimal\n(X\u0001\u0000\u0000\u00001tR",
        "cnumpy.core.multiarray\n_reconstruct\n",
        "ctorch\nFloatStorage\n)\u0081",
        "K\u0001}b"
      })
  void anythingButTensorsAndContainersIsRefused(String operations) throws IOException {
    Path file = new PthWriter().begin().text("x").raw(operations).end().write(path());

    assertThatThrownBy(() -> TorchCheckpoint.read(file, manager))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("is refused")
        .hasMessageContaining("state_dict()");
  }

  @Test
  void claimedLengthsBeyondTheFileAreRefusedBeforeMemoryIsTaken() throws IOException {
    Path file = new PthWriter().raw("B\u00f0\u00ff\u00ff\u007f").write(path());

    assertDamaged(file, "list of tensors is damaged");
  }

  @Test
  void endlessNestingIsRefused() throws IOException {
    // a dictionary that holds itself: memo 0 is put below its own key
    Path file = new PthWriter().raw("}q\u0000(").text("self").raw("h\u0000u").write(path());

    assertDamaged(file, "nested too deeply");
  }

  @Test
  void tensorsThatReachBeyondTheirStorageAreRefused() throws IOException {
    PthWriter file = new PthWriter().begin().record("data/0", floats(1, 2, 3));
    file.text("w").tensor("Float", "0", 3, 1, THREE, ONE).end();

    assertDamaged(file.write(path()), "reaches beyond its storage");
  }

  @Test
  void recordsOfAnotherLengthAreRefused() throws IOException {
    PthWriter file = new PthWriter().begin().record("data/0", floats(1, 2));
    file.text("w").tensor("Float", "0", 3, 0, THREE, ONE).end();

    assertDamaged(file.write(path()), "has 8 bytes instead of 12");
  }

  @Test
  void missingRecordsAreRefused() throws IOException {
    PthWriter file = new PthWriter().begin().text("w").tensor("Float", "0", 3, 0, THREE, ONE);

    assertDamaged(file.end().write(path()), "'/data/0' is missing");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.02, 0.3, 0.7, 0.98, 0.9999})
  void truncatedFilesAreRefused(double part) throws IOException {
    byte[] whole = Files.readAllBytes(FIXTURES.resolve("sam_vit_micro.pth"));
    byte[] some = java.util.Arrays.copyOf(whole, (int) (part * whole.length));

    assertDamaged(Files.write(path(), some), "truncated or damaged");
  }

  @Test
  void oneChangedByteOfATensorIsNoticed() throws IOException {
    byte[] bytes = Files.readAllBytes(FIXTURES.resolve("sam_vit_micro.pth"));
    bytes[bytes.length / 2] ^= 1;

    assertDamaged(Files.write(path(), bytes), "damaged (wrong checksum)");
  }

  private void assertDamaged(Path file, String reason) {
    assertThatThrownBy(() -> TorchCheckpoint.read(file, manager))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(reason);
  }

  private Path path() {
    return folder.resolve("some.pth");
  }
}
