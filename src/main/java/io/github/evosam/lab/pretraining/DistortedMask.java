package io.github.evosam.lab.pretraining;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/** Masks that a user may start from, made of the true one of an object. */
final class DistortedMask {
  /** Standard deviation of a move, as share of the object's size. */
  private static final double MOVE = 0.07;

  /** Standard deviation of the logarithm of a change of size. */
  private static final double GROWTH = 0.12;

  /** Of the pixels of an object a part keeps this share at least. */
  private static final double SMALLEST_PART = 0.2;

  private DistortedMask() {}

  /**
   * The object as it may be on a neighbouring slice: moved a little, larger or smaller.
   *
   * @return not empty
   */
  static Mask moved(Mask truth, RandomGenerator random) {
    BoxPrompt box = truth.boundingBox().orElseThrow();
    double middleX = (box.x0() + box.x1()) / 2;
    double middleY = (box.y0() + box.y1()) / 2;
    double byX = MOVE * box.width() * random.nextGaussian();
    double byY = MOVE * box.height() * random.nextGaussian();
    double growX = Math.exp(GROWTH * random.nextGaussian());
    double growY = Math.exp(GROWTH * random.nextGaussian());
    ImageSize size = truth.size();
    BitSet moved = new BitSet();
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        int fromX = (int) Math.round(middleX + (x - middleX - byX) / growX);
        int fromY = (int) Math.round(middleY + (y - middleY - byY) / growY);
        boolean inside = fromX >= 0 && fromY >= 0 && fromX < size.width() && fromY < size.height();
        moved.set(y * size.width() + x, inside && truth.contains(fromX, fromY));
      }
    }
    return moved.isEmpty() ? truth : Mask.of(size, moved);
  }

  /**
   * What lies on one side of a line through the object.
   *
   * @return not empty
   */
  static Mask part(Mask truth, RandomGenerator random) {
    int width = truth.size().width();
    double angle = 2 * Math.PI * random.nextDouble();
    int[] pixels =
        truth.toBitSet().stream()
            .boxed()
            .sorted(
                (a, b) ->
                    Double.compare(
                        along(a % width, a / width, angle), along(b % width, b / width, angle)))
            .mapToInt(Integer::intValue)
            .toArray();
    double share = SMALLEST_PART + (1 - SMALLEST_PART) * random.nextDouble();
    BitSet part = new BitSet();
    for (int i = 0; i < Math.max(1, share * pixels.length); i++) {
      part.set(pixels[i]);
    }
    return Mask.of(truth.size(), part);
  }

  private static double along(int x, int y, double angle) {
    return x * Math.cos(angle) + y * Math.sin(angle);
  }
}
