package io.github.evosam.engine.expert;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Which expert is to be used: the one that the matcher chooses, none, or a certain one.
 *
 * @param kind of choice
 * @param name name or id of the expert; empty unless {@link Kind#NAMED}
 */
public record ExpertChoice(Kind kind, Optional<String> name) {
  /** The expert that fits the image, if one does. */
  public static final ExpertChoice AUTO = new ExpertChoice(Kind.AUTO, Optional.empty());

  /** The base model as it is. */
  public static final ExpertChoice NONE = new ExpertChoice(Kind.NONE, Optional.empty());

  /** Kinds of choice. */
  public enum Kind {
    /** By the matcher, image by image. */
    AUTO,
    /** Plain SAM. */
    NONE,
    /** By the user. */
    NAMED
  }

  /** Checks that there is a name where one is needed. */
  public ExpertChoice {
    Objects.requireNonNull(kind);
    if (name.isPresent() != (kind == Kind.NAMED)) {
      throw new IllegalArgumentException(
          "An expert has a name if, and only if, it is chosen by it");
    }
  }

  /**
   * Reads {@code auto}, {@code none}, both in any case, or an expert's name or id; whether there is
   * such an expert is seen when it is used.
   *
   * @throws IllegalArgumentException if the text is blank
   */
  public static ExpertChoice parse(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "An expert is auto, none or the name of one of 'experts list', but a blank came (expert=)");
    }
    return switch (text.toLowerCase(Locale.ROOT)) { // no expert is called so in any case
      case "auto" -> AUTO;
      case "none" -> NONE;
      default -> new ExpertChoice(Kind.NAMED, Optional.of(text));
    };
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return name.orElse(kind == Kind.AUTO ? "auto" : "none");
  }
}
