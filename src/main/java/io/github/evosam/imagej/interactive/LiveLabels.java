package io.github.evosam.imagej.interactive;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The label image of a session while it goes on: 16-bit, as many slices and frames as the source,
 * no channels, titled {@code NAME-labels}. Pixels that the user changes there change the objects.
 * Not safe for use by several threads.
 */
public final class LiveLabels {
  private static final int COLOURS = 255;
  private static final String SESSION = "evosam.session";

  private final ImagePlus source;
  private final ImagePlus labels;
  private final Map<StackPosition, List<AcceptedObject>> shown = new HashMap<>();
  private final Set<StackPosition> stale = new HashSet<>();

  /**
   * An image without labels.
   *
   * @param source the image that is segmented
   */
  public LiveLabels(ImagePlus source) {
    this.source = source;
    ImageStack stack = new ImageStack(source.getWidth(), source.getHeight());
    for (int i = 0; i < source.getNSlices() * source.getNFrames(); i++) {
      stack.addSlice(new ShortProcessor(source.getWidth(), source.getHeight()));
    }
    stack.setColorModel(LabelColours.table());
    labels = new ImagePlus(ImageTitle.of(source, "labels"), stack);
    labels.setDimensions(1, source.getNSlices(), source.getNFrames());
    labels.setOpenAsHyperStack(source.getNSlices() > 1 && source.getNFrames() > 1);
    Calibration calibration = source.getCalibration().copy();
    calibration.disableDensityCalibration();
    labels.setCalibration(calibration);
    labels.setDisplayRange(0, COLOURS);
    LabelOrigin.note(labels, source);
  }

  /** Goes on with labels that are there. */
  public LiveLabels(ImagePlus source, EarlierLabels earlier) {
    this.source = source;
    labels = earlier.labels();
    earlier
        .objects()
        .forEach(o -> shown.computeIfAbsent(o.position(), p -> new ArrayList<>()).add(o));
  }

  /** The name of the session that has made a label image; empty if another has. */
  public static Optional<String> session(ImagePlus labels) {
    return Optional.ofNullable((String) labels.getProperty(SESSION));
  }

  /** Notes for as long as the label image is open which session has made it. */
  public void note(String session) {
    labels.setProperty(SESSION, session);
  }

  /** The image, not shown by this class. */
  public ImagePlus image() {
    return labels;
  }

  /**
   * Takes over into the session the pixels that the user has changed in the slice that the label
   * image shows. Numbers that are no object's mean nothing and are wiped by the next {@link #push}.
   */
  public void pull(Session session) {
    StackPosition plane = StackPosition.current(labels).inAllChannels();
    List<AcceptedObject> objects = shown.getOrDefault(plane, List.of());
    if (shows(plane, drawn(objects, session))) {
      return;
    }
    stale.add(plane);
    Map<Integer, Mask> masks = now(plane).masks();
    Set<ObjectPlace> deleted = new HashSet<>();
    Map<ObjectPlace, Mask> changed = new TreeMap<>();
    for (AcceptedObject object : objects) {
      Mask mask = masks.get(object.label());
      if (mask == null) {
        deleted.add(object.place());
      } else if (!mask.equals(object.mask())) {
        changed.put(object.place(), mask);
      }
    }
    session.deleteAt(deleted);
    if (!changed.isEmpty()) {
      session.reshape(changed);
    }
  }

  private boolean shows(StackPosition plane, LabelMap expected) {
    ImageProcessor pixels = labels.getStack().getProcessor(plane.planeIn(source));
    short[] values = (short[]) pixels.getPixels();
    int[] row = new int[pixels.getWidth()];
    for (int y = 0; y < pixels.getHeight(); y++) {
      expected.row(y, row);
      if (!isRow(values, y * row.length, row)) {
        return false;
      }
    }
    return true;
  }

  /** A loop that is fast on the largest images, since this is asked on the event thread. */
  private static boolean isRow(short[] values, int offset, int[] expected) {
    int differing = 0;
    for (int x = 0; x < expected.length; x++) {
      differing |= (values[offset + x] & 0xffff) ^ expected[x];
    }
    return differing == 0;
  }

  private LabelMap now(StackPosition plane) {
    ImageProcessor pixels = labels.getStack().getProcessor(plane.planeIn(source));
    int[] values = new int[pixels.getPixelCount()];
    Arrays.setAll(values, pixels::get);
    return LabelMap.of(new ImageSize(source.getWidth(), source.getHeight()), values);
  }

  private static LabelMap drawn(List<AcceptedObject> objects, Session session) {
    SortedMap<Integer, Mask> masks = new TreeMap<>();
    objects.forEach(object -> masks.put(object.label(), object.mask()));
    return LabelMap.of(session.size(), masks);
  }

  /** Draws the session's objects; planes that show them already are left alone. */
  public void push(Session session) {
    Map<StackPosition, List<AcceptedObject>> wanted = new HashMap<>();
    shown.keySet().forEach(plane -> wanted.put(plane, new ArrayList<>()));
    stale.forEach(plane -> wanted.put(plane, new ArrayList<>()));
    session
        .objects()
        .forEach(o -> wanted.computeIfAbsent(o.position(), p -> new ArrayList<>()).add(o));
    boolean drawn = false;
    for (Map.Entry<StackPosition, List<AcceptedObject>> plane : wanted.entrySet()) {
      boolean isStale = stale.remove(plane.getKey());
      if (isStale || !plane.getValue().equals(shown.get(plane.getKey()))) {
        if (isStale) {
          draw(plane.getKey(), drawn(plane.getValue(), session));
        } else {
          update(plane.getKey(), shown.getOrDefault(plane.getKey(), List.of()), plane.getValue());
        }
        shown.put(plane.getKey(), plane.getValue());
        drawn = true;
      }
    }
    if (drawn) {
      notePrompted(session);
      int largest = session.objects().stream().mapToInt(AcceptedObject::label).max().orElse(0);
      labels.setDisplayRange(0, Math.max(COLOURS, largest));
      labels.updateAndDraw();
    }
  }

  /** So that objects that were followed can be corrected later, here and by a command. */
  private void notePrompted(Session session) {
    PromptedSlices prompted = new PromptedSlices();
    session.objects().stream()
        .filter(object -> object.origin() == AcceptedObject.Origin.LEADING)
        .forEach(object -> prompted.add(object.label(), object.position().planeIn(source) - 1));
    prompted.writeTo(labels);
  }

  /** Draws what has changed since a plane was drawn. */
  private void update(StackPosition plane, List<AcceptedObject> old, List<AcceptedObject> now) {
    ImageProcessor pixels = labels.getStack().getProcessor(plane.planeIn(source));
    Set<AcceptedObject> gone = new HashSet<>(old);
    now.forEach(gone::remove);
    gone.forEach(object -> fill(pixels, object.mask(), 0));
    Set<AcceptedObject> added = new HashSet<>(now);
    old.forEach(added::remove);
    added.forEach(object -> fill(pixels, object.mask(), object.label()));
  }

  private static void fill(ImageProcessor pixels, Mask mask, int value) {
    mask.forEachRun(
        (start, end) -> {
          for (int i = start; i < end; i++) {
            pixels.set(i, value);
          }
        });
  }

  private void draw(StackPosition plane, LabelMap map) {
    ImageProcessor pixels = labels.getStack().getProcessor(plane.planeIn(source));
    int[] row = new int[pixels.getWidth()];
    for (int y = 0; y < pixels.getHeight(); y++) {
      map.row(y, row);
      for (int x = 0; x < row.length; x++) {
        pixels.set(x, y, row[x]);
      }
    }
  }
}
