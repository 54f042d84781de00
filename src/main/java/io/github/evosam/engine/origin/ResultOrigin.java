package io.github.evosam.engine.origin;

import io.github.evosam.EvoSamException;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.engine.expert.ExpertChoice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How the results of an image were made: all that is needed to make them again, bit for bit on the
 * same machine.
 *
 * @param version of EvoSAM
 * @param command that made them
 * @param name that they are called after
 * @param image that they show
 * @param series which of the images in the file, from 0
 * @param model that was asked
 * @param expert that was in use; empty for the base model as it is
 * @param shown the prompts
 * @param settings further ones that change the results, by name
 * @param results SHA-256 of each file by its name; empty until they are written
 */
public record ResultOrigin(
    String version,
    String command,
    String name,
    UsedFile image,
    int series,
    UsedModel model,
    Optional<UsedExpert> expert,
    ShownObjects shown,
    Map<String, String> settings,
    Map<String, String> results) {
  private static final String FILE_NAME = "[^/\\\\\\p{Cntrl}]+";

  /**
   * Checks that nothing is missing, and that names stay in their folder.
   *
   * @throws IllegalArgumentException if something is missing, or a name is none of a file
   */
  public ResultOrigin {
    require(version, "version");
    require(command, "command");
    require(image, "image");
    require(model, "model");
    expert = orEmpty(expert);
    shown = require(shown, "shown");
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(require(settings, "settings")));
    results = Collections.unmodifiableMap(new TreeMap<>(require(results, "results")));
    Stream.concat(Stream.of(require(name, "name")), results.keySet().stream())
        .forEach(ResultOrigin::requireFileName);
    if (series < 0) {
      throw new IllegalArgumentException("its field 'series' must not be negative");
    }
  }

  /**
   * How results are made now.
   *
   * @param chosen the expert in use
   */
  public static ResultOrigin of(
      String command,
      String name,
      UsedFile image,
      int series,
      Segmenter segmenter,
      Optional<ChosenExpert> chosen,
      ShownObjects shown,
      Map<String, String> settings) {
    return new ResultOrigin(
        thisVersion(),
        command,
        name,
        image,
        series,
        UsedModel.of(segmenter),
        chosen.map(expert -> UsedExpert.of(expert, segmenter)),
        shown,
        settings,
        Map.of());
  }

  /** The version of this program. */
  public static String thisVersion() {
    String version = ResultOrigin.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  ResultOrigin withResults(Map<String, String> written) {
    return new ResultOrigin(
        version, command, name, image, series, model, expert, shown, settings, written);
  }

  /** Exactly the expert that was used, or none. */
  public ExpertChoice expertChoice() {
    return expert.map(UsedExpert::choice).orElse(ExpertChoice.NONE);
  }

  /**
   * A setting.
   *
   * @throws IllegalArgumentException if it is missing
   */
  public String setting(String key) {
    return require(settings.get(key), "settings." + key);
  }

  /**
   * What is otherwise now, so that the results cannot be made again, sentences; empty if nothing
   * is.
   *
   * @param segmenter the model, opened again
   */
  public List<String> changes(Segmenter segmenter) {
    List<String> changes = new ArrayList<>();
    image.change("The image").ifPresent(changes::add);
    shown.mask().flatMap(mask -> mask.change("The mask")).ifPresent(changes::add);
    shown.rois().flatMap(rois -> rois.change("The ROI file")).ifPresent(changes::add);
    model.change(segmenter).ifPresent(changes::add);
    try {
      expert.flatMap(used -> used.change(segmenter)).ifPresent(changes::add);
    } catch (EvoSamException e) {
      changes.add(e.getMessage());
    }
    return changes;
  }

  private static void requireFileName(String name) {
    if (!name.matches(FILE_NAME) || name.matches("\\.+")) {
      throw new IllegalArgumentException("'%s' is no name of a result".formatted(name));
    }
  }

  /** A value that must be there. */
  static <T> T require(T value, String field) {
    if (value == null) {
      throw new IllegalArgumentException("its field '" + field + "' is missing");
    }
    return value;
  }

  /** A value of a field that may be missing. */
  @SuppressWarnings("OptionalAssignedToNull") // which is what a reader of JSON gives
  static <T> Optional<T> orEmpty(Optional<T> value) {
    return value == null ? Optional.empty() : value;
  }
}
