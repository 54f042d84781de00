package io.github.evosam.imagej.result;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.roi.MaskRois;
import java.util.ArrayList;
import java.util.List;

/** Segmented objects as ROIs for the ROI Manager, an overlay or a ROI file. */
public final class ObjectRois {
  /** Property of ROIs that a command has added, until they show objects themselves: its name. */
  public static final String COMMAND = "evosam.result";

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
    List<Roi> rois = new ArrayList<>();
    MaskRois.of(labels).forEach((label, roi) -> rois.add(marked(roi, label, image, position)));
    return rois;
  }

  /**
   * The ROI of one object, as {@link #of(LabelMap, ImagePlus, StackPosition)} makes it.
   *
   * @param mask its pixels, at least one
   * @throws IllegalArgumentException if the mask is empty
   */
  public static Roi of(int label, Mask mask, ImagePlus image, StackPosition position) {
    Roi roi =
        MaskRois.of(mask)
            .orElseThrow(
                () -> new IllegalArgumentException("Object " + label + " has no pixel to outline"));
    return marked(roi, label, image, position);
  }

  /** The name of an object's ROI. */
  public static String name(int label, ImagePlus image, StackPosition position) {
    boolean isStack = image.getNSlices() * image.getNFrames() > 1;
    String prefix = isStack ? "%04d-".formatted(position.planeIn(image)) : "";
    return prefix + "%04d".formatted(label);
  }

  private static Roi marked(Roi roi, int label, ImagePlus image, StackPosition position) {
    roi.setName(name(label, image, position));
    roi.setStrokeColor(LabelColours.of(label));
    position.inAllChannels().bind(roi, image);
    return roi;
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
