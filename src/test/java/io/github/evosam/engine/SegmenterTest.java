package io.github.evosam.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evosam.engine.everything.EverythingOptions;
import io.github.evosam.engine.everything.SegmentEverything;
import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ComputeDevice;
import io.github.evosam.engine.model.EngineException;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmenterTest {
  private static final ImageSize SIZE = new ImageSize(70, 50);

  @TempDir private static Path folder;
  private Segmenter segmenter;

  @BeforeEach
  void open() {
    Path model = TinyModel.write(folder, 3);
    segmenter = Segmenter.open(new BaseModels(folder), model.toString(), "cpu");
    segmenter.setImage(noise());
  }

  @AfterEach
  void close() {
    segmenter.close();
  }

  @Test
  void givesOneObjectPerPromptInTheirOrder() {
    List<Prompt> box = List.of(new BoxPrompt(5, 5, 30, 30));
    List<Prompt> point = List.of(new PointPrompt(40, 20, true));
    List<SegmentedObject> both = segmenter.segment(List.of(box, point));
    assertThat(both).hasSize(2);
    assertThat(both).allSatisfy(o -> assertThat(o.mask().size()).isEqualTo(SIZE));
    assertThat(both.get(0).mask()).isEqualTo(segmenter.segment(List.of(box)).get(0).mask());
    assertThat(both.get(1).mask()).isEqualTo(segmenter.segment(List.of(point)).get(0).mask());
  }

  @Test
  void everythingGivesObjectsThatDoNotOverlap() {
    EverythingOptions options = new EverythingOptions(6, 0, 0, 0.9, 4, 1);
    List<Double> progress = new ArrayList<>();
    List<SegmentedObject> objects =
        new SegmentEverything(segmenter.predictor(), options)
            .run(Optional.empty(), progress::add, () -> false);
    assertThat(objects).isNotEmpty();
    assertThat(progress).last().isEqualTo(1.0);
    BitSet taken = new BitSet();
    for (SegmentedObject object : objects) {
      assertThat(taken.intersects(object.mask().toBitSet())).isFalse();
      taken.or(object.mask().toBitSet());
    }
  }

  @Test
  void everythingStaysInsideTheRegion() {
    BitSet bits = new BitSet();
    for (int y = 10; y < 30; y++) {
      bits.set(y * 70 + 15, y * 70 + 45);
    }
    Mask region = Mask.of(SIZE, bits);
    EverythingOptions options = new EverythingOptions(5, 0, 0, 1, 0, 1);
    List<SegmentedObject> objects =
        new SegmentEverything(segmenter.predictor(), options)
            .run(Optional.of(region), share -> {}, () -> false);
    assertThat(objects).isNotEmpty();
    assertThat(objects)
        .allSatisfy(
            o -> assertThat(o.mask().intersectionPixels(region)).isEqualTo(o.mask().areaPixels()));
  }

  @Test
  void everythingStopsWhenCancelled() {
    List<SegmentedObject> objects =
        new SegmentEverything(segmenter.predictor(), new EverythingOptions(6, 0, 0, 1, 0, 1))
            .run(Optional.empty(), share -> {}, () -> true);
    assertThat(objects).isEmpty();
  }

  @Test
  void anUnknownModelIsNamedWithThoseInstalled() throws Exception {
    Path models = Files.createTempDirectory(folder, "models");
    Path installed = Files.createDirectory(models.resolve("mine"));
    TinyModel.write(installed, 1);
    assertThat(new BaseModels(models).names()).containsExactly(BaseModels.EMBEDDED, "mine");
    assertThatThrownBy(() -> Segmenter.open(new BaseModels(models), "yours", "cpu"))
        .hasMessageContaining("'yours'")
        .hasMessageContaining("mine");
    Segmenter.open(new BaseModels(models), "mine", "cpu").close();
  }

  @Test
  void anUnknownDeviceIsRefused() {
    assertThatThrownBy(() -> ComputeDevice.of("tpu"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'tpu'")
        .hasMessageContaining("auto");
    assertThatThrownBy(() -> ComputeDevice.of("gpu99"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("gpu99");
    assertThat(ComputeDevice.of("cpu")).hasToString("cpu");
  }

  private static Plane noise() {
    Random random = new Random(1);
    float[] values = new float[(int) (3 * SIZE.area())];
    for (int i = 0; i < values.length; i++) {
      values[i] = 255 * random.nextFloat();
    }
    return new Plane(SIZE, values);
  }
}
