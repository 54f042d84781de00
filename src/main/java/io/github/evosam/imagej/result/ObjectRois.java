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
import java.util.Set;
import java.util.stream.Collectors;

/** Segmented objects as ROIs for the ROI Manager, an overlay or a ROI file. */
public final class ObjectRois {
  /** Property of ROIs that a command has added, until they show objects themselves: its name. */
  public static final String COMMAND = "evosam.result";

  /** Property of ROIs that a command has drawn over an image. */
  private static final String DRAWN = "evosam.drawn";

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
    return prefix(image, position) + "%04d".formatted(label);
  }

  private static String prefix(ImagePlus image, StackPosition position) {
    boolean isStack = image.getNSlices() * image.getNFrames() > 1;
    return isStack ? "%04d-".formatted(position.planeIn(image)) : "";
  }

  private static Roi marked(Roi roi, int label, ImagePlus image, StackPosition position) {
    roi.setName(name(label, image, position));
    roi.setStrokeColor(LabelColours.of(label));
    position.inAllChannels().bind(roi, image);
    return roi;
  }

  /**
   * Draws copies of the ROIs over an image, outlines without labels, in place of what was drawn
   * there before on the same planes; what others have drawn stays.
   *
   * @param planes that were segmented
   */
  public static void draw(List<Roi> rois, ImagePlus image, List<StackPosition> planes) {
    Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
    Set<String> prefixes =
        planes.stream().map(plane -> prefix(image, plane)).collect(Collectors.toSet());
    for (int i = overlay.size() - 1; i >= 0; i--) {
      Roi drawn = overlay.get(i);
      if (drawn.getProperty(DRAWN) != null
          && prefixes.stream().anyMatch(nameOf(drawn)::startsWith)) {
        overlay.remove(i);
      }
    }
    for (Roi roi : rois) {
      Roi copy = (Roi) roi.clone();
      copy.setProperty(DRAWN, "true");
      overlay.add(copy);
    }
    image.setOverlay(overlay);
  }

  private static String nameOf(Roi roi) {
    return roi.getName() == null ? "" : roi.getName();
  }
}
