package io.github.evosam.engine.origin;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.PointPrompt;
import java.util.List;
import java.util.Optional;

/**
 * What showed the objects: points, boxes and a mask, or ROIs; nothing if they were found without.
 *
 * @param points of one object, image pixels
 * @param boxes of the same object, or of several
 * @param mask of one object
 * @param rois a file of them
 */
public record ShownObjects(
    List<PointPrompt> points,
    List<BoxPrompt> boxes,
    Optional<UsedFile> mask,
    Optional<UsedFile> rois) {
  /** Nothing. */
  public static final ShownObjects NONE =
      new ShownObjects(List.of(), List.of(), Optional.empty(), Optional.empty());

  /** Freezes the lists. */
  public ShownObjects {
    points = points == null ? List.of() : List.copyOf(points);
    boxes = boxes == null ? List.of() : List.copyOf(boxes);
    mask = ResultOrigin.orEmpty(mask);
    rois = ResultOrigin.orEmpty(rois);
  }

  /** The ROIs of a file. */
  public static ShownObjects by(UsedFile rois) {
    return new ShownObjects(List.of(), List.of(), Optional.empty(), Optional.of(rois));
  }
}
