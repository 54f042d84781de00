package io.github.evosam.library;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a user may call an expert: a name that can also stand in a macro and in a file's name. */
public final class ExpertName {
  /** Longest name, characters. */
  static final int MAX_LENGTH = 80;

  /** Besides what cannot be in a file's name or a macro: what cannot be seen. */
  private static final Pattern FORBIDDEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}/\\\\:*?\"<>|\\[\\]]");

  /** What {@code --expert} takes in place of a name. */
  private static final Set<String> RESERVED = Set.of("auto", "none");

  private ExpertName() {}

  /**
   * Checks a name.
   *
   * @return the name
   * @throws IllegalArgumentException if it cannot be one; the message says why
   */
  static String check(String name) {
    if (name.isBlank() || !name.equals(name.strip()) || name.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "An expert's name has 1 to %d characters and no space at its ends, but '%s' came"
              .formatted(MAX_LENGTH, name));
    }
    if (FORBIDDEN.matcher(name).find()) {
      throw new IllegalArgumentException(
          "An expert's name has none of / \\ : * ? \" < > | [ ] and no invisible character, but '"
              + name
              + "' came");
    }
    if (RESERVED.contains(key(name))) {
      throw new IllegalArgumentException(
          "'" + name + "' has a meaning of its own as an expert; choose another name");
    }
    return name;
  }

  /** Whether a user would take two names for the same. */
  public static boolean isSame(String one, String other) {
    return key(one).equals(key(other));
  }

  /** Equal for names that a user would take for the same. */
  static String key(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }
}
