package io.github.evosam.engine.learning;

import io.github.evosam.engine.expert.ExpertMatch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the matcher makes of the images that a new expert was judged by, before it is told that they
 * are the expert's own: where each would go as a new image.
 *
 * @param images in the order of judging
 */
public record TaskRouting(List<Image> images) {
  /**
   * One image.
   *
   * @param image its name
   * @param expert that is chosen for it; empty if none fits
   * @param confidence probability that it is this expert if one fits, 0..1; empty if none fits
   * @param own whether it is the new expert
   */
  public record Image(
      String image, Optional<String> expert, Optional<Double> confidence, boolean own) {
    static Image of(String name, ExpertMatch match, String id) {
      Optional<ExpertMatch.Ranked> chosen = match.chosen();
      return new Image(
          name,
          chosen.map(ExpertMatch.Ranked::expert),
          chosen.map(ExpertMatch.Ranked::confidence),
          chosen.filter(best -> best.id().equals(id)).isPresent());
    }

    private String sentence() {
      return expert
          .map(
              e ->
                  String.format(
                      Locale.ROOT, "  %s: '%s', confidence %.2f", image, e, confidence.orElse(0.0)))
          .orElseGet(() -> "  " + image + ": none fits");
    }
  }

  /** Freezes the list. */
  public TaskRouting {
    images = List.copyOf(images);
  }

  /** Number of images that get the new expert. */
  public long own() {
    return images.stream().filter(Image::own).count();
  }

  /** Number of images that get another expert. */
  public long others() {
    return images.size() - own() - none();
  }

  /** Number of images that no expert fits. */
  public long none() {
    return images.stream().filter(image -> image.expert().isEmpty()).count();
  }

  /** The routing in words: the counts, then each image that does not get the new expert. */
  List<String> lines() {
    String counts =
        "With expert=auto, %d of %d validation images get this expert, %d another one and %d none"
            .formatted(own(), images.size(), others(), none());
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(counts),
            images.stream().filter(image -> !image.own()).map(Image::sentence))
        .toList();
  }
}
