package io.github.evosam.engine.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Plane;
import io.github.evosam.library.TaughtScale;
import io.github.evosam.sam.network.TaskPrompt;
import io.github.evosam.sam.task.TaskPredictor;
import io.github.evosam.sam.task.WorkingScale;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskScaleTest {
  private static final ImageSize SIZE = new ImageSize(400, 300);

  @ParameterizedTest
  @CsvSource({"2, 2", "4, 4", "6, 6", "20, 20"})
  void theThicknessOfAStripeIsItsWidth(int width, double thickness) {
    assertThat(ObjectThickness.of(stripes(width).labels()))
        .isCloseTo(thickness, within(0.1 + 0.03 * width));
  }

  @Test
  void touchingObjectsAreMeasuredOneByOne() {
    int[] labels = new int[400 * 300];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 400 / 10 + 1;
    }
    assertThat(ObjectThickness.of(LabelMap.of(SIZE, labels))).isCloseTo(10, within(0.5));
  }

  @ParameterizedTest
  @CsvSource({
    "20, 400, 0",
    "13, 400, 0",
    "10, 400, 250",
    "4, 400, 200",
    "1, 400, 200",
    "4, 800, 200",
    "9, 800, 0",
    "4, 200, 100",
    "1, 200, 100"
  })
  void thinObjectsAreMagnifiedButNotBeyondReason(int width, int inputSide, int tile) {
    TaskScale scale = TaskScale.choose(List.of(stripes(width)), inputSide);
    assertThat((double) scale.tileSidePixels()).isCloseTo(tile, within(4.0));
  }

  @Test
  void whatIsSeenWholeIsJudgedInTrainingAsInUse(@TempDir Path folder) {
    String model = TinyModel.write(folder, 3).toString();
    List<LabelledPlane> images = List.of(stripes(20));
    int side = TinyModel.INPUT_SIDE;
    try (Segmenter segmenter = Segmenter.open(new BaseModels(folder), model, "cpu")) {
      TaskPrompt task = segmenter.model().noPrompt();
      TaskPredictor whole = TaskScale.whole(side).judge(segmenter.model(), task, images);
      assertThat(whole).isEqualTo(new TaskPredictor(whole.model(), task, WorkingScale.whole(400)));
      TaskPredictor tiles = new TaskScale(100, side, 400).judge(segmenter.model(), task, images);
      assertThat(tiles)
          .isEqualTo(new TaskPredictor(tiles.model(), task, new WorkingScale(100), false));
    }
  }

  @Test
  void thinObjectsInOneImageOfTenDoNotDecide() {
    List<LabelledPlane> thick = java.util.Collections.nCopies(9, stripes(20));
    List<LabelledPlane> images = new java.util.ArrayList<>(thick);
    images.add(stripes(4));
    assertThat(TaskScale.choose(images, 400).tileSidePixels()).isZero();
    images.set(0, stripes(4));
    assertThat(TaskScale.choose(images, 400).tileSidePixels()).isEqualTo(200);
  }

  @Test
  void wholeImagesAndTilesBothReadBackFromTheLibrary() {
    for (TaskScale scale : List.of(TaskScale.whole(256), new TaskScale(160, 512, 400))) {
      assertThat(TaskScale.of(scale.stored())).isEqualTo(scale);
    }
    assertThat(TaskScale.whole(256).forImage(SIZE)).isEqualTo(WorkingScale.whole(400));
    assertThat(new TaskScale(160, 512, 0).forImage(SIZE)).isEqualTo(new WorkingScale(160));
    var magnified = new TaughtScale(2, 512, 512, 0);
    assertThat(TaskScale.of(magnified).tileSidePixels()).isEqualTo(256);
  }

  @Test
  void aScanOfManyUsualImagesIsCutIntoTilesOfTheirSize() {
    ImageSize scan = new ImageSize(3000, 2000);
    TaskScale scale = TaskScale.choose(List.of(stripes(20)), 400);
    assertThat(scale).isEqualTo(new TaskScale(0, 400, 400));
    assertThat(scale.forImage(scan)).isEqualTo(WorkingScale.whole(400));
    assertThat(TaskScale.of(scale.stored()).forImage(scan)).isEqualTo(WorkingScale.whole(400));
    // what is not big, or not much larger than usual, is seen as a whole
    assertThat(scale.forImage(new ImageSize(2048, 2048))).isEqualTo(WorkingScale.whole(2048));
    assertThat(new TaskScale(0, 400, 1500).forImage(scan)).isEqualTo(WorkingScale.whole(3000));
    assertThat(TaskScale.whole(400).forImage(scan)).isEqualTo(WorkingScale.whole(3000));
  }

  /** Vertical stripes over the whole height, a background of 30 pixels between them. */
  private static LabelledPlane stripes(int width) {
    int[] labels = new int[400 * 300];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 400 % (width + 30) < width ? 1 : 0;
    }
    return new LabelledPlane(
        new Plane(SIZE, new float[3 * labels.length]), LabelMap.of(SIZE, labels));
  }
}
