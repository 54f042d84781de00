package io.github.evosam.imagej.batch;

import java.util.List;
import java.util.Properties;

/**
 * What is known of an image's results.
 *
 * @param isDone whether all of them are in place; else they were about to be put there
 * @param settings how they were made
 * @param stamp of the image and its prompts, see {@link SourceImage#stamp}
 * @param outputs file names, beside each other
 * @param objects number of objects
 * @param expert name of the expert, empty for none
 */
record ImageRecord(
    boolean isDone,
    String settings,
    String stamp,
    List<String> outputs,
    int objects,
    String expert) {
  private static final String SEPARATOR = "/"; // occurs in no file name

  /** Freezes the list. */
  ImageRecord {
    outputs = List.copyOf(outputs);
  }

  /** The same, with all results in place. */
  ImageRecord done() {
    return new ImageRecord(true, settings, stamp, outputs, objects, expert);
  }

  /** Whether results of the same settings and the same image are meant. */
  boolean isOf(String otherSettings, String otherStamp) {
    return settings.equals(otherSettings) && stamp.equals(otherStamp);
  }

  /** As text, for {@link #of}. */
  Properties toProperties() {
    Properties properties = new Properties();
    properties.setProperty("done", Boolean.toString(isDone));
    properties.setProperty("settings", settings);
    properties.setProperty("stamp", stamp);
    properties.setProperty("outputs", String.join(SEPARATOR, outputs));
    properties.setProperty("objects", Integer.toString(objects));
    properties.setProperty("expert", expert);
    return properties;
  }

  /**
   * From text.
   *
   * @throws IllegalArgumentException if something is missing
   */
  static ImageRecord of(Properties properties) {
    String outputs = text(properties, "outputs");
    return new ImageRecord(
        Boolean.parseBoolean(text(properties, "done")),
        text(properties, "settings"),
        text(properties, "stamp"),
        outputs.isEmpty() ? List.of() : List.of(outputs.split(SEPARATOR)),
        Integer.parseInt(text(properties, "objects")),
        text(properties, "expert"));
  }

  private static String text(Properties properties, String key) {
    String value = properties.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException("no '" + key + "' in the record");
    }
    return value;
  }
}
