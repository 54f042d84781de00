package io.github.evosam.engine;

import io.github.evosam.engine.everything.EverythingOptions;
import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.geometry.Mask;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to be found in images, whoever asks: menu, macro, command line or Spark.
 *
 * @param expert that is to work
 * @param search what is looked for where nothing shows the objects
 * @param pointsPerSide clicks along the longer side where everything is looked for; 0 for what
 *     suits the model
 */
public record SegmentationRequest(ExpertChoice expert, Search search, int pointsPerSide) {
  /** Kinds of search. */
  public enum Search {
    /** Nothing is looked for: prompts show the objects. */
    PROMPTED,
    /** The objects of the task of the expert that is used; an image that none fits is refused. */
    TASK,
    /** Everything that looks like an object. */
    EVERYTHING,
    /** The objects of the expert's task; where no expert is used, everything. */
    TASK_OR_EVERYTHING
  }

  /** With as many clicks as suit the model. */
  public SegmentationRequest(ExpertChoice expert, Search search) {
    this(expert, search, 0);
  }

  /**
   * Refuses an image that shows no objects, where an expert is needed to find them.
   *
   * @param chosen the expert in place for the image
   * @param image its name, or what it is called in a sentence
   * @throws IllegalArgumentException if it is needed and none is there
   */
  public void requireFitting(Optional<ChosenExpert> chosen, Segmenter segmenter, String image) {
    if (search == Search.TASK && chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "No expert fits %s%s; name one (expert=NAME), show the objects by prompts, or have everything segmented"
              .formatted(
                  image,
                  segmenter.hasExperts()
                      ? NearestExpert.mention(segmenter, expert)
                      : " (there is none yet; teach one by EvoSAM Learn Task)"));
    }
  }

  /**
   * Looks for objects in the segmenter's image, without prompts.
   *
   * @param chosen the expert in place
   * @param region only this part, or empty for the whole image
   * @param progress hears of the share done, 0..1
   * @param cancelled true ends the search
   * @throws CancellationException if it was cancelled while a task was looked for
   */
  public List<SegmentedObject> find(
      Segmenter segmenter,
      Optional<ChosenExpert> chosen,
      Optional<Mask> region,
      DoubleConsumer progress,
      BooleanSupplier cancelled) {
    if (search == Search.TASK || search == Search.TASK_OR_EVERYTHING && chosen.isPresent()) {
      return segmenter.segmentTask(region, progress, cancelled);
    }
    return segmenter.everything(everythingOptions(), region, progress, cancelled);
  }

  /** What counts as an object where everything is looked for. */
  public EverythingOptions everythingOptions() {
    EverythingOptions usual = EverythingOptions.DEFAULT;
    return pointsPerSide == 0 ? usual : usual.withPointsPerSide(pointsPerSide);
  }

  /** What is looked for, as in {@code everything(32)}. */
  public String describe() {
    return pointsPerSide == 0 ? word(search) : word(search) + "(" + pointsPerSide + ")";
  }

  private static String word(Search search) {
    return search.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /**
   * Reads what {@link #describe} writes.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static SegmentationRequest parse(ExpertChoice expert, String text) {
    for (Search search : Search.values()) {
      Matcher parts = Pattern.compile(word(search) + "(?:\\((\\d{1,4})\\))?").matcher(text);
      if (parts.matches()) {
        int points = parts.group(1) == null ? 0 : Integer.parseInt(parts.group(1));
        return new SegmentationRequest(expert, search, points);
      }
    }
    throw new IllegalArgumentException("'%s' is no kind of search".formatted(text));
  }
}
