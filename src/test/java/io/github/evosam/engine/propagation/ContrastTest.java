package io.github.evosam.engine.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ContrastTest {
  private static final ImageSize SIZE = new ImageSize(300, 200);

  @Test
  void aShareOfTheContrastIsLeft() {
    Contrast contrast = Contrast.of(painted(200), square());
    assertThat(contrast.share(painted(200), square())).isCloseTo(1, within(1e-9));
    assertThat(contrast.share(painted(120), square())).isCloseTo(0.5, within(1e-9));
    assertThat(contrast.share(painted(40), square())).isCloseTo(0, within(1e-9));
  }

  @Test
  void anImageThatIsReadInPartsIsReadAboutTheObjectOnly() {
    Plane noise = noise();
    AtomicLong read = new AtomicLong();
    PixelSource parts =
        new PixelSource() {
          @Override
          public ImageSize size() {
            return SIZE;
          }

          @Override
          public Plane crop(int x, int y, ImageSize region) {
            read.addAndGet(region.area());
            return noise.crop(x, y, region);
          }
        };
    double whole = Contrast.of(noise, square()).share(painted(150), square());
    assertThat(Contrast.of(parts, square()).share(painted(150), square()))
        .isCloseTo(whole, within(1e-9));
    assertThat(read.get()).isLessThan(SIZE.area() / 4);
  }

  private static Mask square() {
    BitSet bits = new BitSet();
    for (int y = 80; y < 120; y++) {
      bits.set(y * SIZE.width() + 100, y * SIZE.width() + 140);
    }
    return Mask.of(SIZE, bits);
  }

  private static Plane painted(float object) {
    float[] values = new float[Math.toIntExact(Plane.CHANNELS * SIZE.area())];
    BitSet bright = square().toBitSet();
    for (int i = 0; i < values.length; i++) {
      values[i] = bright.get(i % Math.toIntExact(SIZE.area())) ? object : 40;
    }
    return new Plane(SIZE, values);
  }

  private static Plane noise() {
    SplittableRandom random = new SplittableRandom(1);
    Plane plane = painted(200);
    for (int i = 0; i < plane.values().length; i++) {
      plane.values()[i] += (float) (20 * random.nextDouble());
    }
    return plane;
  }
}
