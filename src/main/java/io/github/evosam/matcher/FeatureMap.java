package io.github.evosam.matcher;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.ModelTransform;
import java.util.Objects;

/**
 * A feature map of the frozen trunk, and which part of it shows the image.
 *
 * @param values {@code [C, h, w]} row-major; not copied, must not be modified afterwards
 * @param channels C
 * @param grid w and h, in cells
 * @param valid the cells that show the image, from the top left; the rest is padding and is ignored
 */
public record FeatureMap(float[] values, int channels, ImageSize grid, ImageSize valid) {
  /** Checks the number of values, and that the valid part lies in the grid. */
  public FeatureMap {
    Objects.requireNonNull(grid);
    Objects.requireNonNull(valid);
    if (channels < 1 || values.length != channels * grid.area()) {
      throw new IllegalArgumentException(
          "A feature map of %d channels on %s cells cannot have %d values"
              .formatted(channels, grid, values.length));
    }
    if (valid.width() > grid.width() || valid.height() > grid.height()) {
      throw new IllegalArgumentException(
          "The image's part, %s cells, does not fit into a feature map of %s cells"
              .formatted(valid, grid));
    }
  }

  /**
   * The cells of a grid that show the image, at least one in each direction.
   *
   * @param grid cells over the whole square model input
   * @param transform how the image lies in the model input
   */
  public static ImageSize validPart(ImageSize grid, ModelTransform transform) {
    ImageSize scaled = transform.scaled();
    return new ImageSize(
        cells(grid.width(), scaled.width(), transform.inputSide()),
        cells(grid.height(), scaled.height(), transform.inputSide()));
  }

  private static int cells(int all, int pixels, int inputSide) {
    return Math.max(1, (int) Math.round((double) all * pixels / inputSide));
  }

  /** Mean of a channel over the valid cells. */
  double mean(int channel) {
    double sum = 0;
    for (int y = 0; y < valid.height(); y++) {
      for (int x = 0; x < valid.width(); x++) {
        sum += at(channel, x, y);
      }
    }
    return sum / valid.area();
  }

  /** Standard deviation (divided by the number of cells) of a channel over the valid cells. */
  double deviation(int channel) {
    double mean = mean(channel);
    double sum = 0;
    for (int y = 0; y < valid.height(); y++) {
      for (int x = 0; x < valid.width(); x++) {
        double difference = at(channel, x, y) - mean;
        sum += difference * difference;
      }
    }
    return Math.sqrt(sum / valid.area());
  }

  private float at(int channel, int x, int y) {
    return values[(channel * grid.height() + y) * grid.width() + x];
  }
}
