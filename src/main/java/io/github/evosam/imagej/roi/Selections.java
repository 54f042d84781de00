package io.github.evosam.imagej.roi;

import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.gui.TextRoi;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.MaskPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.image.StackPosition;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * ImageJ selections as prompts.
 *
 * <ul>
 *   <li>Point and multi-point: clicks on one object, counter 0 positive, counter 1 negative; points
 *       on different slices are different objects.
 *   <li>Rectangle and oval {@code (x, y, w, h)}: the box {@code x, y, x+w−1, y+h−1}, cut to the
 *       image.
 *   <li>Every other area (polygon, freehand, traced, composite, rotated): its pixels as a mask, and
 *       their bounding box.
 * </ul>
 *
 * <p>Each selection is one object. Its slice and frame are kept and its channel is not, since an
 * object lies in all channels.
 */
public final class Selections {
  private Selections() {}

  /** The objects of the image's current selection; none if nothing is selected. */
  public static List<PromptedObject> of(ImagePlus image) {
    return image.getRoi() == null ? List.of() : of(List.of(image.getRoi()), image);
  }

  /**
   * The objects of several selections, as those of the ROI Manager, in their order.
   *
   * @throws IllegalArgumentException if a selection has no area and is no point, lies outside the
   *     image or its stack, or has no positive point
   */
  public static List<PromptedObject> of(List<Roi> rois, ImagePlus image) {
    List<PromptedObject> objects = new ArrayList<>();
    for (Roi roi : rois) {
      if (roi instanceof PointRoi points) {
        objects.addAll(PointSelection.of(points, image));
      } else {
        objects.add(area(roi, image));
      }
    }
    return objects;
  }

  /** The objects that lie on a plane: those drawn there and those not bound to any. */
  public static List<PromptedObject> on(StackPosition plane, List<PromptedObject> objects) {
    return objects.stream().filter(object -> object.position().agreesWith(plane)).toList();
  }

  private static PromptedObject area(Roi roi, ImagePlus image) {
    if (!roi.isArea() || roi instanceof TextRoi || roi instanceof ImageRoi) {
      throw new IllegalArgumentException(
          describe(roi)
              + " cannot show an object; use a point, multi-point, rectangle, oval, polygon or"
              + " freehand selection");
    }
    boolean isBox = roi.getType() == Roi.RECTANGLE || roi.getType() == Roi.OVAL;
    return new PromptedObject(
        name(roi),
        StackPosition.of(roi, image).inAllChannels(),
        isBox ? List.of(box(roi, image)) : boxAndMask(roi, image));
  }

  private static Prompt box(Roi roi, ImagePlus image) {
    Rectangle2D all = new Rectangle2D.Double(0, 0, image.getWidth(), image.getHeight());
    Rectangle2D box = all.createIntersection(roi.getFloatBounds());
    if (box.getWidth() <= 0 || box.getHeight() <= 0) {
      throw outside(roi, image);
    }
    return new BoxPrompt(
        box.getX(),
        box.getY(),
        Math.max(box.getX(), box.getMaxX() - 1),
        Math.max(box.getY(), box.getMaxY() - 1));
  }

  private static List<Prompt> boxAndMask(Roi roi, ImagePlus image) {
    Mask mask = MaskRois.toMask(roi, new ImageSize(image.getWidth(), image.getHeight()));
    BoxPrompt box = mask.boundingBox().orElseThrow(() -> outside(roi, image));
    return List.of(box, new MaskPrompt(mask));
  }

  private static IllegalArgumentException outside(Roi roi, ImagePlus image) {
    Rectangle2D at = roi.getFloatBounds();
    return new IllegalArgumentException(
        "%s at x=%s, y=%s, %s x %s, covers no pixel of '%s', which has %d x %d; draw it inside"
            .formatted(
                describe(roi),
                at.getX(),
                at.getY(),
                at.getWidth(),
                at.getHeight(),
                image.getTitle(),
                image.getWidth(),
                image.getHeight()));
  }

  /** The ROI's name, or "" if it has none. */
  static String name(Roi roi) {
    return roi.getName() == null ? "" : roi.getName();
  }

  /** As in {@code The Rectangle selection 'nucleus 3'}. */
  public static String describe(Roi roi) {
    String name = name(roi).isEmpty() ? "" : " '" + name(roi) + "'";
    return "The " + roi.getTypeAsString() + " selection" + name;
  }
}
