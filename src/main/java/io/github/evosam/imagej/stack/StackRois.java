package io.github.evosam.imagej.stack;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import io.github.evosam.engine.propagation.LabelStack;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.result.ObjectRois;
import java.util.List;
import java.util.stream.IntStream;

/** The objects of a label stack as ROIs bound to their planes. */
public final class StackRois {
  private static final String ORIGIN = "evosam.labelimage";

  private StackRois() {}

  /**
   * All ROIs, plane by plane, made as they are asked for, so that no more than a plane's are in
   * memory; see {@link ObjectRois#of} for their names and positions.
   *
   * @param image whose planes the labels show
   * @param title of the label image, by which {@link #removeFrom} knows them again
   */
  public static Iterable<Roi> of(LabelStack labels, ImagePlus image, String title) {
    List<StackPosition> positions = SliceRange.ALL.positions(image);
    return () ->
        IntStream.range(0, labels.slices())
            .boxed()
            .flatMap(
                plane -> ObjectRois.of(labels.read(plane), image, positions.get(plane)).stream())
            .peek(roi -> roi.setProperty(ORIGIN, title))
            .iterator();
  }

  /** Takes the ROIs of a label image, and no others, out of the manager. */
  public static void removeFrom(RoiManager manager, String title) {
    for (int i = manager.getCount() - 1; i >= 0; i--) {
      if (title.equals(manager.getRoi(i).getProperty(ORIGIN))) {
        manager.delete(i);
      }
    }
  }
}
