package io.github.evosam.library;

import com.google.gson.JsonObject;

/**
 * Version of what is on disk. A minor version adds what older programs may ignore; a major version
 * changes the meaning of what was there.
 *
 * @param major from 1 on
 * @param minor from 0 on
 */
public record FormatVersion(int major, int minor) {
  /** Of the libraries and exports that this program writes. */
  public static final FormatVersion CURRENT = new FormatVersion(1, 0);

  /** Of the experts that it writes. It reads this major version and all before. */
  public static final FormatVersion EXPERT = new FormatVersion(1, 4);

  private static final String FORMAT = "format";
  private static final String VERSION = "version";

  /** Checks the numbers. */
  public FormatVersion {
    if (major < 1 || minor < 0) {
      throw new IllegalArgumentException(
          "A format version is 1.0 or later, not " + major + "." + minor);
    }
  }

  /**
   * Reads {@code major.minor}.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static FormatVersion parse(String text) {
    if (!text.matches("\\d{1,4}\\.\\d{1,4}")) {
      throw new IllegalArgumentException("a format version is like 1.0, not '" + text + "'");
    }
    int point = text.indexOf('.');
    return new FormatVersion(
        Integer.parseInt(text.substring(0, point)), Integer.parseInt(text.substring(point + 1)));
  }

  /** A JSON object that says its format and the version. */
  JsonObject header(String format) {
    JsonObject json = new JsonObject();
    json.addProperty(FORMAT, format);
    json.addProperty(VERSION, toString());
    return json;
  }

  /**
   * The version that a JSON object says.
   *
   * @throws NewerFormatException if its major version is newer
   * @throws IllegalArgumentException if it is of another format
   */
  static FormatVersion of(JsonFields json, String format) {
    String found = json.text(FORMAT);
    if (!found.equals(format)) {
      throw new IllegalArgumentException(
          "its format is '%s' instead of '%s'".formatted(found, format));
    }
    FormatVersion version = parse(json.text(VERSION));
    if (version.major > CURRENT.major) {
      throw new NewerFormatException(version);
    }
    return version;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
