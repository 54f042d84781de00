package io.github.evosam.imagej.interactive;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.image.StackPosition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
   * @param objects accepted, by object and plane
   * @param nextLabel of the next one
   */
  private record State(
      Optional<Draft> draft, SortedMap<ObjectPlace, AcceptedObject> objects, int nextLabel) {
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
   * @param accepted objects, each once on a plane; none shares a pixel with another there
   */
  public Session(ImageSize size, List<AcceptedObject> accepted) {
    this.size = size;
    SortedMap<ObjectPlace, AcceptedObject> objects = new TreeMap<>();
    accepted.forEach(object -> objects.put(object.place(), object));
    int next = objects.isEmpty() ? 1 : objects.lastKey().label() + 1;
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

  /** The accepted objects by rising label, then plane by plane. */
  public List<AcceptedObject> objects() {
    return List.copyOf(history.present().objects().values());
  }

  /** The accepted objects but the one that is being changed, which is the object at hand. */
  public List<AcceptedObject> unchanged() {
    Optional<ObjectPlace> changing = draft().map(Draft::place);
    return objects().stream()
        .filter(object -> !Optional.of(object.place()).equals(changing))
        .toList();
  }

  /** The accepted objects of a plane by rising label. */
  public List<AcceptedObject> objectsOn(StackPosition plane) {
    return objects().stream().filter(o -> o.position().agreesWith(plane)).toList();
  }

  /** The accepted object of a label on the plane that is seen; else where it was shown first. */
  public Optional<AcceptedObject> object(int label, StackPosition seen) {
    Comparator<AcceptedObject> seenFirst =
        Comparator.comparing((AcceptedObject o) -> !o.position().agreesWith(seen))
            .thenComparing(o -> o.origin() == AcceptedObject.Origin.FOLLOWED);
    return objects().stream().filter(o -> o.label() == label).min(seenFirst);
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
    int label = atHand().label();
    return acceptAs(label > 0 ? label : history.present().nextLabel());
  }

  private Draft atHand() {
    return draft()
        .orElseThrow(
            () -> new IllegalArgumentException("There is no object yet; click on one first"));
  }

  /**
   * Accepts the object at hand as {@link #accept} does, as what an object is on this plane.
   *
   * @param label of the object; what it was on the plane before is replaced
   * @return the label
   * @throws IllegalArgumentException if there is no object at hand, or nothing of it is left
   */
  public int acceptAs(int label) {
    State present = history.present();
    Draft draft = atHand();
    if (label > MAX_LABEL) {
      throw new IllegalArgumentException(
          "A label image has room for %d objects; close this session and start another"
              .formatted(MAX_LABEL));
    }
    SortedMap<ObjectPlace, AcceptedObject> objects = new TreeMap<>(present.objects());
    ObjectPlace place = new ObjectPlace(label, draft.position());
    objects.remove(place); // as it was before it was taken back into the hand
    Mask mask = free(draft.mask(), draft.position(), objects);
    if (mask.isEmpty()) {
      throw new IllegalArgumentException(
          draft.mask().isEmpty()
              ? "The mask is empty; click on the object again, or discard it"
              : "Every pixel of it belongs to an accepted object already; delete that one first");
    }
    objects.put(place, new AcceptedObject(label, draft.position(), mask));
    int next = Math.max(present.nextLabel(), label + 1);
    history.step(new State(Optional.empty(), objects, next));
    return label;
  }

  /** What of a mask belongs to none of the objects. */
  private Mask free(
      Mask mask, StackPosition position, SortedMap<ObjectPlace, AcceptedObject> objects) {
    Mask rest = mask;
    for (AcceptedObject other : objects.values()) {
      if (other.position().agreesWith(position)) {
        rest = rest.without(other.mask());
      }
    }
    return rest;
  }

  /**
   * Deletes accepted objects from all planes, in one step; labels that do not occur are ignored.
   */
  public void delete(Set<Integer> labels) {
    remove(place -> labels.contains(place.label()));
  }

  /** Deletes accepted objects from single planes, in one step. */
  void deleteAt(Set<ObjectPlace> places) {
    remove(places::contains);
  }

  private void remove(Predicate<ObjectPlace> which) {
    SortedMap<ObjectPlace, AcceptedObject> objects = new TreeMap<>(history.present().objects());
    if (objects.keySet().removeIf(which)) {
      replace(objects);
    }
  }

  /**
   * Takes an accepted object back into the hand, to be changed and accepted again under its label.
   * Until then it stays as it was accepted, so that nothing is lost if the change is given up.
   *
   * @param seen plane that it is wanted on, if it lies there
   * @throws IllegalArgumentException if there is no such object
   */
  public void reopen(int label, StackPosition seen) {
    AcceptedObject object =
        object(label, seen)
            .orElseThrow(() -> new IllegalArgumentException("There is no object " + label));
    shape(Draft.of(object));
  }

  /**
   * Gives accepted objects other pixels, all in one step, as they were changed where they are
   * shown. What belongs to another object stays with it; an object without pixels is deleted.
   *
   * @param masks by object and plane; those that do not occur are ignored
   */
  public void reshape(Map<ObjectPlace, Mask> masks) {
    SortedMap<ObjectPlace, AcceptedObject> before = history.present().objects();
    SortedMap<ObjectPlace, AcceptedObject> objects = new TreeMap<>(before);
    masks.keySet().forEach(objects::remove); // these give up their pixels before any takes one
    new TreeMap<>(masks)
        .forEach(
            (place, mask) -> {
              if (before.containsKey(place)) {
                put(objects, before.get(place).with(mask));
              }
            });
    if (!objects.equals(history.present().objects())) {
      replace(objects);
    }
  }

  private void put(SortedMap<ObjectPlace, AcceptedObject> objects, AcceptedObject asked) {
    Mask mask = free(asked.mask(), asked.position(), objects);
    if (!mask.isEmpty()) {
      AcceptedObject placed =
          new AcceptedObject(asked.label(), asked.position(), mask, asked.origin());
      objects.put(placed.place(), placed);
    }
  }

  /**
   * Takes in where objects were followed to, in one step: of what they were on the planes that were
   * looked at, only what the user has shown stays. What belongs to another object stays with it. An
   * object that has changed meanwhile stays as it is.
   *
   * @return whether all objects still were as they were when it began
   */
  public boolean follow(FollowedObjects followed) {
    SortedMap<ObjectPlace, AcceptedObject> objects = new TreeMap<>(history.present().objects());
    Set<Integer> labels = followed.labels();
    Set<Integer> same =
        labels.stream()
            .filter(label -> of(label, objects()).equals(of(label, followed.before())))
            .collect(Collectors.toSet());
    objects.replaceAll(
        (place, o) ->
            same.contains(place.label()) && o.origin() == AcceptedObject.Origin.SHOWN
                ? o.with(AcceptedObject.Origin.LEADING)
                : o);
    objects
        .values()
        .removeIf(
            o ->
                same.contains(o.label())
                    && o.origin() == AcceptedObject.Origin.FOLLOWED
                    && followed.found().containsKey(o.position()));
    followed.objects().stream()
        .filter(o -> same.contains(o.label()) && !objects.containsKey(o.place()))
        .forEach(o -> put(objects, o));
    replace(objects);
    return same.equals(labels);
  }

  private static List<AcceptedObject> of(int label, List<AcceptedObject> objects) {
    return objects.stream().filter(o -> o.label() == label).toList();
  }

  private void replace(SortedMap<ObjectPlace, AcceptedObject> objects) {
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
