package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.Projection;
import io.github.evosam.nn.StateDict;

/**
 * Tells each pixel how much it looks like what the prompts show: attention from pixels to the mean
 * features inside the box, under the clicks on the object, under those beside it, and in the
 * earlier mask. So a click is known in all of a large object at once, however far convolutions
 * reach.
 *
 * <p>Legend: B images, N prompts, H heads of d channels, h × w pixels.
 *
 * @param keys from features to {@code H · d} channels, whose cosine is the similarity
 * @param output from {@code H ·} {@value PromptMaps#SHOWN} similarities to features
 */
record PromptSimilarity(Projection keys, Projection output) {
  private static final float EPSILON = 1e-6f;

  /** The similarity whose maps are {@code name.keys} and {@code name.output}. */
  static PromptSimilarity of(StateDict weights, String name) {
    return new PromptSimilarity(
        Projection.of(weights, name + ".keys"), Projection.of(weights, name + ".output"));
  }

  /**
   * What the similarities add to the features.
   *
   * @param image features {@code [B, C, h, w]}
   * @param maps of the prompts at this resolution, {@code [N, 8, h, w]}, equally many of each
   *     image, image by image
   * @return {@code [N, C, h, w]}
   */
  NDArray of(NDArray image, NDArray maps) {
    Shape s = image.getShape();
    long images = s.get(0);
    long pixels = s.get(2) * s.get(3);
    long perImage = maps.getShape().get(0) / images;
    NDArray k = keys.forward(image.transpose(0, 2, 3, 1).reshape(images, pixels, s.get(1)));
    long heads = output.weight().get().getShape().get(1) / PromptMaps.SHOWN;
    // [B, h·w, H, d] -> [B, H, h·w, d]
    NDArray looks = unit(k.reshape(images, pixels, heads, -1)).transpose(0, 2, 1, 3);
    NDArray shown = PromptMaps.shown(maps).reshape(images, 1, perImage * PromptMaps.SHOWN, pixels);
    NDArray queries = shown.matMul(looks).div(shown.sum(new int[] {3}, true).add(EPSILON));
    NDArray alike = looks.matMul(queries.transpose(0, 1, 3, 2)); // [B, H, h·w, N/B·4]
    NDArray each =
        alike
            .reshape(images, heads, pixels, perImage, PromptMaps.SHOWN)
            .transpose(0, 3, 2, 1, 4)
            .reshape(images * perImage, pixels, heads * PromptMaps.SHOWN);
    return output
        .forward(each)
        .reshape(images * perImage, s.get(2), s.get(3), s.get(1))
        .transpose(0, 3, 1, 2);
  }

  private static NDArray unit(NDArray x) {
    return x.div(x.square().sum(new int[] {3}, true).add(EPSILON).sqrt());
  }
}
