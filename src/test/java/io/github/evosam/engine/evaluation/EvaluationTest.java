package io.github.evosam.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Plane;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {
  private static final ImageSize SIZE = new ImageSize(60, 60);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"box", "point", "clicks:4"})
  void judgesConnectedPartsOfABinaryMask(String prompts) {
    List<Evaluation.ObjectResult> results = evaluate(prompts, binary(), 10);
    assertThat(results).hasSize(2); // the third part is smaller than 32 pixels
    assertThat(results)
        .allSatisfy(
            r -> {
              assertThat(r.metrics().dice()).isBetween(0.0, 1.0);
              assertThat(r.metrics().iou()).isLessThanOrEqualTo(r.metrics().dice());
              assertThat(r.clicksTo90()).isBetween(1, 4);
            });
  }

  @Test
  void judgesNoMoreThanTheLargestObjects() {
    assertThat(evaluate("box", binary(), 1)).hasSize(1);
  }

  @Test
  void instanceLabelsCountOneByOne() {
    int[] labels = new int[3600];
    for (int i = 0; i < 3600; i++) {
      labels[i] = i % 60 < 20 ? 1 : i % 60 < 40 ? 2 : 3; // touching stripes
    }
    assertThat(evaluate("box", LabelMap.of(SIZE, labels), 10)).hasSize(3);
  }

  @Test
  void promptsAreReadOrRefused() {
    assertThat(EvaluationPrompts.parse("clicks:20").clicks()).isEqualTo(20);
    assertThatThrownBy(() -> EvaluationPrompts.parse("clicks:0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("clicks:N");
  }

  private List<Evaluation.ObjectResult> evaluate(String prompts, LabelMap truth, int maxObjects) {
    Path model = TinyModel.write(folder, 3);
    try (Segmenter segmenter = Segmenter.open(new BaseModels(folder), model.toString(), "cpu")) {
      Evaluation evaluation =
          new Evaluation(segmenter.predictor(), EvaluationPrompts.parse(prompts), maxObjects, 2);
      segmenter.setImage(new Plane(SIZE, new float[3 * 3600]));
      return evaluation.currentImage(truth);
    }
  }

  private static LabelMap binary() {
    int[] labels = new int[3600];
    for (int i = 0; i < 3600; i++) {
      int x = i % 60;
      int y = i / 60;
      boolean first = x > 5 && x < 25 && y > 5 && y < 25;
      boolean second = x > 35 && x < 50 && y > 30 && y < 55;
      boolean speck = x > 55 && y > 55;
      labels[i] = first || second || speck ? 255 : 0;
    }
    return LabelMap.of(SIZE, labels);
  }
}
