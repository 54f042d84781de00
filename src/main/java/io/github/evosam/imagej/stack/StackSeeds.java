package io.github.evosam.imagej.stack;

import ij.ImagePlus;
import io.github.evosam.engine.propagation.Seed;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.roi.PromptedObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Selections as what is known of objects in a stack.
 *
 * <p>Selections of equal names on different planes show one object; a selection without a name is
 * an object of its own. What is bound to no plane lies on a given one.
 */
public final class StackSeeds {
  private StackSeeds() {}

  /**
   * Numbers objects from 1, in their order.
   *
   * @param objects on the image
   * @param unbound plane of what is bound to none, counted from 0
   * @throws IllegalArgumentException if two selections on a plane have one name, or there are too
   *     many objects
   */
  public static List<Seed> of(List<PromptedObject> objects, ImagePlus image, int unbound) {
    Map<String, Integer> numbers = new HashMap<>();
    Set<List<Object>> seen = new HashSet<>();
    List<Seed> seeds = new ArrayList<>();
    int last = 0;
    for (PromptedObject object : objects) {
      int plane = plane(object.position(), image, unbound);
      boolean isNamed = !object.name().isEmpty();
      if (isNamed && !seen.add(List.of(object.name(), plane))) {
        throw new IllegalArgumentException(
            "Two selections on slice %d are named '%s'; equal names show one object on different slices, so give each object a name of its own"
                .formatted(plane + 1, object.name()));
      }
      Integer known = isNamed ? numbers.get(object.name()) : null;
      int number = known == null ? ++last : known;
      if (isNamed) {
        numbers.put(object.name(), number);
      }
      seeds.add(new Seed(number, plane, object.prompts()));
    }
    return seeds;
  }

  /**
   * What is known anew of one object that has its number already.
   *
   * @param number of the object
   * @param objects its selections, at most one on a plane
   * @param unbound plane of what is bound to none, counted from 0
   */
  public static List<Seed> ofOne(
      int number, List<PromptedObject> objects, ImagePlus image, int unbound) {
    return objects.stream()
        .map(o -> new Seed(number, plane(o.position(), image, unbound), o.prompts()))
        .toList();
  }

  private static int plane(StackPosition position, ImagePlus image, int unbound) {
    return position.slice() == 0 && position.frame() == 0 ? unbound : position.planeIn(image) - 1;
  }
}
