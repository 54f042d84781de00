package io.github.evosam.matcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.ModelTransform;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescriptorTest {
  private static final ImageSize TWO = new ImageSize(2, 2);

  @Test
  void meansComeBeforeDeviationsMapByMap() {
    FeatureMap two = new FeatureMap(new float[] {1, 3, 1, 3, 5, 5, 5, 5}, 2, TWO, TWO);
    FeatureMap one = new FeatureMap(new float[] {-4}, 1, new ImageSize(1, 1), new ImageSize(1, 1));

    assertThat(Descriptor.ofMaps(List.of(two, one)).toArray()).containsExactly(2, 5, 1, 0, -4, 0);
  }

  @Test
  void paddingDoesNotCount() {
    ImageSize grid = new ImageSize(3, 2);
    ImageSize valid = new ImageSize(2, 1);
    FeatureMap padded = new FeatureMap(new float[] {1, 3, 99, 99, 99, 99}, 1, grid, valid);

    assertThat(Descriptor.ofMaps(List.of(padded)).toArray()).containsExactly(2, 1);
  }

  @Test
  void validPartFollowsTheImageInTheModelInput() {
    ImageSize grid = new ImageSize(64, 64);

    assertThat(FeatureMap.validPart(grid, new ModelTransform(new ImageSize(200, 100), 512)))
        .isEqualTo(new ImageSize(64, 32));
    assertThat(FeatureMap.validPart(grid, new ModelTransform(new ImageSize(1, 3000), 512)))
        .isEqualTo(new ImageSize(1, 64));
  }

  @Test
  void deviationOfALargeConstantIsZero() {
    FeatureMap map = new FeatureMap(new float[] {1e8f, 1e8f, 1e8f, 1e8f}, 1, TWO, TWO);

    assertThat(Descriptor.ofMaps(List.of(map)).toArray()).containsExactly(1e8f, 0);
  }

  @Test
  void valuesThatAreNotFiniteAreRefused() {
    FeatureMap map = new FeatureMap(new float[] {1, Float.NaN, 1, 1}, 1, TWO, TWO);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Descriptor.ofMaps(List.of(map)))
        .withMessageContaining("NaN");
    assertThatIllegalArgumentException().isThrownBy(Descriptor::of);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Descriptor.of(1, Double.POSITIVE_INFINITY))
        .withMessageContaining("Number 1");
  }

  @Test
  void mapsThatDoNotFitTheirSizeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FeatureMap(new float[7], 2, TWO, TWO))
        .withMessageContaining("2 channels on 2 x 2 cells cannot have 7 values");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FeatureMap(new float[8], 2, TWO, new ImageSize(2, 3)))
        .withMessageContaining("2 x 3");
  }

  @Test
  void descriptorIsNotChangedThroughItsArrays() {
    double[] values = {1, 2};
    Descriptor descriptor = Descriptor.of(values);
    values[0] = 7;
    descriptor.toArray()[1] = 7;

    assertThat(descriptor).isEqualTo(Descriptor.of(1, 2)).hasSameHashCodeAs(Descriptor.of(1, 2));
  }
}
