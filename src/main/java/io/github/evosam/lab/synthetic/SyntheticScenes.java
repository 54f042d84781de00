package io.github.evosam.lab.synthetic;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelledPlane;
import java.util.LinkedHashMap;
import java.util.Map;
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
  static final Map<String, Family> FAMILIES = new LinkedHashMap<>();

  static {
    FAMILIES.put("vessels", new Family(0.28, Vessels::paint));
    FAMILIES.put("organs", new Family(0.28, Organs::paint));
    FAMILIES.put("nuclei", new Family(0.18, Nuclei::paint));
    FAMILIES.put("organelles", new Family(0.09, Organelles::paint));
    FAMILIES.put("sections", new Family(0.09, Sections::paint));
    FAMILIES.put("membranes", new Family(0.03, Membranes::paint));
    FAMILIES.put("worms", new Family(0.03, Worms::paint));
    FAMILIES.put("ring", new Family(0.02, Ring::paint));
  }

  private SyntheticScenes() {}

  /**
   * A kind of scene.
   *
   * @param share of all scenes
   */
  record Family(double share, Consumer<Canvas> painter) {
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
    for (Family family : FAMILIES.values()) {
      drawn = left < 0 ? drawn : family;
      left -= family.share();
    }
    return drawn.paint(size, random);
  }
}
