package io.github.evosam.imagej.interactive;

import ij.ImagePlus;
import ij.ImageStack;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.image.ImageTitle;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.result.LabelColours;
import io.github.evosam.imagej.result.LabelOrigin;
import io.github.evosam.imagej.stack.PromptedSlices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * A label image of an earlier session or of a command, still open, with which a new session goes on
 * instead of beginning another one beside it.
 *
 * @param labels a label image of 16 bits with all slices and frames of the image
 * @param objects what it shows, by rising label
 */
public record EarlierLabels(ImagePlus labels, List<AcceptedObject> objects) {
  private static final int LARGEST_BYTE = 255;

  /**
   * The label image to go on with: one that was made from the image, has its slices and frames, and
   * whose numbers mean the same object on all of them. An earlier session's comes first, then that
   * of the title {@code NAME-labels}. Labels of 8 bits are made 16-bit ones in their window.
   *
   * @param open the images that are open
   */
  public static Optional<EarlierLabels> of(ImagePlus image, List<ImagePlus> open) {
    if (new ImageSize(image.getWidth(), image.getHeight()).isBig()) {
      return Optional.empty(); // its labels are not read at once
    }
    Comparator<ImagePlus> sessionsFirst =
        Comparator.comparing(labels -> LiveLabels.session(labels).isEmpty());
    return open.stream()
        .filter(labels -> labels != image && LabelOrigin.of(labels) == image)
        .filter(labels -> fits(labels, image))
        .sorted(sessionsFirst)
        .flatMap(labels -> read(labels, image).stream())
        .findFirst();
  }

  private static boolean fits(ImagePlus labels, ImagePlus image) {
    boolean isNamed = labels.getTitle().equals(ImageTitle.of(image, "labels"));
    return (isNamed || LiveLabels.session(labels).isPresent())
        && !labels.getStack().isVirtual()
        && (labels.getBitDepth() == 8 || labels.getBitDepth() == 16)
        && labels.getWidth() == image.getWidth()
        && labels.getHeight() == image.getHeight()
        && labels.getStackSize() == image.getNSlices() * image.getNFrames();
  }

  /** Empty if objects of several slices have one number, as where each was segmented by itself. */
  private static Optional<EarlierLabels> read(ImagePlus labels, ImagePlus image) {
    boolean isOfSession = LiveLabels.session(labels).isPresent();
    Set<Integer> seen = new HashSet<>();
    Map<Integer, SortedSet<Integer>> prompted = prompted(labels);
    List<AcceptedObject> objects = new ArrayList<>();
    for (int plane = 1; plane <= labels.getStackSize(); plane++) {
      StackPosition position = StackPosition.ofPlane(image, plane);
      for (Map.Entry<Integer, Mask> object : plane(labels, plane).masks().entrySet()) {
        boolean isKnown = isOfSession || prompted.containsKey(object.getKey());
        if (!seen.add(object.getKey()) && !isKnown) {
          return Optional.empty();
        }
        AcceptedObject.Origin origin = origin(prompted.get(object.getKey()), plane - 1);
        objects.add(new AcceptedObject(object.getKey(), position, object.getValue(), origin));
      }
    }
    if (labels.getBitDepth() == 8) {
      widen(labels);
    }
    objects.sort(Comparator.comparing(AcceptedObject::place));
    return Optional.of(new EarlierLabels(labels, List.copyOf(objects)));
  }

  private static Map<Integer, SortedSet<Integer>> prompted(ImagePlus labels) {
    try {
      return PromptedSlices.of(labels).planes();
    } catch (IllegalArgumentException e) {
      return Map.of(); // nobody has to be able to correct what somebody has made of it
    }
  }

  /** What nobody has noted down counts as shown by the user. */
  private static AcceptedObject.Origin origin(SortedSet<Integer> prompted, int plane) {
    if (prompted == null) {
      return AcceptedObject.Origin.SHOWN;
    }
    return prompted.contains(plane)
        ? AcceptedObject.Origin.LEADING
        : AcceptedObject.Origin.FOLLOWED;
  }

  private static LabelMap plane(ImagePlus labels, int plane) {
    int[] values = new int[labels.getWidth() * labels.getHeight()];
    Arrays.setAll(values, labels.getStack().getProcessor(plane)::get);
    return LabelMap.of(new ImageSize(labels.getWidth(), labels.getHeight()), values);
  }

  private static void widen(ImagePlus labels) {
    ImageStack wide = new ImageStack(labels.getWidth(), labels.getHeight());
    for (int plane = 1; plane <= labels.getStackSize(); plane++) {
      wide.addSlice(labels.getStack().getProcessor(plane).convertToShort(false));
    }
    wide.setColorModel(LabelColours.table());
    labels.setStack(wide);
    labels.setLut(LabelColours.table());
    labels.setDisplayRange(0, LARGEST_BYTE);
    labels.updateAndDraw();
  }
}
