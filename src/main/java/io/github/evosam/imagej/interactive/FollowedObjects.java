package io.github.evosam.imagej.interactive;

import io.github.evosam.geometry.LabelMap;
import io.github.evosam.imagej.image.StackPosition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where objects were followed to.
 *
 * @param before what they were when it began, on all planes
 * @param found labels of the planes that were changed, these objects only
 * @param byMemory whether by a memory of the model
 */
public record FollowedObjects(
    List<AcceptedObject> before, Map<StackPosition, LabelMap> found, boolean byMemory) {
  /** Copies the list and the map. */
  public FollowedObjects {
    before = List.copyOf(before);
    found = Map.copyOf(found);
  }

  /** Their labels. */
  Set<Integer> labels() {
    return before.stream().map(AcceptedObject::label).collect(Collectors.toSet());
  }

  /** What was found, plane by plane. */
  List<AcceptedObject> objects() {
    return found.entrySet().stream()
        .flatMap(
            plane ->
                plane.getValue().masks().entrySet().stream()
                    .map(
                        object ->
                            new AcceptedObject(
                                object.getKey(),
                                plane.getKey(),
                                object.getValue(),
                                AcceptedObject.Origin.FOLLOWED)))
        .toList();
  }

  /** As in <em>Followed through 34 slices, by memory</em>. */
  public String describe() {
    long slices = found.values().stream().filter(labels -> labels.maxLabel() > 0).count();
    return "Followed through %d slices%s".formatted(slices, byMemory ? ", by memory" : "");
  }
}
