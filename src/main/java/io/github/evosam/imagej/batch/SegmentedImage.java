package io.github.evosam.imagej.batch;

import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.engine.origin.OriginFile;
import io.github.evosam.engine.origin.ResultOrigin;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.imagej.result.ImageDocument;
import io.github.evosam.imagej.result.ResultFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * An image and the objects found in it.
 *
 * @param image the image
 * @param expert that found them; empty if the base model did as it is
 * @param planes what was found on each of the image's planes of interest
 * @param origin how it was found
 */
public record SegmentedImage(
    ImageDocument image,
    Optional<ChosenExpert> expert,
    List<PlaneObjects> planes,
    ResultOrigin origin) {

  /**
   * The objects of a plane.
   *
   * @param labels the objects numbered from 1; where two overlap, the first has the pixel
   * @param predictedIou the model's estimate of each object's quality, by its number less 1
   */
  public record PlaneObjects(LabelMap labels, List<Double> predictedIou) {
    /** Numbers the objects in their order. */
    static PlaneObjects of(ImageDocument image, List<SegmentedObject> found) {
      return new PlaneObjects(
          LabelMap.of(image.size(), found.stream().map(SegmentedObject::mask).toList()),
          found.stream().map(SegmentedObject::predictedIou).toList());
    }

    /** The numbers of objects that no pixel has. */
    List<Integer> withoutPixels() {
      Set<Integer> there = labels.masks().keySet();
      return IntStream.rangeClosed(1, predictedIou.size())
          .filter(number -> !there.contains(number))
          .boxed()
          .toList();
    }
  }

  private static final int MOST_NAMED = 10;

  /** Freezes the list. */
  public SegmentedImage {
    planes = List.copyOf(planes);
  }

  /** The label map of each plane. */
  public List<LabelMap> labels() {
    return planes.stream().map(PlaneObjects::labels).toList();
  }

  /**
   * Writes results and the sidecar that tells how they were made.
   *
   * @param stage a folder for them alone
   * @param folder in which they will lie
   * @param cancelled asked after each
   * @return their places in the folder, of several of one format the first
   * @throws io.github.evosam.EvoSamException if one cannot be written
   * @throws CancellationException if it was cancelled
   */
  public Map<ResultFormat, Path> write(
      Collection<ResultFormat> formats, Path stage, Path folder, BooleanSupplier cancelled) {
    Map<ResultFormat, Path> places = new LinkedHashMap<>();
    for (ResultFormat format : formats) {
      Path file = image.write(format, labels(), stage);
      places.put(format, folder.resolve(file.getFileName()));
      if (cancelled.getAsBoolean()) {
        throw new CancellationException("Cancelled");
      }
    }
    if (!formats.isEmpty()) {
      OriginFile.write(origin, stage, folder);
    }
    return places;
  }

  /** What a user should know of the image and its objects, sentences. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>(image.notes());
    for (int plane = 1; plane <= planes.size(); plane++) {
      PlaneObjects found = planes.get(plane - 1);
      List<Integer> lost = found.withoutPixels();
      if (!lost.isEmpty()) {
        notes.add(
            "%s%s: %d of %d objects have no pixel (numbers %s), since nothing was found for them or an earlier object covers them"
                .formatted(
                    image.name(),
                    planes.size() > 1 ? ", plane " + plane : "",
                    lost.size(),
                    found.predictedIou().size(),
                    lost.stream().limit(MOST_NAMED).map(String::valueOf).toList()));
      }
    }
    return notes;
  }

  /** Number of objects that have a pixel, of all planes. */
  public int objects() {
    return labels().stream().mapToInt(map -> map.masks().size()).sum();
  }
}
