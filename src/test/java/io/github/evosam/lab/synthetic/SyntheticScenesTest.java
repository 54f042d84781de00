package io.github.evosam.lab.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelledPlane;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SyntheticScenesTest {

  @Test
  void aSeedKeepsItsImage() {
    ImageSize size = new ImageSize(96, 64);
    for (long seed = 1; seed <= 20; seed++) {
      LabelledPlane first = SyntheticScenes.sample(size, new SplittableRandom(seed));
      LabelledPlane again = SyntheticScenes.sample(size, new SplittableRandom(seed));
      assertThat(again.plane().values()).isEqualTo(first.plane().values());
      assertThat(again.labels().toArray()).isEqualTo(first.labels().toArray());
    }
  }

  @Test
  void everyFamilyShowsObjectsMostly() {
    SyntheticScenes.FAMILIES.forEach(
        family -> {
          int shown = 0;
          for (long seed = 1; seed <= 40; seed++) {
            LabelledPlane image = family.paint(new ImageSize(64, 64), new SplittableRandom(seed));
            shown += image.labels().maxLabel() > 0 ? 1 : 0;
          }
          assertThat(shown).as(family.name()).isGreaterThan(20);
        });
  }

  @Test
  void theSharesAreAll() {
    assertThat(SyntheticScenes.FAMILIES.stream().mapToDouble(SyntheticScenes.Family::share).sum())
        .isEqualTo(1, Offset.offset(1e-9));
  }

  @Test
  void valuesAreGreyLevels() {
    for (long seed = 1; seed <= 30; seed++) {
      LabelledPlane image =
          SyntheticScenes.sample(new ImageSize(33, 71), new SplittableRandom(seed));
      assertThat(image.labels().size()).isEqualTo(new ImageSize(33, 71));
      for (float value : image.plane().values()) {
        assertThat(value).isBetween(0f, 255f);
      }
    }
  }
}
