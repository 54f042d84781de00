package io.github.evosam.imagej.ui.dialog;

import ij.IJ;
import ij.WindowManager;
import io.github.evosam.EvoSamException;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertEntry;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.imagej.key.MacroKey;
import io.github.evosam.imagej.key.MacroKeys;
import io.github.evosam.imagej.key.Offer;
import io.github.evosam.imagej.key.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a dialog offers for a key: values as macros write them, and what they are called. */
final class Offers {
  /** What those are called that are no name of an expert or image. */
  private static final Map<String, String> WORDS =
      Map.of("auto", "auto: the one that fits", "none", "none", "", "–");

  private Offers() {}

  /**
   * What can be chosen, by value; empty for a key that takes any text.
   *
   * @param current value that is offered, too, whatever it is
   */
  static Map<String, String> of(MacroKey key, String current) {
    Offer offer = key.shown().map(Shown::offer).orElse(Offer.NOTHING);
    return switch (offer) {
      case NOTHING -> declared(key);
      case MODELS -> named(Stream.concat(BaseModels.ofUser().names().stream(), given(current)));
      case EXPERTS_OR_NONE -> named(Stream.concat(Stream.of("auto", "none"), experts()));
      case EXPERTS -> named(Stream.concat(Stream.of(""), experts()));
      case IMAGES -> named(Stream.concat(Stream.of(""), titles()));
      case IMAGES_OR_PATH -> named(Stream.concat(titles(), given(current)));
    };
  }

  private static Map<String, String> declared(MacroKey key) {
    Map<String, String> declared = new LinkedHashMap<>();
    List<String> words = MacroKeys.words(key);
    for (int i = 0; i < words.size(); i++) {
      declared.put(key.choices().get(i), words.get(i));
    }
    return declared;
  }

  private static Map<String, String> named(Stream<String> values) {
    return values
        .distinct()
        .collect(
            Collectors.toMap(
                value -> value,
                value -> WORDS.getOrDefault(value, value),
                (first, second) -> first,
                LinkedHashMap::new));
  }

  private static Stream<String> given(String current) {
    return current.isEmpty() ? Stream.of() : Stream.of(current);
  }

  private static Stream<String> titles() {
    return Stream.of(WindowManager.getImageTitles());
  }

  /** An unreadable library keeps nobody from segmenting without it. */
  private static Stream<String> experts() {
    try {
      return ExpertCatalogue.ofUser().list().stream()
          .filter(ExpertEntry::isReady)
          .map(ExpertEntry::name);
    } catch (EvoSamException e) {
      IJ.log("EvoSAM: " + e.getMessage());
      return Stream.of();
    }
  }
}
