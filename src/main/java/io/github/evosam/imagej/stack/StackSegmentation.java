package io.github.evosam.imagej.stack;

import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.SegmentationRequest.Search;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.origin.ResultOrigin;
import io.github.evosam.engine.origin.ShownObjects;
import io.github.evosam.engine.origin.UsedFile;
import io.github.evosam.engine.propagation.Direction;
import io.github.evosam.engine.propagation.Seed;
import io.github.evosam.engine.propagation.StopRule;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.roi.GivenPrompts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/**
 * What is done with each stack: objects are followed from where they are shown, or found on every
 * plane and linked.
 *
 * @param shown what shows objects; without, they are found
 * @param everything whether everything is looked for, rather than what the expert has learned
 * @param expert that is used
 * @param range planes to look at
 * @param rule when an object ends
 * @param direction where objects are followed to
 */
public record StackSegmentation(
    Shown shown,
    boolean everything,
    ExpertChoice expert,
    SliceRange range,
    StopRule rule,
    Direction direction) {
  /** What sidecars call this. */
  public static final String COMMAND = "propagate";

  private static final String ON = "on";
  private static final String EVERYTHING = "everything";
  private static final String SLICES = "slices";
  private static final String DIRECTION = "direction";
  private static final String MIN_AREA = "min-area";
  private static final String MIN_IOU = "min-iou";
  private static final String MIN_OVERLAP = "min-overlap";
  private static final String MIN_CONTRAST = "min-contrast";

  /**
   * What shows objects.
   *
   * @param prompts in numbers
   * @param rois a file of them, in place of the prompts
   * @param on plane that they show objects on, from 1; 0: the first of the range
   */
  public record Shown(GivenPrompts prompts, Optional<Path> rois, int on) {
    /** Whether there is anything. */
    public boolean isAnything() {
      return rois.isPresent() || !prompts.isEmpty();
    }

    private ShownObjects objects() {
      return rois.map(UsedFile::of).map(ShownObjects::by).orElseGet(prompts::shown);
    }

    private List<Seed> seeds(Path file, StackDocument stack, int first, Consumer<String> notes) {
      int plane = on > 0 ? on : first;
      return rois.isPresent()
          ? stack.seeds(rois.get(), plane)
          : stack.seeds(prompts.objects(stack.size(), file, notes), plane);
    }
  }

  /**
   * What became of a stack.
   *
   * @param expert that was used
   * @param byMemory whether objects were followed by the model's own memory
   * @param written results
   */
  public record Done(
      Optional<ChosenExpert> expert, boolean byMemory, StackDocument.Written written) {}

  /**
   * What was done with a stack before, with the expert that was used.
   *
   * @throws IllegalArgumentException if its settings cannot be understood
   */
  public static StackSegmentation of(ResultOrigin origin) {
    return new StackSegmentation(
        new Shown(
            GivenPrompts.of(origin.shown()),
            origin.shown().rois().map(UsedFile::file),
            Integer.parseInt(origin.setting(ON))),
        Boolean.parseBoolean(origin.setting(EVERYTHING)),
        origin.expertChoice(),
        SliceRange.parse(origin.setting(SLICES)),
        new StopRule(
            Integer.parseInt(origin.setting(MIN_AREA)),
            Double.parseDouble(origin.setting(MIN_IOU)),
            Double.parseDouble(origin.setting(MIN_OVERLAP)),
            Double.parseDouble(origin.setting(MIN_CONTRAST))),
        Direction.valueOf(origin.setting(DIRECTION).toUpperCase(Locale.ROOT)));
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("expert", expert.toString());
    settings.put(ON, Integer.toString(shown.on()));
    settings.put(EVERYTHING, Boolean.toString(everything));
    settings.put(SLICES, range.toString());
    settings.put(DIRECTION, direction.name().toLowerCase(Locale.ROOT));
    settings.put(MIN_AREA, Integer.toString(rule.minAreaPixels()));
    settings.put(MIN_IOU, Double.toString(rule.minPredictedIou()));
    settings.put(MIN_OVERLAP, Double.toString(rule.minOverlap()));
    settings.put(MIN_CONTRAST, Double.toString(rule.minContrast()));
    return settings;
  }

  /**
   * Does it, and writes the results with their sidecar, all of them or none.
   *
   * @param output folder of the results
   * @param notes hears what a user should know of the files, sentences
   * @param progress hears of the share done, 0..1; what it throws ends the run
   * @throws io.github.evosam.EvoSamException if a file cannot be read or written
   * @throws IllegalArgumentException if prompts or planes do not lie in the stack, or no expert
   *     fits it where one is needed
   */
  public Done run(
      Path file,
      Segmenter segmenter,
      Path output,
      Consumer<String> notes,
      DoubleConsumer progress) {
    StackDocument stack = StackDocument.open(file, range);
    stack.notes().forEach(notes);
    if (!shown.isAnything()) {
      return link(stack, segmenter, output, progress, by(segmenter));
    }
    Optional<ChosenExpert> chosen = stack.choose(segmenter, expert);
    StackDocument.Target target = target(stack, segmenter, chosen, output);
    List<Seed> seeds = shown.seeds(file, stack, range.first(), notes);
    StackTask.Following following = new StackTask.Following(seeds, Map.of(), rule, direction);
    StackDocument.Written written = stack.follow(segmenter, following, target, progress);
    return new Done(chosen, segmenter.followsByMemory(), written);
  }

  /** How the planes of a stack are searched in which nothing shows the objects. */
  @FunctionalInterface
  public interface Searching {
    /**
     * The search of a stack; the caller closes it.
     *
     * @param request what is looked for
     * @param chosen the expert that is to find it; empty for the base model as it is
     */
    StackTask.PlaneSearch of(
        StackDocument stack, SegmentationRequest request, Optional<ChosenExpert> chosen);
  }

  private static Searching by(Segmenter segmenter) {
    return (stack, request, chosen) ->
        stack.by(
            segmenter,
            (open, progress) ->
                request.find(open, chosen, Optional.empty(), progress, () -> false));
  }

  /**
   * Does it with a search of its own where nothing shows the objects, as {@link #run}.
   *
   * @param segmenter chooses the expert
   * @param progress hears of the share done, 0..1; what it throws ends the run
   */
  public Done link(
      StackDocument stack,
      Segmenter segmenter,
      Path output,
      DoubleConsumer progress,
      Searching searching) {
    Optional<ChosenExpert> chosen = stack.choose(segmenter, expert);
    StackDocument.Target target = target(stack, segmenter, chosen, output);
    SegmentationRequest request =
        new SegmentationRequest(expert, everything ? Search.EVERYTHING : Search.TASK);
    request.requireFitting(chosen, segmenter, "this stack");
    try (StackTask.PlaneSearch search = searching.of(stack, request, chosen)) {
      return new Done(chosen, false, stack.link(search, target, progress));
    }
  }

  private StackDocument.Target target(
      StackDocument stack, Segmenter segmenter, Optional<ChosenExpert> chosen, Path output) {
    ResultOrigin origin =
        ResultOrigin.of(
            COMMAND,
            stack.name(),
            UsedFile.of(stack.file()),
            0,
            segmenter,
            chosen,
            shown.objects(),
            settings());
    return new StackDocument.Target(output, origin);
  }
}
