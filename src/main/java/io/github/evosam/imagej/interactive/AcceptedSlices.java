package io.github.evosam.imagej.interactive;

import ij.ImagePlus;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.task.DatasetFolder;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The accepted objects of a session, to be learned: the planes that show one, with all pixels that
 * no object has as background. It stays as it is when the session goes on.
 *
 * @param image that they lie on
 * @param channel that was segmented, 1-based
 * @param model name of a base model or a checkpoint file that was worked with
 * @param planes labels by slice and frame
 */
public record AcceptedSlices(
    ImagePlus image, int channel, String model, Map<StackPosition, LabelMap> planes) {

  /**
   * What a session has accepted up to now.
   *
   * @throws IllegalArgumentException if that is nothing
   */
  public static AcceptedSlices of(Session session, ImagePlus image, String model) {
    Map<StackPosition, LabelMap> planes = new LinkedHashMap<>();
    session.objects().stream()
        .map(AcceptedObject::position)
        .distinct()
        .sorted(Comparator.comparing((StackPosition position) -> position.planeIn(image)))
        .forEach(position -> planes.put(position, session.labels(position)));
    if (planes.isEmpty()) {
      throw new IllegalArgumentException(
          "Nothing is accepted yet; accept the objects that are to be learned, then teach them");
    }
    return new AcceptedSlices(image, StackPosition.current(image).channel(), model, planes);
  }

  /** Number of objects on all planes. */
  public int objects() {
    return planes.values().stream().mapToInt(labels -> labels.masks().size()).sum();
  }

  /**
   * Adds the planes to training data on disk.
   *
   * @throws io.github.evosam.imagej.image.ImageFileException if that cannot be read or written
   */
  public void addTo(DatasetFolder folder) {
    planes.forEach(
        (position, labels) ->
            folder.add(
                image, new StackPosition(channel, position.slice(), position.frame()), labels));
  }
}
