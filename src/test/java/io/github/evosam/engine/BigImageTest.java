package io.github.evosam.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.everything.TaskSegmentation;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Plane;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.task.TaskPredictor;
import io.github.evosam.sam.task.WorkingScale;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found in an image that is never in memory as a whole is what is found in the whole. */
class BigImageTest {
  /** A little over what is worked on as a whole. */
  private static final PaintedSource BIG = new PaintedSource(new ImageSize(2300, 1900));

  private static final int TILE = 300;

  @TempDir private static Path folder;
  private Segmenter segmenter;

  @BeforeEach
  void open() {
    Path model = TinyModel.write(folder, 3);
    segmenter = Segmenter.open(new BaseModels(folder), model.toString(), "cpu");
    BIG.forgetReads();
  }

  @AfterEach
  void close() {
    segmenter.close();
  }

  @Test
  void objectsAcrossTilesAreThoseOfTheWhole() {
    assertThat(BIG.size().isBig()).isTrue();
    try (Segmenter embedded = Segmenter.open(new BaseModels(folder), BaseModels.EMBEDDED, "cpu")) {
      SamModel small = embedded.model().atInputSide(128);
      requireObjectsOfTheWhole(new TaskPredictor(small, small.noPrompt(), new WorkingScale(TILE)));
    }
  }

  private static void requireObjectsOfTheWhole(TaskPredictor predictor) {
    Plane plane = BIG.crop(0, 0, BIG.size());
    float[] logits = predictor.logits(plane, share -> {});
    List<Mask> whole =
        LabelMap.components(Mask.above(BIG.size(), logits, 0)).masks().values().stream()
            .filter(part -> part.areaPixels() >= 10)
            .toList();
    assertThat(whole).hasSizeGreaterThan(20);
    List<Integer> borders = new WorkingScale(TILE).offsets(BIG.size().width());
    assertThat(whole).filteredOn(part -> isCutBy(part, borders)).hasSizeGreaterThan(20);

    BIG.forgetReads();
    List<SegmentedObject> found =
        new TaskSegmentation(predictor, 10).objects(BIG, Optional.empty(), share -> {});
    assertThat(found).extracting(SegmentedObject::mask).isEqualTo(whole);
    assertThat(found)
        .allSatisfy(
            object ->
                assertThat(object.predictedIou())
                    .isCloseTo(
                        object.mask().toBitSet().stream()
                            .mapToDouble(i -> 1 / (1 + Math.exp(-logits[i])))
                            .average()
                            .orElseThrow(),
                        within(1e-9)));
    assertThat(BIG.largestRead()).isLessThanOrEqualTo((long) TILE * TILE);
  }

  private static boolean isCutBy(Mask part, List<Integer> columns) {
    BoxPrompt box = part.boundingBox().orElseThrow();
    return columns.stream().anyMatch(column -> box.x0() < column && column <= box.x1());
  }

  @Test
  void objectsOfASmallImageAreTheSameByEitherWay() {
    Plane plane = BIG.crop(700, 500, new ImageSize(410, 333));
    TaskSegmentation segmentation = new TaskSegmentation(predictor(100), 10);
    List<SegmentedObject> whole = segmentation.objects(plane, Optional.empty(), share -> {});
    List<SegmentedObject> rows = segmentation.inRows(plane, Optional.empty(), share -> {});
    assertThat(whole).hasSizeGreaterThan(3);
    assertThat(rows)
        .extracting(SegmentedObject::mask)
        .isEqualTo(whole.stream().map(SegmentedObject::mask).toList());
  }

  @Test
  void aRegionCutsObjects() {
    Plane plane = BIG.crop(700, 500, new ImageSize(410, 333));
    float[] ramp = new float[410 * 333];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i % 410 - i / 410;
    }
    Optional<Mask> region = Optional.of(Mask.above(plane.size(), ramp, 40));
    TaskSegmentation segmentation = new TaskSegmentation(predictor(100), 10);
    List<Mask> whole =
        segmentation.objects(plane, region, share -> {}).stream()
            .map(SegmentedObject::mask)
            .toList();
    assertThat(whole).isNotEmpty();
    assertThat(segmentation.inRows(plane, region, share -> {}))
        .extracting(SegmentedObject::mask)
        .isEqualTo(whole);
  }

  @Test
  void theWholeImageAtOneGlanceIsReadInStrips() {
    segmenter.setImage(BIG);
    List<SegmentedObject> found = segmenter.segmentTask();
    assertThat(BIG.largestRead()).isLessThanOrEqualTo(1 << 20);
    Plane plane = BIG.crop(0, 0, BIG.size());
    segmenter.setImage(plane);
    assertThat(segmenter.segmentTask()).isEqualTo(found);
  }

  @Test
  void cancellingEndsItBetweenTiles() {
    TaskSegmentation segmentation = new TaskSegmentation(predictor(TILE), 10);
    List<Double> shares = new ArrayList<>();
    segmentation.objects(BIG, Optional.empty(), shares::add);
    assertThat(shares).isSorted().startsWith(0.0).endsWith(1.0).hasSizeGreaterThan(50);

    segmenter.setImage(BIG);
    assertThatThrownBy(() -> segmenter.segmentTask(Optional.empty(), share -> {}, () -> true))
        .isInstanceOf(CancellationException.class);
  }

  private TaskPredictor predictor(int tile) {
    return new TaskPredictor(
        segmenter.model(), segmenter.model().noPrompt(), new WorkingScale(tile));
  }
}
