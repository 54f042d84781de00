package io.github.evosam.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.StateDict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {
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
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT32", "FLOAT64", "INT64", "INT32", "INT8", "UINT8", "BOOLEAN"})
  void everyTypeComesBackBitForBit(DataType type) {
    StateDict weights = new StateDict(manager);
    weights.put("a", weights.manager().arange(6f).reshape(2, 3).toType(type, true));
    weights.put("b.ü", weights.manager().ones(new Shape(), type));
    weights.metadata().put("note", "a \"quoted\" text");

    new SafeTensorsWriter(false).write(path(), weights);
    StateDict read = SafeTensors.read(path(), manager);

    assertThat(read.names()).containsExactly("a", "b.ü");
    assertThat(read.metadata()).containsOnlyKeys("note").containsValue("a \"quoted\" text");
    for (String name : read.names()) {
      assertThat(read.get(name).getDataType()).isEqualTo(type);
      assertThat(read.shape(name)).isEqualTo(weights.shape(name));
      assertThat(read.get(name).toByteArray()).isEqualTo(weights.get(name).toByteArray());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void doublesKeepEveryBit(boolean half) {
    double[] values = {
      -0.0,
      Math.PI,
      Double.MIN_VALUE,
      -Double.MIN_NORMAL / 3,
      Double.MAX_VALUE,
      Double.NEGATIVE_INFINITY,
      Math.nextUp(1.0),
      Double.longBitsToDouble(0x7ff8_0000_dead_beefL)
    };
    StateDict weights = new StateDict(manager);
    weights.put("gram", weights.manager().create(values, new Shape(2, 4)));

    new SafeTensorsWriter(half).write(path(), weights);
    double[] read = SafeTensors.read(path(), manager).get("gram", 2, 4).toDoubleArray();

    for (int i = 0; i < values.length; i++) {
      assertThat(Double.doubleToRawLongBits(read[i]))
          .as("element %d, %s", i, values[i])
          .isEqualTo(Double.doubleToRawLongBits(values[i]));
    }
  }

  @Test
  void halfWritingHalvesFloatsAndLeavesTheRest() throws IOException {
    StateDict weights = new StateDict(manager);
    weights.put("w", weights.manager().create(new float[] {1.5f, -65504f, 0x1p-24f, 0.1f}));
    weights.put("n", weights.manager().create(new long[] {1L << 40}));

    new SafeTensorsWriter(true).write(path(), weights);
    StateDict read = SafeTensors.read(path(), manager);

    float tenth = Math.round(0.1f * 0x1p14f) * 0x1p-14f; // 11 significant bits
    assertThat(read.get("w").toFloatArray()).containsExactly(1.5f, -65504f, 0x1p-24f, tenth);
    assertThat(read.get("n").toLongArray()).containsExactly(1L << 40);
    assertThat(Files.readString(path(), StandardCharsets.ISO_8859_1)).contains("\"F16\"");
  }

  @Test
  void everyHalfPrecisionNumberIsWidenedExactly() {
    short[] all = new short[1 << 16];
    IntStream.range(0, all.length).forEach(i -> all[i] = (short) i);
    ByteBuffer bytes = ByteBuffer.allocate(2 * all.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(all);

    float[] widened =
        Elements.toArray(manager, bytes, ElementType.F16, new Shape(all.length)).toFloatArray();

    for (int i = 0; i < all.length; i++) {
      assertThat(widened[i]).as("bits %04x", i).isEqualTo(Float.valueOf(byDefinition(i)));
    }
  }

  /** IEEE 754 binary16: (−1)^sign · 2^(exponent − 15) · 1.fraction. */
  private static float byDefinition(int bits) {
    int exponent = bits >> 10 & 31;
    int fraction = bits & 1023;
    double sign = bits >> 15 == 1 ? -1 : 1;
    if (exponent == 31) {
      return fraction == 0 ? (float) (sign / 0.0) : Float.NaN;
    }
    double magnitude =
        exponent == 0
            ? fraction * Math.pow(2, -24)
            : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
    return (float) (sign * magnitude);
  }

  @Test
  void streamsAreReadAsFilesAre() throws IOException {
    Files.write(path(), file("{\"w\":" + entry("BF16", "[2]", 0, 4) + "}", 0, 0x40, 0xc0, 0x3f));

    try (var in = Files.newInputStream(path())) {
      assertThat(SafeTensors.read(in, "stream", manager).get("w").toFloatArray())
          .containsExactly(2f, 1.5f);
    }
    assertThat(SafeTensors.read(path(), manager).get("w").toFloatArray()).containsExactly(2f, 1.5f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':E[2],0,8},'b':E[2],4,12}}|12|begins at byte 4 instead of 8",
        "{'a':E[1],0,4},'b':E[1],8,12}}|12|begins at byte 8 instead of 4",
        "{'a':E[2],0,8}}|4|take 8 bytes, but 4 follow",
        "{'a':E[1],0,4}}|9|take 4 bytes, but 9 follow",
        "{'a':E[3],0,8}}|8|cannot take 8 bytes",
        "{'a':E[1],4,0}}|4|cannot take -4 bytes",
        "{'a':E[-1],0,4}}|4|negative size",
        "{'a':E[1],0,4},'a':E[1],4,8}}|8|names tensor 'a' twice",
        "{'a':E[4611686018427387904,4],0,0}}|0|not valid",
        "{'a':E[600000000],0,2400000000}}|4|tensor 'a' has 600000000 elements of 4 bytes",
        "{'a':{'dtype':'F8','shape':[1],'data_offsets':[0,1]}}|1|unknown type F8",
        "{'a':{'dtype':'F32','shape':[1]}}|4|not valid",
        "{'a':7}|0|not valid",
        "[1,2]|0|not valid",
        "{'a':|0|not valid",
        "nonsense|0|not valid"
      })
  void headersThatDoNotFitTheirDataAreRefused(String shorthand, int bytes, String reason)
      throws IOException {
    String json =
        shorthand
            .replaceAll(
                "E(\\[[-0-9,]+\\]),(\\d+),(\\d+)}",
                "{'dtype':'F32','shape':$1,'data_offsets':[$2,$3]}")
            .replace('\'', '"');
    Files.write(path(), file(json, new int[bytes]));

    assertRefused(reason);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 100_000_001, 1L << 40, -1, Long.MIN_VALUE})
  void unbelievableHeaderLengthsAreRefused(long length) throws IOException {
    byte[] whole = file("{\"w\":" + entry("F32", "[1]", 0, 4) + "}", 0, 0, 0, 0);
    ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
    Files.write(path(), whole);

    assertRefused("truncated or not a safetensors file");
    assertThatThrownBy(() -> SafeTensors.read(new ByteArrayInputStream(whole), "s", manager))
        .isInstanceOf(WeightsException.class);
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] whole = file("{\"w\":" + entry("F32", "[2]", 0, 8) + "}", 0, 0, 0, 0, 0, 0, 0, 0);

    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      Files.write(path(), part);
      assertRefused("cannot be used");
      assertThatThrownBy(() -> SafeTensors.read(new ByteArrayInputStream(part), "s", manager))
          .as("stream of %d bytes", length)
          .isInstanceOf(WeightsException.class);
    }
    Files.write(path(), whole);
    assertThatCode(() -> SafeTensors.check(path())).doesNotThrowAnyException();
  }

  @Test
  void tensorsBehindTwoGibibytesAreFound() throws IOException {
    int hole = 1_181_116_007; // twice, to be 2.2 GiB
    String json =
        "{\"hole1\":%s,\"hole2\":%s,\"w\":%s}"
            .formatted(
                entry("I8", "[" + hole + "]", 0, hole),
                entry("I8", "[" + hole + "]", hole, 2L * hole),
                entry("F32", "[1]", 2L * hole, 2L * hole + 4));
    byte[] head = file(json);
    try (FileChannel channel =
        FileChannel.open(
            path(),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      channel.write(ByteBuffer.wrap(head));
      channel.write(ByteBuffer.wrap(PthWriter.floats(2.5f)), head.length + 2L * hole);
    }

    assertThat(SafeTensors.read(path(), manager).get("w").toFloatArray()).containsExactly(2.5f);
  }

  @Test
  void failedWritesLeaveTheOldFileAndNothingElse() throws IOException {
    Files.writeString(path(), "old");
    StateDict weights = new StateDict(manager);
    weights.put("a", weights.manager().ones(new Shape(3)));
    NDArray closed = weights.manager().ones(new Shape(3));
    weights.put("b", closed);
    closed.close();

    assertThatThrownBy(() -> new SafeTensorsWriter(false).write(path(), weights))
        .isInstanceOf(RuntimeException.class);

    assertThat(path()).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("some.safetensors");
  }

  @Test
  void unwritableFoldersAreNamed() {
    Path file = folder.resolve("missing").resolve("w.safetensors");

    assertThatThrownBy(() -> new SafeTensorsWriter(false).write(file, new StateDict(manager)))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(file.toString());
  }

  private static String entry(String type, String shape, long begin, long end) {
    return "{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
        .formatted(type, shape, begin, end);
  }

  private static byte[] file(String json, int... data) {
    byte[] header = json.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(8 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(header.length).put(header);
    for (int value : data) {
      file.put((byte) value);
    }
    return file.array();
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(() -> SafeTensors.check(path()))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(reason);
    assertThatThrownBy(() -> SafeTensors.read(path(), manager))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(path().toString())
        .hasMessageContaining(reason);
  }

  private Path path() {
    return folder.resolve("some.safetensors");
  }
}
