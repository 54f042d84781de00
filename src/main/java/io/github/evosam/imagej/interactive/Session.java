package io.github.evosam.imagej.interactive;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.image.StackPosition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a user has made of an image: the object at hand and those accepted, with every step back and
 * forward. Objects of one plane never share a pixel, so that label image and ROIs can say the same.
 * Not safe for use by several threads.
 */
public final class Session {
  /** Largest label of a 16-bit label image. */
  private static final int MAX_LABEL = 65_535;

  /** A step keeps the model's masks in low resolution, up to a megabyte with ViT-B. */
  private static final int STEPS_KEPT = 100;

  private final ImageSize size;
  private final History<State> history;

  /**
   * All that a step may change.
   *
   * @param draft the object at hand
   * @param objects accepted, by label
   * @param nextLabel of the next one
   */
  private record State(
      Optional<Draft> draft, SortedMap<Integer, AcceptedObject> objects, int nextLabel) {
    State with(Optional<Draft> other) {
      return new State(other, objects, nextLabel);
    }
  }

  /**
   * An empty session.
   *
   * @param size of every plane
   */
  public Session(ImageSize size) {
    this(size, List.of());
  }

  /**
   * A session that goes on with objects.
   *
   * @param size of every plane
   * @param accepted objects of different labels; none shares a pixel with another on its plane
   */
  public Session(ImageSize size, List<AcceptedObject> accepted) {
    this.size = size;
    SortedMap<Integer, AcceptedObject> objects = new TreeMap<>();
    accepted.forEach(object -> objects.put(object.label(), object));
    int next = objects.isEmpty() ? 1 : objects.lastKey() + 1;
    history = new History<>(new State(Optional.empty(), objects, next), STEPS_KEPT);
  }

  /** Width and height of every plane. */
  public ImageSize size() {
    return size;
  }

  /** The object at hand. */
  public Optional<Draft> draft() {
    return history.present().draft();
  }

  /** The accepted objects by rising label. */
  public List<AcceptedObject> objects() {
    return List.copyOf(history.present().objects().values());
  }

  /** The accepted objects but the one that is being changed, which is the object at hand. */
  public List<AcceptedObject> unchanged() {
    int changing = draft().map(Draft::label).orElse(0);
    return objects().stream().filter(object -> object.label() != changing).toList();
  }

  /** The accepted objects of a plane by rising label. */
  public List<AcceptedObject> objectsOn(StackPosition plane) {
    return objects().stream().filter(o -> o.position().agreesWith(plane)).toList();
  }

  /** The accepted object of a label. */
  public Optional<AcceptedObject> object(int label) {
    return Optional.ofNullable(history.present().objects().get(label));
  }

  /** The accepted objects of a plane as labels. */
  public LabelMap labels(StackPosition plane) {
    SortedMap<Integer, Mask> masks = new TreeMap<>();
    objectsOn(plane).forEach(object -> masks.put(object.label(), object.mask()));
    return LabelMap.of(size, masks);
  }

  /** Makes this the object at hand. */
  void shape(Draft draft) {
    history.step(history.present().with(Optional.of(draft)));
  }

  /** Gives up the object at hand, if there is one. */
  public void discard() {
    if (draft().isPresent()) {
      history.step(history.present().with(Optional.empty()));
    }
  }

  /**
   * Adds the object at hand to those accepted, without the pixels that are another's already.
   *
   * @return its label
   * @throws IllegalArgumentException if there is no object at hand, or nothing of it is left
   */
  public int accept() {
    State present = history.present();
    Draft draft =
        present
            .draft()
            .orElseThrow(
                () -> new IllegalArgumentException("There is no object yet; click on one first"));
    int label = draft.label() > 0 ? draft.label() : present.nextLabel();
    if (label > MAX_LABEL) {
      throw new IllegalArgumentException(
          "A label image has room for %d objects; close this session and start another"
              .formatted(MAX_LABEL));
    }
    SortedMap<Integer, AcceptedObject> objects = new TreeMap<>(present.objects());
    objects.remove(label); // as it was before it was taken back into the hand
    Mask mask = free(draft.mask(), draft.position(), objects);
    if (mask.isEmpty()) {
      throw new IllegalArgumentException(
          draft.mask().isEmpty()
              ? "The mask is empty; click on the object again, or discard it"
              : "Every pixel of it belongs to an accepted object already; delete that one first");
    }
    objects.put(label, new AcceptedObject(label, draft.position(), mask));
    int next = Math.max(present.nextLabel(), label + 1);
    history.step(new State(Optional.empty(), objects, next));
    return label;
  }

  /** What of a mask belongs to none of the objects. */
  private Mask free(Mask mask, StackPosition position, SortedMap<Integer, AcceptedObject> objects) {
    Mask rest = mask;
    for (AcceptedObject other : objects.values()) {
      if (other.position().agreesWith(position)) {
        rest = rest.without(other.mask());
      }
    }
    return rest;
  }

  /** Deletes accepted objects, all in one step; labels that do not occur are ignored. */
  public void delete(Set<Integer> labels) {
    SortedMap<Integer, AcceptedObject> objects = new TreeMap<>(history.present().objects());
    if (objects.keySet().removeAll(labels)) {
      replace(objects);
    }
  }

  /**
   * Takes an accepted object back into the hand, to be changed and accepted again under its label.
   * Until then it stays as it was accepted, so that nothing is lost if the change is given up.
   *
   * @throws IllegalArgumentException if there is no such object
   */
  public void reopen(int label) {
    AcceptedObject object =
        object(label)
            .orElseThrow(() -> new IllegalArgumentException("There is no object " + label));
    shape(Draft.of(object));
  }

  /**
   * Gives accepted objects other pixels, all in one step, as they were changed where they are
   * shown. What belongs to another object stays with it; an object without pixels is deleted.
   *
   * @param masks by label; labels that do not occur are ignored
   */
  public void reshape(Map<Integer, Mask> masks) {
    SortedMap<Integer, AcceptedObject> objects = new TreeMap<>(history.present().objects());
    masks.keySet().forEach(objects::remove); // these give up their pixels before any takes one
    new TreeMap<>(masks)
        .forEach((label, mask) -> object(label).ifPresent(old -> put(objects, old, mask)));
    if (!objects.equals(history.present().objects())) {
      replace(objects);
    }
  }

  private void put(SortedMap<Integer, AcceptedObject> objects, AcceptedObject old, Mask asked) {
    Mask mask = free(asked, old.position(), objects);
    if (!mask.isEmpty()) {
      objects.put(old.label(), old.with(mask));
    }
  }

  private void replace(SortedMap<Integer, AcceptedObject> objects) {
    history.step(new State(draft(), objects, history.present().nextLabel()));
  }

  /** Whether there is a step to undo. */
  public boolean canUndo() {
    return history.canUndo();
  }

  /** Whether there is a step to redo. */
  public boolean canRedo() {
    return history.canRedo();
  }

  /** Takes the last step back, of whatever kind; nothing if there is none. */
  public void undo() {
    history.undo();
  }

  /** Makes the step again that was taken back last; nothing if there is none. */
  public void redo() {
    history.redo();
  }
}
