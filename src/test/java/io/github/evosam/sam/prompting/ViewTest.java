package io.github.evosam.sam.prompting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;
import io.github.evosam.sam.network.Preprocessing;
import java.util.BitSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Parts of an image, and masks between them. */
class ViewTest {
  private static final ImageSize IMAGE = new ImageSize(300, 200);
  private static final ModelInput INPUT = new ModelInput(128, Preprocessing.SAM);

  @Test
  void liesInsideTheImage() {
    View corner = View.around(IMAGE, 5, 199, 64, INPUT);
    assertThat(corner.x()).isZero();
    assertThat(corner.y()).isEqualTo(136);
    assertThat(corner.region()).isEqualTo(new ImageSize(64, 64));
    View wide = View.around(IMAGE, 150, 20, 250, INPUT);
    assertThat(wide.region()).isEqualTo(new ImageSize(250, 200));
    assertThat(wide.isWhole()).isFalse();
    assertThat(View.around(IMAGE, 7, 7, 300, INPUT).isWhole()).isTrue();
  }

  @Test
  void masksComeBackToTheirPlace() {
    View view = View.around(IMAGE, 100, 100, 64, INPUT);
    Mask mask = square(IMAGE, 90, 95, 20);
    Mask part = view.cut(mask);
    assertThat(part.size()).isEqualTo(view.region());
    assertThat(part.contains(90 - 68, 95 - 68)).isTrue();
    assertThat(view.place(part)).isEqualTo(mask);
  }

  @Test
  void cutsTheImage() {
    float[] values = new float[3 * 300 * 200];
    values[100 * 300 + 99] = 7;
    View view = View.around(IMAGE, 100, 100, 64, INPUT);
    PixelSource cut = view.cut(new Plane(IMAGE, values));
    assertThat(cut.size()).isEqualTo(view.region());
    Plane part = cut.crop(0, 0, cut.size());
    assertThat(part.at(0, 99 - 68, 100 - 68)).isEqualTo(7);
  }

  @Test
  void logitsAndPixelsAreEachOthersInverse() {
    View view = View.around(IMAGE, 100, 100, 64, INPUT);
    // 32 logits over 64 pixels: the first covers pixels 68 and 69
    assertThat(view.imageX(0)).isEqualTo(68.5);
    assertThat(view.lowX(view.imageX(11.25))).isCloseTo(11.25, Offset.offset(1e-9));
    assertThat(view.lowY(view.imageY(3))).isCloseTo(3, Offset.offset(1e-9));
  }

  @Test
  void maskIsTheSameSeenFromElsewhere() {
    View near = View.around(IMAGE, 100, 100, 64, INPUT);
    View far = View.around(IMAGE, 100, 100, 300, INPUT);
    Mask mask = square(IMAGE, 85, 90, 30);
    float[] logits = MaskLogits.of(near.cut(mask), near.transform(), near.lowSide());
    LowResMask lowRes = new LowResMask(near, logits);
    assertThat(lowRes.in(near)).isSameAs(logits);
    Mask seen = new Candidate(new LowResMask(far, lowRes.in(far)), 1).mask();
    double both = mask.intersectionPixels(seen);
    assertThat(2 * both / (mask.areaPixels() + seen.areaPixels())).isGreaterThan(0.8);
    // beyond what the near view showed there is background
    assertThat(seen.cutTo(near.place(square(near.region(), 0, 0, 64)))).isEqualTo(seen);
  }

  @Test
  void refusesMasksOfAnotherImageOrSize() {
    View view = View.around(IMAGE, 100, 100, 64, INPUT);
    View other = View.around(new ImageSize(9, 9), 1, 1, 9, INPUT);
    LowResMask mask = new LowResMask(view, new float[32 * 32]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mask.in(other))
        .withMessageContaining("of 300 x 200 pixels cannot be refined on one of 9 x 9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LowResMask(view, new float[17]))
        .withMessageContaining("32 x 32 values, but 17 came");
  }

  private static Mask square(ImageSize size, int x, int y, int side) {
    BitSet bits = new BitSet();
    for (int row = Math.max(0, y); row < Math.min(size.height(), y + side); row++) {
      int start = row * size.width();
      bits.set(start + Math.max(0, x), start + Math.min(size.width(), x + side));
    }
    return Mask.of(size, bits);
  }
}
