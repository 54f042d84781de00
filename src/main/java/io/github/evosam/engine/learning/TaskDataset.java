package io.github.evosam.engine.learning;

import io.github.evosam.geometry.LabelledPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What an expert is to learn.
 *
 * @param name of the expert
 * @param description of the task in the trainer's words, may be empty
 * @param images to learn from, each with an object at least
 * @param validation images to judge by; empty: a share of the others is kept for it
 * @param validationShare of the images, 0..0.9, where there are no validation images
 * @param thumbnail a small PNG picture of the task, if any
 */
public record TaskDataset(
    String name,
    String description,
    List<TaskImage> images,
    List<TaskImage> validation,
    double validationShare,
    Optional<byte[]> thumbnail) {
  /** Share of the images that is kept for validation unless told otherwise. */
  public static final double USUAL_SHARE = 0.2;

  /** Largest share: something must be left to learn from. */
  public static final double LARGEST_SHARE = 0.9;

  private static final int NAMES_SHOWN = 10;

  /**
   * Checks the images.
   *
   * @throws LearningException if there is no image, or one shows no object; each is named
   * @throws IllegalArgumentException if the share is out of range
   */
  public TaskDataset {
    images = List.copyOf(images);
    validation = List.copyOf(validation);
    if (!(validationShare >= 0 && validationShare <= LARGEST_SHARE)) {
      throw new IllegalArgumentException(
          "The share of validation images must lie in 0..%s, but %s came"
              .formatted(LARGEST_SHARE, validationShare));
    }
    if (images.isEmpty()) {
      throw new LearningException(
          "There is no image to learn '%s' from; give at least one with its mask".formatted(name));
    }
    requireObjects(images);
    requireObjects(validation);
  }

  private static void requireObjects(List<TaskImage> images) {
    List<String> empty =
        images.stream()
            .filter(image -> image.plane().labels().maxLabel() == 0)
            .map(TaskImage::name)
            .toList();
    if (!empty.isEmpty()) {
      String shown = empty.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
      int more = empty.size() - NAMES_SHOWN;
      throw new LearningException(
          "%d of %d masks show no object: %s%s; draw their objects, or leave these images out"
              .formatted(
                  empty.size(), images.size(), shown, more > 0 ? " and " + more + " more" : ""));
    }
  }

  /** The same in other words. */
  TaskDataset describedAs(String words) {
    return new TaskDataset(name, words, images, validation, validationShare, thumbnail);
  }

  /** Where validation images come from. */
  public enum ValidationSource {
    /** They were given apart, and are never learned from. */
    GIVEN,
    /** They are withheld from the images, until the expert has been judged. */
    WITHHELD,
    /** The same images serve for both, so that the Dice flatters. */
    SHARED
  }

  /** Images to learn from and to judge by. */
  public record Split(
      List<LabelledPlane> training, List<LabelledPlane> validation, ValidationSource source) {

    /** All images that may be learned from once the expert has been judged. */
    public List<LabelledPlane> all() {
      if (source != ValidationSource.WITHHELD) {
        return training;
      }
      List<LabelledPlane> all = new ArrayList<>(training);
      all.addAll(validation);
      return all;
    }
  }

  /** Divides the images: those for validation spread evenly, at least one left to learn from. */
  public Split split() {
    List<LabelledPlane> all = planes(images);
    if (!validation.isEmpty()) {
      return new Split(all, planes(validation), ValidationSource.GIVEN);
    }
    List<Integer> kept = kept();
    if (kept.isEmpty()) {
      return new Split(all, all, ValidationSource.SHARED);
    }
    List<LabelledPlane> training = new ArrayList<>();
    List<LabelledPlane> judging = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      (kept.contains(i) ? judging : training).add(all.get(i));
    }
    return new Split(training, judging, ValidationSource.WITHHELD);
  }

  /** The images that the expert is judged by. */
  public List<TaskImage> judged() {
    if (!validation.isEmpty()) {
      return validation;
    }
    List<Integer> kept = kept();
    return kept.isEmpty() ? images : kept.stream().map(images::get).toList();
  }

  /** Numbers of the images that are kept for validation; none if all serve for both. */
  List<Integer> kept() {
    int all = images.size();
    int count = Math.min(all - 1, Math.max(1, (int) Math.round(all * validationShare)));
    return count < 1 || validationShare == 0
        ? List.of()
        : IntStream.range(0, count).mapToObj(i -> i * all / count).toList();
  }

  private static List<LabelledPlane> planes(List<TaskImage> images) {
    return images.stream().map(TaskImage::plane).toList();
  }
}
