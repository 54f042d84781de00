package io.github.evosam.weights;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.StateDict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept comes back bit for bit or not at all, and takes no more room than it may. */
class TensorCacheTest {
  private static final float[] VALUES = {1, -0f, Float.NaN, Float.MIN_VALUE, 3e38f};

  @TempDir private Path temporary;
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private CacheFolder folder(long mostBytes) {
    return new CacheFolder(temporary.resolve("cache"), mostBytes);
  }

  private CacheFolder folder() {
    return folder(1 << 20);
  }

  private void write(CacheFolder folder, String key, float... values) {
    try (TensorCache cache = new TensorCache(folder);
        StateDict tensors = new StateDict(manager)) {
      tensors.put("0", tensors.manager().create(values));
      tensors.metadata().put("note", key);
      cache.write(key, tensors);
    }
  }

  private Optional<float[]> read(CacheFolder folder, String key) {
    try (TensorCache cache = new TensorCache(folder)) {
      Optional<StateDict> tensors = cache.read(key, manager);
      tensors.ifPresent(t -> assertThat(t.metadata()).containsEntry("note", key));
      Optional<float[]> values = tensors.map(t -> t.get("0").toFloatArray());
      tensors.ifPresent(StateDict::close);
      return values;
    }
  }

  @Test
  void tensorsComeBackBitForBit() {
    assertThat(read(folder(), "a")).isEmpty();
    write(folder(), "a", VALUES);
    assertThat(bits(read(folder(), "a").orElseThrow())).isEqualTo(bits(VALUES));
    assertThat(read(folder(), "b")).isEmpty();
    assertThat(SafeTensors.shapes(folder().file("a"))).containsKey("0");
  }

  private static int[] bits(float[] values) {
    return IntStream.range(0, values.length).map(i -> Float.floatToRawIntBits(values[i])).toArray();
  }

  @Test
  void aTornFileIsNoneAndIsRemoved() throws IOException {
    write(folder(), "a", VALUES);
    Path file = folder().file("a");
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length - Integer.BYTES; length += 7) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(read(folder(), "a")).as("cut to %d bytes", length).isEmpty();
      assertThat(file).doesNotExist();
      byte[] zeros = Arrays.copyOf(Arrays.copyOf(whole, length), whole.length);
      assertThat(zeros).isNotEqualTo(whole);
      Files.write(file, zeros);
      assertThat(read(folder(), "a")).as("zeros from byte %d on", length).isEmpty();
      assertThat(file).doesNotExist();
    }
    Files.write(file, whole);
    assertThat(read(folder(), "a")).isPresent();
  }

  @Test
  void aChangedBitIsSeen() throws IOException {
    write(folder(), "a", VALUES);
    Path file = folder().file("a");
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 4;
      Files.write(file, changed);
      assertThat(read(folder(), "a")).as("byte %d", i).isEmpty();
    }
  }

  @Test
  void foreignFilesAreNoneAndAreRemoved() throws IOException {
    write(folder(), "a", VALUES);
    Path other = folder().file("b");
    Files.copy(folder().file("a"), other);
    assertThat(read(folder(), "b")).as("tensors of another key").isEmpty();
    assertThat(other).doesNotExist();
    Files.writeString(other, "no tensors at all");
    assertThat(read(folder(), "b")).isEmpty();
    assertThat(other).doesNotExist();
    Files.write(other, new byte[2 << 20]);
    assertThat(read(folder(), "b")).as("larger than all may be").isEmpty();
    assertThat(other).doesNotExist();
    assertThat(read(folder(), "a")).isPresent();
  }

  @Test
  void whatWasNotUsedForLongestGoesFirst() throws IOException {
    write(folder(), "a", VALUES);
    long one = Files.size(folder().file("a"));
    CacheFolder three = folder(3 * one);
    write(three, "b", VALUES);
    write(three, "c", VALUES);
    for (String key : new String[] {"c", "b", "a"}) { // a is the newest
      age(three.file(key), Duration.ofHours(key.equals("a") ? 1 : key.equals("b") ? 2 : 3));
    }
    assertThat(read(three, "b")).as("used again").isPresent();

    write(three, "d", VALUES);
    assertThat(three.file("c")).doesNotExist();
    write(three, "e", VALUES);
    assertThat(three.file("a")).doesNotExist();
    assertThat(three.content()).isEqualTo(new CacheFolder.Content(3, 3 * one));
    assertThat(read(three, "b")).isPresent();
    assertThat(read(three, "d")).isPresent();
    assertThat(read(three, "e")).isPresent();
  }

  private static void age(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  @Test
  void whatIsLargerThanAllMayBeIsNotKept() throws IOException {
    write(folder(), "a", VALUES);
    long one = Files.size(folder().file("a"));
    write(folder(one), "b", new float[100]);
    assertThat(folder().file("b")).doesNotExist();
    assertThat(folder().file("a")).exists();
  }

  @Test
  void aLimitOfZeroTurnsItOff() {
    write(folder(0), "a", VALUES);
    assertThat(temporary.resolve("cache")).doesNotExist();
    write(folder(), "a", VALUES);
    assertThat(read(folder(0), "a")).isEmpty();
    assertThat(read(folder(), "a")).isPresent();
  }

  @Test
  void clearingTakesOurFilesAndNoOthers() throws IOException {
    assertThat(folder().clear()).isEqualTo(new CacheFolder.Content(0, 0));
    write(folder(), "a", VALUES);
    write(folder(), "b", VALUES);
    Path part = part("a");
    Path other = Files.writeString(folder().folder().resolve("mine.safetensors"), "mine");
    assertThat(folder().clear().files()).isEqualTo(2);
    assertThat(folder().content()).isEqualTo(new CacheFolder.Content(0, 0));
    assertThat(part).doesNotExist();
    assertThat(other).exists();
    assertThat(read(folder(), "a")).isEmpty();
  }

  /** What a process leaves that dies while it writes. */
  private Path part(String key) throws IOException {
    Path file = folder().file(key);
    return Files.writeString(file.resolveSibling("." + file.getFileName() + ".1a.part"), "half");
  }

  @Test
  void whatDeadProcessesLeftIsRemoved() throws IOException {
    write(folder(), "a", VALUES);
    Path dead = part("x");
    Path alive = part("y");
    age(dead, Duration.ofHours(2));
    write(folder(), "b", VALUES);
    assertThat(dead).doesNotExist();
    assertThat(alive).exists();
  }

  @Test
  void aDiskThatRefusesIsNoError() throws IOException {
    Files.writeString(temporary.resolve("cache"), "a file in place of the folder");
    write(folder(), "a", VALUES);
    assertThat(read(folder(), "a")).isEmpty();
  }

  @Test
  void manyMayUseOneFolder() throws IOException {
    write(folder(), "a", VALUES);
    CacheFolder few = folder(4 * Files.size(folder().file("a")));
    CompletableFuture<?>[] users =
        IntStream.range(0, 3)
            .mapToObj(user -> CompletableFuture.runAsync(() -> use(few, user)))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(users).join();
    assertThat(few.content().files()).isBetween(1, 4);
  }

  @Test
  void clearingWhileAFileIsWrittenDoesNotEndTheWriting() throws Exception {
    CacheFolder folder = folder();
    Files.createDirectories(folder.folder());
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> clearing =
        CompletableFuture.runAsync(
            () -> {
              while (!done.get()) {
                folder.clear();
              }
            });
    try (TensorCache cache = new TensorCache(folder)) {
      for (int i = 0; i < 200; i++) {
        cache.write("image " + i, tensors(manager, 1));
        Thread.sleep(1);
      }
      done.set(true);
      clearing.join();
      for (int i = 0; i < 1000 && !Files.exists(folder.file("the last one")); i++) {
        cache.write("the last one", tensors(manager, 1)); // dropped while too many wait
        Thread.sleep(10);
      }
      assertThat(folder.file("the last one")).exists();
    }
  }

  private static StateDict tensors(NDManager manager, float value) {
    StateDict tensors = new StateDict(manager);
    tensors.put("0", tensors.manager().full(new Shape(5), value));
    return tensors;
  }

  private void use(CacheFolder folder, int user) {
    try (NDManager own = NDManager.newBaseManager();
        TensorCache cache = new TensorCache(folder)) {
      for (int i = 0; i < 60; i++) {
        String key = "image " + (i + user) % 7;
        Optional<StateDict> there = cache.read(key, own);
        if (there.isPresent()) {
          assertThat(there.get().get("0").toFloatArray()).containsOnly((i + user) % 7);
          there.get().close();
        }
        cache.write(key, tensors(own, (i + user) % 7f));
        if (i % 10 == 5 && user == 0) {
          folder.clear();
        }
      }
    }
  }

  @Test
  void leavesNoArraysBehind() {
    write(folder(), "a", VALUES);
    int before = manager.getManagedArrays().size();
    write(folder(), "b", VALUES);
    read(folder(), "b");
    read(folder(), "c");
    assertThat(manager.getManagedArrays()).hasSize(before);
  }
}
