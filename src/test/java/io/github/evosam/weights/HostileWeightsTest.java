package io.github.evosam.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Weights files with bytes altered, cut off or repeated at random: they are read or refused in a
 * sentence. Few in every test run; {@code -Devosam.hostile=100} asks for more.
 */
class HostileWeightsTest {
  private static final int ALTERED = 4 * Integer.getInteger("evosam.hostile", 3);

  @TempDir private Path folder;

  @Test
  void alteredTorchFilesAreReadOrRefused() throws Exception {
    refuseOrRead("mobile_sam_micro.pth", 3000);
  }

  @Test
  void alteredSafeTensorsAreReadOrRefused() throws Exception {
    refuseOrRead("mobile_sam_micro.safetensors", 60_000);
  }

  private void refuseOrRead(String fixture, int head) throws Exception {
    byte[] whole;
    try (var in = HostileWeightsTest.class.getResourceAsStream("/fixtures/" + fixture)) {
      whole = in.readAllBytes();
    }
    Random random = new Random(fixture.hashCode());
    Path file = folder.resolve(fixture);
    int refused = 0;
    for (int i = 0; i < ALTERED; i++) {
      Files.write(file, altered(whole, head, random));
      try (NDManager manager = NDManager.newBaseManager()) {
        Checkpoint.read(file, manager).close();
      } catch (WeightsException e) {
        assertThat(e).hasMessageContaining(fixture);
        refused++;
      } catch (RuntimeException | Error e) {
        fail("altered file %d of %s".formatted(i, fixture), e);
      }
    }
    assertThat(refused).isPositive();
  }

  /** The start holds names, shapes and the pickle; the end the directory of a zip. */
  private static byte[] altered(byte[] bytes, int head, Random random) {
    byte[] altered = bytes.clone();
    for (int n = 1 + random.nextInt(6); n > 0; n--) {
      int at =
          switch (random.nextInt(3)) {
            case 0 -> random.nextInt(Math.min(head, altered.length));
            case 1 -> altered.length - 1 - random.nextInt(Math.min(4000, altered.length));
            default -> random.nextInt(16);
          };
      altered[at] = (byte) random.nextInt(256);
    }
    return random.nextInt(8) == 0
        ? Arrays.copyOf(altered, random.nextInt(altered.length))
        : altered;
  }
}
