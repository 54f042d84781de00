package io.github.evosam.imagej.batch;

import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.engine.origin.ResultOrigin;
import io.github.evosam.engine.origin.UsedFile;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.batch.SegmentedImage.PlaneObjects;
import io.github.evosam.imagej.image.ShownChannel;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.result.ImageDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.Function;

/**
 * What is done with each image.
 *
 * @param prompts what shows the objects
 * @param request what is looked for where nothing shows them; of a stack the middle plane calls for
 *     the expert
 * @param range the planes to segment
 * @param channel that is looked at, 1..C, or {@link ShownChannel#AS_THE_FILE}
 */
public record ImageSegmentation(
    PromptSource prompts, SegmentationRequest request, SliceRange range, int channel) {

  /** What sidecars call this. */
  public static final String COMMAND = "segment";

  private static final String WITHOUT_PROMPTS = "without prompts";
  private static final String SLICES = "slices";
  private static final String CHANNEL = "channel";

  /** The same of the channel that each file shows. */
  public ImageSegmentation(PromptSource prompts, SegmentationRequest request, SliceRange range) {
    this(prompts, request, range, ShownChannel.AS_THE_FILE);
  }

  /** Who follows the work on an image, and may end it. */
  public interface Watcher {
    /** Hears of the share done, 0..1. */
    default void progress(double share) {}

    /** Whether the work is to end. */
    default boolean isCancelled() {
      return false;
    }

    /** One that passes on the share done, and asks whether the work is to end. */
    static Watcher of(DoubleConsumer progress, BooleanSupplier cancelled) {
      return new Watcher() {
        @Override
        public void progress(double share) {
          progress.accept(share);
        }

        @Override
        public boolean isCancelled() {
          return cancelled.getAsBoolean();
        }
      };
    }

    /** Follows the work on the part that comes after as many as are done. */
    private Watcher part(int done, int count) {
      return of(share -> progress((done + share) / count), this::isCancelled);
    }
  }

  /** Searches a plane in which nothing shows the objects. */
  @FunctionalInterface
  public interface PlaneSearch {
    /**
     * The objects of a plane.
     *
     * @param position of the plane in the image
     * @param chosen the expert that is to find them; empty for the base model as it is
     * @param watcher follows the work on this plane
     */
    List<SegmentedObject> objects(
        StackPosition position, Optional<ChosenExpert> chosen, Watcher watcher);
  }

  /**
   * Segments an image; writes nothing.
   *
   * @throws io.github.evosam.EvoSamException if the prompts cannot be read, or the network not be
   *     run
   * @throws IllegalArgumentException if the prompts do not lie in the image, or no expert fits it
   *     where one is needed
   * @throws CancellationException if the watcher wants it to end
   */
  public SegmentedImage run(ImageDocument image, Segmenter segmenter, Watcher watcher) {
    return run(
        image,
        segmenter,
        watcher,
        (position, chosen, part) -> searched(image.plane(position), segmenter, chosen, part));
  }

  /**
   * As {@link #run(ImageDocument, Segmenter, Watcher)}, with a search of its own.
   *
   * @param segmenter chooses the expert and answers prompts
   * @param search finds what no prompt shows
   */
  public SegmentedImage run(
      ImageDocument image, Segmenter segmenter, Watcher watcher, PlaneSearch search) {
    Optional<Function<StackPosition, List<List<Prompt>>>> shown = prompts.of(image);
    Optional<ChosenExpert> chosen = segmenter.use(request.expert(), image::middlePlane);
    ResultOrigin origin = origin(image, segmenter, chosen);
    if (shown.isEmpty()) {
      request.requireFitting(chosen, segmenter, "this image");
    }
    List<PlaneObjects> planes = new ArrayList<>();
    int count = image.positions().size();
    for (StackPosition position : image.positions()) {
      requireGoingOn(watcher);
      int done = planes.size();
      List<SegmentedObject> found =
          shown.isPresent()
              ? prompted(image, position, segmenter, shown.get().apply(position))
              : search.objects(position, chosen, watcher.part(done, count));
      planes.add(PlaneObjects.of(image, found));
      watcher.progress((double) planes.size() / count);
    }
    requireGoingOn(watcher);
    return new SegmentedImage(image, chosen, planes, origin);
  }

  private static void requireGoingOn(Watcher watcher) {
    if (watcher.isCancelled()) {
      throw new CancellationException("Cancelled");
    }
  }

  private List<SegmentedObject> searched(
      PixelSource plane, Segmenter segmenter, Optional<ChosenExpert> chosen, Watcher watcher) {
    segmenter.setImage(plane);
    return request.find(
        segmenter, chosen, Optional.empty(), watcher::progress, watcher::isCancelled);
  }

  private static List<SegmentedObject> prompted(
      ImageDocument image,
      StackPosition position,
      Segmenter segmenter,
      List<List<Prompt>> objects) {
    if (objects.isEmpty()) {
      return List.of();
    }
    segmenter.setImage(image.plane(position));
    return segmenter.segment(objects);
  }

  /**
   * What was done with an image that was segmented before, with the expert that was used.
   *
   * @throws IllegalArgumentException if its settings cannot be understood
   */
  public static ImageSegmentation of(ResultOrigin origin) {
    return new ImageSegmentation(
        PromptSource.of(origin.shown()),
        SegmentationRequest.parse(origin.expertChoice(), origin.setting(WITHOUT_PROMPTS)),
        SliceRange.parse(origin.setting(SLICES)),
        Integer.parseInt(origin.setting(CHANNEL)));
  }

  private ResultOrigin origin(
      ImageDocument image, Segmenter segmenter, Optional<ChosenExpert> chosen) {
    return ResultOrigin.of(
        COMMAND,
        image.name(),
        UsedFile.of(image.file()),
        image.series(),
        segmenter,
        chosen,
        prompts.shown(image.file(), image.name()),
        settings());
  }

  /**
   * What results depend on besides image, model, expert and prompts. They are also how a folder
   * tells finished files, and {@link ResultOrigin#setting} wants them of files written earlier:
   * note a new one only where it is used, so that results without it are known as before.
   */
  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("expert", request.expert().toString());
    settings.put(WITHOUT_PROMPTS, request.describe());
    settings.put(SLICES, range.toString());
    settings.put(CHANNEL, Integer.toString(channel));
    return settings;
  }

  /** What tells the results of this from those of another, in one line. */
  String describe() {
    String line = settings().toString();
    return "prompts=%s, %s".formatted(prompts.describe(), line.substring(1, line.length() - 1));
  }
}
