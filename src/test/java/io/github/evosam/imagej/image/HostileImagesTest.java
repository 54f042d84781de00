package io.github.evosam.imagej.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ij.ImagePlus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every odd image with bytes altered, cut off or repeated at random: it is read or refused in a
 * sentence, and nothing else happens. Few of each in every test run; {@code -Devosam.hostile=1000}
 * asks for more.
 */
class HostileImagesTest {
  private static final int ALTERED = Integer.getInteger("evosam.hostile", 3);

  /** Seconds for one file of some kilobytes, on a machine that has other things to do. */
  private static final int LONGEST_SECONDS = 30;

  @TempDir private Path folder;

  static Stream<OddFile> seeds() {
    return Stream.of(
            OddImagesTest.plainKinds(),
            OddImagesTest.notedAndRefusedTiffs(),
            OddPicturesTest.pictures())
        .flatMap(odd -> odd);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void alteredFilesAreReadOrRefused(OddFile odd) throws Exception {
    Random random = new Random(odd.name().hashCode());
    for (int i = 0; i < ALTERED; i++) {
      Path file = Files.write(folder.resolve(odd.name()), altered(odd.bytes(), random));
      long start = System.nanoTime();
      try {
        ImagePlus image = ImageFiles.open(file);
        ImageFiles.named(file, () -> CurrentPlane.of(image));
      } catch (ImageFileException e) {
        assertThat(e.getMessage()).contains(odd.name());
      } catch (RuntimeException | Error e) {
        fail("altered file %d of %s".formatted(i, odd.name()), e);
      }
      assertThat((System.nanoTime() - start) / 1_000_000_000).isLessThan(LONGEST_SECONDS);
    }
  }

  private static byte[] altered(byte[] bytes, Random random) {
    byte[] altered = bytes.clone();
    int near = Math.min(altered.length, random.nextBoolean() ? 64 : altered.length);
    for (int n = 1 + random.nextInt(8); n > 0; n--) {
      int at =
          random.nextBoolean() ? random.nextInt(near) : altered.length - 1 - random.nextInt(near);
      altered[at] = (byte) (random.nextInt(4) == 0 ? 255 : random.nextInt(256));
    }
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(altered, random.nextInt(altered.length));
      case 1 -> Arrays.copyOf(altered, altered.length + random.nextInt(1000));
      default -> altered;
    };
  }
}
