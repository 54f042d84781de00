package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import io.github.evosam.nn.Resizing;
import io.github.evosam.nn.Scaling;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;

/**
 * Sharpens the logits of a task pixel by pixel: a small perceptron looks at fixed local features of
 * the input, at what the mask decoder's last layer knows, and at the logit itself, and says what is
 * to be added to it. The decoder understands what an object is, but answers at a quarter of the
 * input's resolution and has never learned what separates this task's pixels; texture and thin
 * lines do that, as in pixel classifiers (Arganda-Carreras et al. 2017; Arzt et al. 2022).
 *
 * <p>Legend: B images, S × S input, F features, H hidden units, C' channels of the decoder's last
 * layer.
 *
 * @param hidden weights of the hidden units, {@code [H, F]}
 * @param bias of the hidden units, {@code [H]}
 * @param output weight of each hidden unit in the answer, {@code [1, H]}; zeros leave the logits as
 *     they are
 */
public record PixelHead(NDArray hidden, NDArray bias, NDArray output) {
  private static final String LAST_LAYER = "mask_decoder.output_upscaling.3.weight";

  /** Brings logits to the size of the other inputs. */
  private static final double LOGIT_SCALE = 0.2;

  /** Number F of features that a head sees with a model. */
  public static int inputs(StateDict weights) {
    return PixelFeatures.COUNT + (int) weights.shape(LAST_LAYER).get(1) + 1;
  }

  /**
   * Sharpens logits.
   *
   * @param logits {@code [B, 1, S/4, S/4]}
   * @param upscaled the decoder's last layer, {@code [B, C', S/4, S/4]}
   * @param input of the model, {@code [B, 3, S, S]}
   * @return logits {@code [B, 1, S/2, S/2]}
   */
  NDArray sharpen(NDArray logits, NDArray upscaled, NDArray input) {
    Pixels pixels = Pixels.of(logits, upscaled, input);
    NDArray large = pixels.logits();
    return large.add(correction(pixels.features()).reshape(large.getShape()));
  }

  /**
   * What is to be added to the logits of pixels.
   *
   * @param features of the pixels, {@code [B, F, P]}
   * @return {@code [B, 1, P]}
   */
  public NDArray correction(NDArray features) {
    NDArray units = Activation.gelu(hidden.matMul(features).add(bias.reshape(1, -1, 1)));
    return output.matMul(units);
  }

  /**
   * What a head sees.
   *
   * @param features of all pixels, {@code [B, F, P]}, P = S/2 · S/2
   * @param logits that are to be sharpened, {@code [B, 1, S/2, S/2]}
   */
  public record Pixels(NDArray features, NDArray logits) {
    static Pixels of(NDArray logits, NDArray upscaled, NDArray input) {
      long side = input.getShape().get(2) / PixelFeatures.STRIDE;
      NDArray local = Scope.keep(() -> PixelFeatures.of(input));
      NDArray large = Resizing.bilinear(logits, side, side);
      NDArray scaled = Scaling.times(large, LOGIT_SCALE);
      NDArray all =
          NDArrays.concat(new NDList(local, Resizing.bilinear(upscaled, side, side), scaled), 1);
      return new Pixels(all.reshape(all.getShape().get(0), all.getShape().get(1), -1), large);
    }
  }
}
