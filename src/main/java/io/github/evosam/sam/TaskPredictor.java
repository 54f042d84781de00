package io.github.evosam.sam;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.ModelTransform;
import io.github.evosam.geometry.Plane;
import io.github.evosam.nn.Scope;

/**
 * Finds all objects of a learned task in an image, without a prompt: tile by tile, the logits of
 * overlapping tiles blended, so that no seam shows. Not safe for use by several threads at once.
 *
 * @param model with the task's expert in place
 * @param task the expert's prompt
 * @param scale at which the task was learned
 */
public record TaskPredictor(SamModel model, TaskPrompt task, WorkingScale scale) {

  /** The pixels that belong to the task's objects. */
  public Mask predict(Plane plane) {
    return Mask.above(plane.size(), logits(plane), Candidate.THRESHOLD);
  }

  /** The logits at the image's size, row-major {@code [H, W]}. */
  public float[] logits(Plane plane) {
    ImageSize size = plane.size();
    float[] sums = new float[Math.toIntExact(size.area())];
    float[] weights = new float[sums.length];
    for (int y : scale.offsets(size.height())) {
      for (int x : scale.offsets(size.width())) {
        blend(tile(plane.crop(x, y, scale.tile())), x, y, size, sums, weights);
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= weights[i];
    }
    return sums;
  }

  /** The logits of one tile at its size in the image. */
  private float[] tile(Plane tile) {
    int side = model.config().inputSide();
    ModelInput input = new ModelInput(side, model.config().preprocessing());
    ModelTransform transform = input.transform(tile.size());
    float[] low =
        Scope.value(
            () -> {
              NDArray pixels =
                  model
                      .weights()
                      .manager()
                      .create(input.values(tile), new Shape(1, Plane.CHANNELS, side, side));
              ImageFeatures image = model.imageEncoder().encode(pixels);
              return model.predictTask(image, task).get(0).get(":, 0").toFloatArray();
            });
    return new MaskPostprocessing(transform, View.whole(transform).lowSide()).logits(low);
  }

  /** Adds a tile's logits, weighted by the distance from the tile's border. */
  private void blend(float[] tile, int x, int y, ImageSize image, float[] sums, float[] weights) {
    int side = scale.tileSide();
    for (int row = 0; row < Math.min(side, image.height() - y); row++) {
      float rowWeight = Math.min(row + 1, side - row);
      for (int column = 0; column < Math.min(side, image.width() - x); column++) {
        float weight = rowWeight * Math.min(column + 1, side - column);
        int pixel = (y + row) * image.width() + x + column;
        sums[pixel] += weight * tile[row * side + column];
        weights[pixel] += weight;
      }
    }
  }
}
