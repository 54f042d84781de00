package io.github.evosam.imagej.roi;

import io.github.evosam.engine.origin.ShownObjects;
import io.github.evosam.engine.origin.UsedFile;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.MaskPrompt;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.image.ImageFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Prompts that are given in numbers, image pixels: one object by all of them, or several objects by
 * a box each.
 *
 * @param points on the object or beside it
 * @param boxes around the object, or around several
 * @param mask file of a rough mask of the object
 */
public record GivenPrompts(List<PointPrompt> points, List<BoxPrompt> boxes, Optional<Path> mask) {
  /** Nothing. */
  public static final GivenPrompts NONE = new GivenPrompts(List.of(), List.of(), Optional.empty());

  /** Freezes the lists. */
  public GivenPrompts {
    points = List.copyOf(points);
    boxes = List.copyOf(boxes);
  }

  /** Those that results were made by. */
  public static GivenPrompts of(ShownObjects shown) {
    return new GivenPrompts(shown.points(), shown.boxes(), shown.mask().map(UsedFile::file));
  }

  /** These, for the sidecar of results. */
  public ShownObjects shown() {
    return new ShownObjects(points, boxes, mask.map(UsedFile::of), Optional.empty());
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return points.isEmpty() && boxes.isEmpty() && mask.isEmpty();
  }

  /**
   * The prompts of each object.
   *
   * @param size of the image
   * @param image its file
   * @param notes hears what a user should know of the mask
   * @throws io.github.evosam.EvoSamException if the mask cannot be read
   */
  public List<List<Prompt>> objects(ImageSize size, Path image, Consumer<String> notes) {
    if (boxes.size() > 1) {
      return boxes.stream().map(box -> List.<Prompt>of(box)).toList();
    }
    List<Prompt> prompts = new ArrayList<>(points);
    prompts.addAll(boxes);
    mask.ifPresent(file -> prompts.add(new MaskPrompt(ImageFiles.mask(file, size, image, notes))));
    return List.of(prompts);
  }

  @Override
  public String toString() {
    return "%s %s %s".formatted(points, boxes, mask.map(Path::toString).orElse("")).trim();
  }
}
