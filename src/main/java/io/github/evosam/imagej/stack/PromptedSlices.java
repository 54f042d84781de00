package io.github.evosam.imagej.stack;

import ij.ImagePlus;
import io.github.evosam.engine.propagation.Seed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * On which planes the objects of a label image were shown, so that a correction knows what to leave
 * as it is. Kept as a property of the label image, which its TIFF file keeps, too: {@code
 * 1:6;2:6,9} says that object 1 was shown on plane 6 and object 2 on planes 6 and 9, planes counted
 * from 1.
 */
public final class PromptedSlices {
  /** Key of the property. */
  public static final String PROPERTY = "evosam.prompted";

  private static final Pattern TEXT = Pattern.compile("(\\d{1,9}:\\d{1,9}(,\\d{1,9})*(;|$))*");

  private final SortedMap<Integer, SortedSet<Integer>> planes = new TreeMap<>();

  /** Nothing, yet. */
  public PromptedSlices() {}

  /**
   * What a label image says; nothing if it does not come from a propagation.
   *
   * @throws IllegalArgumentException if its property makes no sense
   */
  public static PromptedSlices of(ImagePlus labels) {
    return parse(Optional.ofNullable(labels.getProp(PROPERTY)).orElse(""));
  }

  /**
   * Reads the text of {@link #toString}.
   *
   * @throws IllegalArgumentException if it makes no sense
   */
  public static PromptedSlices parse(String text) {
    PromptedSlices prompted = new PromptedSlices();
    if (text.isEmpty()) {
      return prompted;
    }
    if (!TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "The label image says where its objects were shown (property %s), but '%s' cannot be read; propagate anew"
              .formatted(PROPERTY, text));
    }
    for (String object : text.split(";")) {
      String[] parts = object.split(":");
      for (String plane : parts[1].split(",")) {
        prompted.add(Integer.parseInt(parts[0]), Integer.parseInt(plane) - 1);
      }
    }
    return prompted;
  }

  /** Notes that an object was shown on a plane, counted from 0. */
  public void add(int object, int plane) {
    planes.computeIfAbsent(object, o -> new TreeSet<>()).add(plane);
  }

  /**
   * Refuses to correct an object that was never shown.
   *
   * @param where the label image, for the message
   * @throws IllegalArgumentException if there is no such object; names those that there are
   */
  public void requireKnown(int object, String where) {
    if (!planes.containsKey(object) || planes.get(object).isEmpty()) {
      throw new IllegalArgumentException(
          "object=%d is not possible; '%s' holds no such object that was followed from a prompt (there are: %s)"
              .formatted(
                  object,
                  where,
                  planes.isEmpty()
                      ? "none"
                      : planes.keySet().stream()
                          .map(String::valueOf)
                          .collect(Collectors.joining(", "))));
    }
  }

  /** The planes on which each object was shown, counted from 0. */
  public Map<Integer, SortedSet<Integer>> planes() {
    return planes;
  }

  /** Notes down what was said anew: slices where an object is, and those where it is not. */
  public void note(List<Seed> seeds) {
    for (Seed seed : seeds) {
      if (!seed.isAbsent()) {
        add(seed.object(), seed.slice());
      } else if (planes.containsKey(seed.object())) {
        planes.get(seed.object()).remove(seed.slice());
      }
    }
  }

  /** Keeps this with a label image. */
  public void writeTo(ImagePlus labels) {
    labels.setProp(PROPERTY, toString());
  }

  /** The property's text. */
  @Override
  public String toString() {
    return planes.entrySet().stream()
        .filter(object -> !object.getValue().isEmpty())
        .map(object -> object.getKey() + ":" + numbers(object.getValue()))
        .collect(Collectors.joining(";"));
  }

  private static String numbers(SortedSet<Integer> slices) {
    return slices.stream().map(p -> Integer.toString(p + 1)).collect(Collectors.joining(","));
  }
}
