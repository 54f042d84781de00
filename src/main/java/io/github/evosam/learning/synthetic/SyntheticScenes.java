package io.github.evosam.learning.synthetic;

import io.github.evosam.geometry.ImageSize;
import java.util.random.RandomGenerator;

/**
 * Draws procedural scenes: random kind, colours, contrast, texture and degradations, so that a
 * network learns what an object is rather than one look of it.
 *
 * <p>A seed gives the same image every time, up to the last bit of {@code Math}'s transcendental
 * functions, which Java leaves to the platform.
 */
public final class SyntheticScenes {
  private SyntheticScenes() {}

  /** Draws a scene of a random kind. */
  public static SyntheticImage sample(ImageSize size, RandomGenerator random) {
    double kind = random.nextDouble();
    Canvas canvas = new Canvas(size, random);
    String family;
    if (kind < 0.34) {
      family = "organs";
      Organs.paint(canvas);
    } else if (kind < 0.52) {
      family = "nuclei";
      Nuclei.paint(canvas);
    } else if (kind < 0.76) {
      family = "vessels";
      Vessels.paint(canvas);
    } else if (kind < 0.84) {
      family = "ring";
      Ring.paint(canvas);
    } else if (kind < 0.92) {
      family = "membranes";
      Membranes.paint(canvas);
    } else {
      family = "worms";
      Worms.paint(canvas);
    }
    Degradations.imaging(canvas);
    return canvas.finish(family);
  }
}
