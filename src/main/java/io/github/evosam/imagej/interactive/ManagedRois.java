package io.github.evosam.imagej.interactive;

import ij.ImagePlus;
import ij.gui.Roi;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.result.ObjectRois;
import io.github.evosam.imagej.roi.MaskRois;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Keeps ROI Manager and accepted objects the same, both ways: what the user deletes or changes
 * there is deleted or changed in the session, and the other way round. ROIs that do not come from
 * the session are left alone. Not safe for use by several threads.
 */
public final class ManagedRois {
  private static final String OBJECT = "evosam.object";

  private final String prefix;
  private final ImagePlus image;
  private final RoiTable table;
  private final Map<Integer, Shown> shown = new HashMap<>();

  /**
   * What the table shows of an object.
   *
   * @param object at the time; null if the user has changed the ROI, which is then drawn anew
   * @param roi the very instance in the table
   */
  private record Shown(AcceptedObject object, Roi roi) {}

  /**
   * Objects of an image in a table.
   *
   * @param session its name; ROIs of an earlier session of this name are shown anew
   */
  public ManagedRois(ImagePlus image, RoiTable table, String session) {
    this.image = image;
    this.table = table;
    prefix = session + "/";
  }

  /**
   * Makes ROIs of a command's the session's that have name and pixels of its objects, so that no
   * object is shown twice.
   */
  public void claim(List<AcceptedObject> objects) {
    Map<String, AcceptedObject> byName =
        objects.stream()
            .collect(
                Collectors.toMap(
                    o -> ObjectRois.name(o.label(), image, o.position()), o -> o, (a, b) -> a));
    for (Roi roi : table.rois().orElse(List.of())) {
      AcceptedObject object = byName.get(roi.getName());
      if (object != null
          && roi.getProperty(OBJECT) == null
          && roi.isArea()
          && MaskRois.toMask(roi, object.mask().size()).equals(object.mask())) {
        roi.setProperty(OBJECT, prefix + object.label());
      }
    }
  }

  /** Takes over into the session what the user has deleted or changed in the table. */
  public void pull(Session session) {
    Optional<List<Roi>> rois = table.rois();
    if (rois.isEmpty()) { // its window was closed, which deletes nothing
      shown.clear();
      return;
    }
    Map<Integer, Roi> found = byLabel(rois.get());
    Set<Integer> deleted = new HashSet<>(shown.keySet());
    deleted.removeAll(found.keySet());
    shown.keySet().removeAll(deleted);
    session.delete(deleted);
    Map<Integer, Mask> changed = changed(found, session);
    if (!changed.isEmpty()) {
      session.reshape(changed);
    }
  }

  /** Objects whose ROI is another instance than the one that was added; masks by label. */
  private Map<Integer, Mask> changed(Map<Integer, Roi> found, Session session) {
    Map<Integer, Mask> changed = new TreeMap<>();
    found.forEach(
        (label, roi) -> {
          Shown before = shown.get(label);
          if (before != null && before.roi() != roi) {
            shown.put(label, new Shown(null, roi));
            if (roi.isArea()) { // a line or point says nothing of an object's pixels
              changed.put(label, MaskRois.toMask(roi, session.size()));
            }
          }
        });
    return changed;
  }

  /**
   * Shows the session's objects in the table, each once; what shows them already stays, and what
   * has changed keeps its place.
   */
  public void push(Session session) {
    Map<Integer, AcceptedObject> wanted =
        session.objects().stream().collect(Collectors.toMap(AcceptedObject::label, o -> o));
    List<Roi> rois = table.rois().orElse(List.of());
    for (int i = rois.size() - 1; i >= 0; i--) {
      Optional<Integer> label = label(rois.get(i), rois);
      if (label.isPresent() && !isShown(wanted.get(label.get()), label.get())) {
        if (shown.containsKey(label.get()) && wanted.containsKey(label.get())) {
          AcceptedObject object = wanted.get(label.get());
          table.replace(i, roi(object));
          shown.put(object.label(), new Shown(object, table.rois().orElseThrow().get(i)));
        } else {
          table.remove(i);
          shown.remove(label.get());
        }
      }
    }
    session.objects().stream().filter(o -> !shown.containsKey(o.label())).forEach(this::add);
  }

  private boolean isShown(AcceptedObject wanted, int label) {
    Shown there = shown.get(label);
    return wanted != null && there != null && wanted.equals(there.object());
  }

  private void add(AcceptedObject object) {
    table.add(roi(object));
    Roi there = byLabel(table.rois().orElseThrow()).get(object.label());
    shown.put(object.label(), new Shown(object, there));
  }

  private Roi roi(AcceptedObject object) {
    Roi roi = ObjectRois.of(object.label(), object.mask(), image, object.position());
    roi.setProperty(OBJECT, prefix + object.label());
    return roi;
  }

  private Map<Integer, Roi> byLabel(List<Roi> rois) {
    Map<Integer, Roi> found = new HashMap<>();
    for (Roi roi : rois) {
      label(roi, rois).ifPresent(label -> found.put(label, roi));
    }
    return found;
  }

  /**
   * The session's label of an ROI: by its property, or, where an update in the table has lost it,
   * by the name that the table then keeps. Another ROI of that name beside the object's own is none
   * of the session's, nor is one that a command has added.
   */
  private Optional<Integer> label(Roi roi, List<Roi> all) {
    String property = roi.getProperty(OBJECT);
    if (property != null) {
      return property.startsWith(prefix)
          ? Optional.of(Integer.valueOf(property.substring(prefix.length())))
          : Optional.empty();
    }
    if (roi.getProperty(ObjectRois.COMMAND) != null) {
      return Optional.empty();
    }
    return shown.entrySet().stream()
        .filter(s -> roi.getName() != null && roi.getName().equals(s.getValue().roi().getName()))
        .map(Map.Entry::getKey)
        .filter(label -> all.stream().noneMatch(other -> isMarked(other, label)))
        .findFirst();
  }

  private boolean isMarked(Roi roi, int label) {
    return (prefix + label).equals(roi.getProperty(OBJECT));
  }
}
