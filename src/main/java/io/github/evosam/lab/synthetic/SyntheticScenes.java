package io.github.evosam.lab.synthetic;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelledPlane;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Draws procedural scenes: random kind, colours, contrast, texture and degradations, so that a
 * network learns what an object is rather than one look of it.
 *
 * <p>A seed gives the same image every time, up to the last bit of {@code Math}'s transcendental
 * functions, which Java leaves to the platform.
 */
public final class SyntheticScenes {
  static final List<Family> FAMILIES =
      List.of(
          new Family("vessels", 0.16, Vessels::paint),
          new Family("organs", 0.17, Organs::paint),
          new Family("nuclei", 0.13, Nuclei::paint),
          new Family("organelles", 0.08, Organelles::paint),
          new Family("sections", 0.09, Sections::paint),
          new Family("membranes", 0.3, Membranes::paint),
          new Family("worms", 0.04, Worms::paint),
          new Family("ring", 0.03, Ring::paint));

  private SyntheticScenes() {}

  /**
   * A kind of scene.
   *
   * @param name for tests
   * @param share of all scenes
   * @param painter paints it, labels included
   */
  record Family(String name, double share, Consumer<Canvas> painter) {
    LabelledPlane paint(ImageSize size, RandomGenerator random) {
      Canvas canvas = new Canvas(size, random);
      painter.accept(canvas);
      Degradations.imaging(canvas);
      return canvas.finish();
    }
  }

  /** Draws a scene of a random kind. */
  public static LabelledPlane sample(ImageSize size, RandomGenerator random) {
    double left = random.nextDouble();
    Family drawn = null;
    for (Family family : FAMILIES) {
      drawn = left < 0 ? drawn : family;
      left -= family.share();
    }
    return drawn.paint(size, random);
  }
}
