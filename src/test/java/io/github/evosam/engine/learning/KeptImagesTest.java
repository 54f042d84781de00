package io.github.evosam.engine.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.engine.expert.TaskScale;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Plane;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of large images, which hold one object near a corner. */
class KeptImagesTest {
  private static final ImageSize LARGE = new ImageSize(2000, 1000);

  private static LabelledPlane image() {
    int[] labels = new int[Math.toIntExact(LARGE.area())];
    for (int i = 0; i < 100; i++) {
      labels[(960 + i / 10) * LARGE.width() + 1950 + i % 10] = 1;
    }
    float[] values = new float[Plane.CHANNELS * labels.length];
    return new LabelledPlane(new Plane(LARGE, values), LabelMap.of(LARGE, labels));
  }

  private static LabelledPlane kept(TaskScale scale) {
    return KeptImages.choose(List.of(image()), scale).get(0);
  }

  @Test
  void ofTilesThePartWithObjectsIsKeptAsItIs() {
    LabelledPlane part = kept(new TaskScale(200, 256, 2000));
    assertThat(part.plane().size()).isEqualTo(new ImageSize(768, 768));
    assertThat(part.labels().foreground().areaPixels()).isEqualTo(100);
  }

  @Test
  void aWholeImageIsScaledDown() {
    LabelledPlane small = kept(TaskScale.whole(256));
    assertThat(small.plane().size()).isEqualTo(new ImageSize(768, 384));
    assertThat(small.labels().foreground().areaPixels()).isBetween(10, 20);
  }
}
