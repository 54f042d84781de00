package io.github.evosam.lab.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.geometry.ImageSize;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SyntheticScenesTest {

  /** The embedded model was trained on these very images. */
  @ParameterizedTest
  @CsvFileSource(resources = "golden.csv")
  void aSeedKeepsItsImage(int width, int height, long seed, String hash) throws Exception {
    assertThat(hash(SyntheticScenes.sample(new ImageSize(width, height), random(seed))))
        .startsWith(hash);
  }

  @Test
  void everyFamilyOccursAndShowsObjects() {
    Map<String, Integer> scenes = new TreeMap<>();
    Map<String, Integer> withObjects = new TreeMap<>();
    for (long seed = 1; seed <= 300; seed++) {
      SyntheticImage image = SyntheticScenes.sample(new ImageSize(64, 64), random(seed));
      scenes.merge(image.family(), 1, Integer::sum);
      withObjects.merge(image.family(), image.labels().maxLabel() > 0 ? 1 : 0, Integer::sum);
    }
    assertThat(scenes)
        .containsOnlyKeys(
            "organs", "nuclei", "vessels", "organelles", "sections", "ring", "membranes", "worms");
    scenes.forEach(
        (family, count) -> assertThat(withObjects.get(family)).as(family).isGreaterThan(count / 2));
  }

  @Test
  void valuesAreGreyLevels() {
    for (long seed = 1; seed <= 30; seed++) {
      SyntheticImage image = SyntheticScenes.sample(new ImageSize(33, 71), random(seed));
      assertThat(image.labels().size()).isEqualTo(new ImageSize(33, 71));
      for (float value : image.plane().values()) {
        assertThat(value).isBetween(0f, 255f);
      }
    }
  }

  private static SplittableRandom random(long seed) {
    return new SplittableRandom(seed);
  }

  private static String hash(SyntheticImage image) throws NoSuchAlgorithmException {
    float[] values = image.plane().values();
    int[] labels = image.labels().toArray();
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (values.length + labels.length));
    for (float value : values) {
      bytes.putInt(Float.floatToRawIntBits(value));
    }
    for (int label : labels) {
      bytes.putInt(label);
    }
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
  }
}
