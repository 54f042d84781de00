package io.github.evosam.lab.synthetic;

import io.github.evosam.geometry.ImageSize;
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
  private static final List<Family> FAMILIES =
      List.of(
          new Family("organs", 0.28, Organs::paint),
          new Family("nuclei", 0.18, Nuclei::paint),
          new Family("vessels", 0.28, Vessels::paint),
          new Family("organelles", 0.09, Organelles::paint),
          new Family("sections", 0.09, Sections::paint),
          new Family("ring", 0.02, Ring::paint),
          new Family("membranes", 0.03, Membranes::paint),
          new Family("worms", 0.03, Worms::paint));

  private SyntheticScenes() {}

  /**
   * A kind of scene.
   *
   * @param share of all scenes
   */
  private record Family(String name, double share, Consumer<Canvas> painter) {}

  /** Draws a scene of a random kind. */
  public static SyntheticImage sample(ImageSize size, RandomGenerator random) {
    Family family = choose(random.nextDouble());
    Canvas canvas = new Canvas(size, random);
    family.painter().accept(canvas);
    Degradations.imaging(canvas);
    return canvas.finish(family.name());
  }

  private static Family choose(double kind) {
    double left = kind;
    for (Family family : FAMILIES) {
      left -= family.share();
      if (left < 0) {
        return family;
      }
    }
    return FAMILIES.get(0);
  }
}
