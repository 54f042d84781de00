package io.github.evosam.lab.pretraining;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Plane;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImageSetsTest {
  private static final ImageSize SIZE = new ImageSize(100, 60);

  /** Two squares of 20 pixels a side that touch, red where the labels are. */
  private static LabelledPlane squares(int first, int second) {
    int[] labels = new int[6000];
    float[] values = new float[3 * labels.length];
    for (int i = 0; i < labels.length; i++) {
      int x = i % 100;
      boolean inside = i / 100 >= 20 && i / 100 < 40 && x >= 30 && x < 70;
      labels[i] = inside ? (x < 50 ? first : second) : 0;
      values[i] = inside ? 200 : 20;
      values[labels.length + i] = 20;
      values[2 * labels.length + i] = 20;
    }
    return new LabelledPlane(new Plane(SIZE, values), LabelMap.of(SIZE, labels));
  }

  private static ImageSets sets() {
    ImageSets sets = new ImageSets(0);
    sets.add(Stream.of(squares(1, 2), squares(0, 0)));
    return sets;
  }

  @Test
  void imagesWithoutObjectsAreLeftOut() {
    ImageSets sets = sets();
    sets.add(Stream.of(squares(0, 0)));
    assertThat(sets.images()).isEqualTo(1);
    assertThat(sets.size()).isEqualTo(1);
  }

  @Test
  void everyDrawShowsAnObjectAtTheWantedSide() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      LabelledPlane drawn = sets().draw(64, random);
      assertThat(drawn.plane().size().longestSide()).isEqualTo(64);
      assertThat(drawn.labels().masks().values())
          .anySatisfy(mask -> assertThat(mask.areaPixels()).isGreaterThanOrEqualTo(24));
    }
  }

  @Test
  void theSameSeedDrawsTheSame() {
    LabelledPlane one = sets().draw(64, new SplittableRandom(5));
    LabelledPlane other = sets().draw(64, new SplittableRandom(5));
    assertThat(one.plane().values()).isEqualTo(other.plane().values());
    assertThat(one.labels().toArray()).isEqualTo(other.labels().toArray());
  }

  @Test
  void aStoredImageIsWhatItWas() {
    StoredImage stored = new StoredImage(squares(7, 9), 24);
    LabelledPlane window = stored.window(45, 15, new ImageSize(10, 20));
    assertThat(window.plane().values())
        .isEqualTo(squares(1, 2).plane().crop(45, 15, new ImageSize(10, 20)).values());
    assertThat(window.labels().at(0, 10)).isEqualTo(1);
    assertThat(window.labels().at(9, 10)).isEqualTo(2);
    assertThat(stored.areas()).containsExactly(400, 400);
  }

  @Test
  void aBinaryMaskCountsByItsParts() {
    assertThat(new StoredImage(squares(1, 1), 24).areas()).containsExactly(800);
  }
}
