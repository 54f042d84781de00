package io.github.evosam.imagej.task;

import ij.ImagePlus;
import ij.gui.Roi;
import io.github.evosam.engine.learning.TaskImage;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.image.ImageTitle;
import io.github.evosam.imagej.image.LabelReading;
import io.github.evosam.imagej.image.Normalisation;
import io.github.evosam.imagej.image.PlaneSource;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.roi.MaskRois;
import io.github.evosam.imagej.roi.Selections;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Training data that is open in ImageJ: an image or stack, its objects in the ROI Manager or in a
 * label image. Each plane with objects is one image of the task, and what is not marked on it is
 * background.
 *
 * @param image not changed
 */
public record OpenTask(ImagePlus image) {

  /** What is to be said if only one of several channels is learned from. */
  public Optional<String> channelHint() {
    return image.getNChannels() == 1
        ? Optional.empty()
        : Optional.of(
            "of '%s' channel %d of %d is learned from, the one in view"
                .formatted(image.getTitle(), image.getC(), image.getNChannels()));
  }

  /**
   * The planes with objects from a label image or mask.
   *
   * @param objects of the image's size, one plane for each of its slices and frames
   * @throws IllegalArgumentException if it is the image itself, if sizes or planes differ, or a
   *     pixel is no label
   */
  public List<TaskImage> withLabels(ImagePlus objects) {
    if (objects == image) {
      throw new IllegalArgumentException(
          "'%s' is image and label image at once; bring the image to the front, or name it (input=TITLE)"
              .formatted(image.getTitle()));
    }
    if (!size(objects).equals(size(image))) {
      throw new IllegalArgumentException(
          "The label image '%s' has %s pixels, but '%s' has %s; give labels of the same size"
              .formatted(objects.getTitle(), size(objects), image.getTitle(), size(image)));
    }
    List<StackPosition> labels = SliceRange.ALL.positions(objects);
    List<StackPosition> positions = SliceRange.ALL.positions(image);
    if (labels.size() != positions.size()) {
      throw new IllegalArgumentException(
          "The label image '%s' has %d planes, but '%s' has %d; give one label plane per image plane"
              .formatted(objects.getTitle(), labels.size(), image.getTitle(), positions.size()));
    }
    return images(labels.stream().map(at -> LabelReading.labels(objects, at)).toList());
  }

  /**
   * The planes with objects from ROIs, of which each is one object.
   *
   * @throws IllegalArgumentException if a ROI has no area, lies outside the image, or is bound to
   *     no plane of a stack; names it
   */
  public List<TaskImage> withRois(List<Roi> rois) {
    List<StackPosition> positions = SliceRange.ALL.positions(image);
    rois.forEach(roi -> requireObject(roi, positions.size()));
    return images(positions.stream().map(position -> labels(rois, position)).toList());
  }

  private void requireObject(Roi roi, int planes) {
    if (!roi.isArea()) {
      throw new IllegalArgumentException(
          "%s has no area and so shows no object to learn; outline the object or delete the ROI"
              .formatted(Selections.describe(roi)));
    }
    if (MaskRois.toMask(roi, size(image)).isEmpty()) {
      throw new IllegalArgumentException(
          "%s covers no pixel of '%s'; move it inside or delete it"
              .formatted(Selections.describe(roi), image.getTitle()));
    }
    boolean isUnbound =
        StackPosition.of(roi, image).inAllChannels().equals(StackPosition.EVERYWHERE);
    if (planes > 1 && isUnbound) {
      throw new IllegalArgumentException(
          "%s belongs to no plane of '%s', which has %d; give it a position (ROI Manager > Properties), or learn from one plane"
              .formatted(Selections.describe(roi), image.getTitle(), planes));
    }
  }

  private LabelMap labels(List<Roi> rois, StackPosition position) {
    List<Mask> masks =
        rois.stream()
            .filter(roi -> StackPosition.of(roi, image).inAllChannels().agreesWith(position))
            .map(roi -> MaskRois.toMask(roi, size(image)))
            .toList();
    return LabelMap.of(size(image), masks);
  }

  /** The planes with objects; if none has any, the first, which then is refused by name. */
  private List<TaskImage> images(List<LabelMap> labels) {
    List<StackPosition> positions = SliceRange.ALL.positions(image);
    PlaneSource source = PlaneSource.of(image, positions, Normalisation.PERCENTILES);
    List<LabelledPlane> planes = new ArrayList<>();
    for (int i = 0; i < positions.size(); i++) {
      planes.add(new LabelledPlane(source.plane(positions.get(i)), labels.get(i)));
    }
    return TaskReading.withObjects(ImageTitle.base(image), planes);
  }

  private static ImageSize size(ImagePlus image) {
    return new ImageSize(image.getWidth(), image.getHeight());
  }
}
