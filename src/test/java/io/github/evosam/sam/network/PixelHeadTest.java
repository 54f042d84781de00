package io.github.evosam.sam.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.Resizing;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the head adds to logits. */
class PixelHeadTest {
  private static final int SIDE = 64;
  private static final int CHANNELS = 5;
  private static final int INPUTS = PixelFeatures.COUNT + CHANNELS + 1;
  private static final int UNITS = 7;

  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray logits = random(2, 1, SIDE / 4, SIDE / 4);
  private final NDArray upscaled = random(2, CHANNELS, SIDE / 4, SIDE / 4);
  private final NDArray input = random(2, 3, SIDE, SIDE);

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray random(long... shape) {
    return manager.randomUniform(-1, 1, new Shape(shape));
  }

  private PixelHead head(NDArray output) {
    return new PixelHead(random(UNITS, INPUTS), random(UNITS), output);
  }

  @Test
  void aHeadThatHasLearnedNothingOnlyEnlargesTheLogits() {
    NDArray answer = head(manager.zeros(new Shape(1, UNITS))).sharpen(logits, upscaled, input);
    assertThat(answer.getShape()).isEqualTo(new Shape(2, 1, SIDE / 2, SIDE / 2));
    assertThat(answer.contentEquals(Resizing.bilinear(logits, SIDE / 2, SIDE / 2))).isTrue();
  }

  @Test
  void eachPixelIsJudgedByItsOwnSurroundings() {
    PixelHead head = head(random(1, UNITS));
    NDArray before = head.sharpen(logits, upscaled, input);
    NDArray other = input.duplicate();
    other.set(new NDIndex("0, :, 0:2, 0:2"), 9);
    NDArray change = head.sharpen(logits, upscaled, other).sub(before).abs();
    assertThat(change.getFloat(0, 0, 0, 0)).isPositive();
    assertThat(change.get("1").max().getFloat()).as("the other image").isZero();
  }

  @Test
  void theNumberOfInputsIsWhatAModelGives() {
    try (var model = GoldenModel.MOBILE_SAM.open(manager)) {
      NDArray dense = model.weights().get("prompt_encoder.no_mask_embed.weight").flatten();
      NDArray hidden = random(UNITS, PixelHead.inputs(model.weights()));
      PixelHead head = new PixelHead(hidden, random(UNITS), random(1, UNITS));
      TaskPrompt task = new TaskPrompt(model.noPrompt().sparse(), dense, Optional.of(head));
      int side = model.config().inputSide();
      NDArray pixels = random(1, 3, side, side);
      NDArray answer = model.predictTask(model.imageEncoder().encode(pixels), pixels, task).get(0);
      assertThat(answer.getShape()).isEqualTo(new Shape(1, 1, side / 2, side / 2));
    }
  }
}
