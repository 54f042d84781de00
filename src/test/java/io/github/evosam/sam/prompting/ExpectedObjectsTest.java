package io.github.evosam.sam.prompting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.ModelTransform;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;
import io.github.evosam.sam.network.Preprocessing;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ExpectedObjectsTest {
  private static final int SIDE = 64; // of the input, hence 16 of the logits
  private static final ImageSize SIZE = new ImageSize(32, 16);

  private final AtomicInteger asked = new AtomicInteger();
  private final ExpectedObjects columns = new ExpectedObjects(this::columnNumbers);

  /** Logits that are the number of their column. */
  private float[] columnNumbers(PixelSource image) {
    asked.incrementAndGet();
    float[] logits = new float[(int) image.size().area()];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = i % image.size().width();
    }
    return logits;
  }

  private static Plane image() {
    return new Plane(SIZE, new float[(int) (Plane.CHANNELS * SIZE.area())]);
  }

  @Test
  void aViewOfTheWholeShowsTheMeanOfPixelsAndNothingBeyondTheImage() {
    float[] start = columns.of(image()).in(View.whole(new ModelTransform(SIZE, SIDE)));
    assertThat(start).hasSize(256);
    assertThat(start[0]).isEqualTo(0.5f);
    assertThat(start[7 * 16 + 15]).isEqualTo(30.5f);
    assertThat(start[8 * 16]).as("below the image").isZero();
  }

  @Test
  void aViewOfAPartBeginsAtThatPart() {
    ModelInput input = new ModelInput(SIDE, Preprocessing.SAM);
    View part = View.around(SIZE, 24, 8, 16, input);
    float[] start = columns.of(image()).in(part);
    assertThat(start[0]).isEqualTo(16);
    assertThat(start[15]).isEqualTo(31);
    View quarter = View.around(SIZE, 24, 8, 4, input);
    assertThat(columns.of(image()).in(quarter)[0]).as("each pixel several times").isEqualTo(22);
  }

  @Test
  void anImageIsAskedAboutOnce() {
    Plane image = image();
    assertThat(columns.of(image)).isSameAs(columns.of(image));
    assertThat(asked).hasValue(1);
    columns.of(image());
    assertThat(asked).hasValue(2);
  }
}
