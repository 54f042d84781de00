package io.github.evosam.imagej.interactive;

import ij.ImagePlus;
import ij.gui.Roi;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.image.StackPosition;
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
  private final Map<ObjectPlace, Shown> shown = new HashMap<>();

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
        roi.setProperty(OBJECT, key(object.place()));
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
    Map<ObjectPlace, Roi> found = byPlace(rois.get());
    Set<ObjectPlace> deleted = new HashSet<>(shown.keySet());
    deleted.removeAll(found.keySet());
    shown.keySet().removeAll(deleted);
    session.deleteAt(deleted);
    Map<ObjectPlace, Mask> changed = changed(found, session);
    if (!changed.isEmpty()) {
      session.reshape(changed);
    }
  }

  /** Objects whose ROI is another instance than the one that was added; their masks. */
  private Map<ObjectPlace, Mask> changed(Map<ObjectPlace, Roi> found, Session session) {
    Map<ObjectPlace, Mask> changed = new TreeMap<>();
    found.forEach(
        (place, roi) -> {
          Shown before = shown.get(place);
          if (before != null && before.roi() != roi) {
            shown.put(place, new Shown(null, roi));
            if (roi.isArea()) { // a line or point says nothing of an object's pixels
              changed.put(place, MaskRois.toMask(roi, session.size()));
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
    Map<ObjectPlace, AcceptedObject> wanted =
        session.objects().stream().collect(Collectors.toMap(AcceptedObject::place, o -> o));
    List<Roi> rois = table.rois().orElse(List.of());
    for (int i = rois.size() - 1; i >= 0; i--) {
      Optional<ObjectPlace> place = place(rois.get(i), rois);
      if (place.isPresent() && !isShown(wanted.get(place.get()), place.get())) {
        if (shown.containsKey(place.get()) && wanted.containsKey(place.get())) {
          AcceptedObject object = wanted.get(place.get());
          table.replace(i, roi(object));
          shown.put(object.place(), new Shown(object, table.rois().orElseThrow().get(i)));
        } else {
          table.remove(i);
          shown.remove(place.get());
        }
      }
    }
    add(session.objects().stream().filter(o -> !shown.containsKey(o.place())).toList());
  }

  private boolean isShown(AcceptedObject wanted, ObjectPlace place) {
    Shown there = shown.get(place);
    return wanted != null && there != null && wanted.equals(there.object());
  }

  private void add(List<AcceptedObject> missing) {
    missing.forEach(object -> table.add(roi(object)));
    Map<ObjectPlace, Roi> there = byPlace(table.rois().orElse(List.of()));
    missing.forEach(o -> shown.put(o.place(), new Shown(o, there.get(o.place()))));
  }

  private Roi roi(AcceptedObject object) {
    Roi roi = ObjectRois.of(object.label(), object.mask(), image, object.position());
    roi.setProperty(OBJECT, key(object.place()));
    return roi;
  }

  private Map<ObjectPlace, Roi> byPlace(List<Roi> rois) {
    Map<ObjectPlace, Roi> found = new HashMap<>();
    for (Roi roi : rois) {
      place(roi, rois).ifPresent(place -> found.put(place, roi));
    }
    return found;
  }

  /** The property of an object's ROI: session, number and plane. */
  private String key(ObjectPlace place) {
    return prefix + place.label() + "@" + place.position().planeIn(image);
  }

  private ObjectPlace place(String key) {
    String[] parts = key.substring(prefix.length()).split("@");
    return new ObjectPlace(
        Integer.parseInt(parts[0]), StackPosition.ofPlane(image, Integer.parseInt(parts[1])));
  }

  /**
   * The session's object that an ROI shows: by its property, or, where an update in the table has
   * lost it, by the name that the table then keeps. Another ROI of that name beside the object's
   * own is none of the session's, nor is one that a command has added.
   */
  private Optional<ObjectPlace> place(Roi roi, List<Roi> all) {
    String property = roi.getProperty(OBJECT);
    if (property != null) {
      return property.startsWith(prefix) ? Optional.of(place(property)) : Optional.empty();
    }
    if (roi.getProperty(ObjectRois.COMMAND) != null) {
      return Optional.empty();
    }
    return shown.entrySet().stream()
        .filter(s -> roi.getName() != null && roi.getName().equals(s.getValue().roi().getName()))
        .map(Map.Entry::getKey)
        .filter(place -> all.stream().noneMatch(other -> isMarked(other, place)))
        .findFirst();
  }

  private boolean isMarked(Roi roi, ObjectPlace place) {
    return key(place).equals(roi.getProperty(OBJECT));
  }
}
