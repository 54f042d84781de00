package io.github.evosam.imagej;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import io.github.evosam.geometry.LabelMap;
import java.util.ArrayList;
import java.util.List;

/** Segmented objects as ROIs for the ROI Manager, an overlay or a ROI file. */
public final class ObjectRois {
  private ObjectRois() {}

  /**
   * One ROI per label, by rising label: exact to the pixel edges, named {@code 0007} after its
   * label ({@code 0003-0007} with the plane before it in a stack), in the label's colour, bound to
   * its slice and frame in all channels.
   *
   * @param image the image that was segmented
   * @param position where the labels lie
   */
  public static List<Roi> of(LabelMap labels, ImagePlus image, StackPosition position) {
    int planes = image.getNSlices() * image.getNFrames();
    int plane = position.planeIn(image);
    List<Roi> rois = new ArrayList<>();
    MaskRois.of(labels)
        .forEach(
            (label, roi) -> {
              String prefix = planes > 1 ? "%04d-".formatted(plane) : "";
              roi.setName(prefix + "%04d".formatted(label));
              roi.setStrokeColor(LabelColours.of(label));
              position.inAllChannels().bind(roi, image);
              rois.add(roi);
            });
    return rois;
  }

  /** An overlay of copies of the ROIs, outlines without labels. */
  public static Overlay overlay(List<Roi> rois) {
    Overlay overlay = new Overlay();
    for (Roi roi : rois) {
      overlay.add((Roi) roi.clone());
    }
    return overlay;
  }
}
