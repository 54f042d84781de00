package io.github.evosam.imagej.key;

import ij.ImagePlus;
import ij.WindowManager;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scijava.plugin.Parameter;

/**
 * One macro key, declared by a field of its command: the field's name is the key, its first value
 * the default.
 *
 * @param field of type String, boolean, int, long, double or ImagePlus
 * @param parameter label, description, choices, limits and style
 * @param shown how a dialog shows it; empty if it is for macros only
 */
public record MacroKey(Field field, Parameter parameter, Optional<Shown> shown) {
  /** Makes the field accessible. */
  public MacroKey {
    field.setAccessible(true);
  }

  /** The key as macros write it. */
  public String name() {
    return field.getName();
  }

  /** What a dialog calls it. */
  public String label() {
    return parameter.label();
  }

  /** The only values that are possible; empty if there are others. */
  public List<String> choices() {
    return List.of(parameter.choices());
  }

  /** Whether it is on or off. */
  public boolean isFlag() {
    return field.getType() == boolean.class;
  }

  /** Whether its values are the titles of open images. */
  public boolean isImage() {
    return field.getType() == ImagePlus.class;
  }

  /** Whether its values are numbers. */
  public boolean isNumber() {
    return field.getType().isPrimitive() && !isFlag();
  }

  /** Whether the dialog folds it away. */
  public boolean isRare() {
    return shown.map(Shown::rare).orElse(false);
  }

  /** What its value is, as a macro writes it. */
  public String text(Object command) {
    Object value = value(command);
    if (value instanceof ImagePlus image) {
      return image.getTitle();
    }
    return value == null ? "" : value.toString();
  }

  private Object value(Object command) {
    try {
      return field.get(command);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("The key " + name() + " cannot be read", e);
    }
  }

  /**
   * Gives it the value that a macro writes.
   *
   * @throws IllegalArgumentException if that is not possible; names key, value and what is allowed
   */
  public void set(Object command, String text) {
    try {
      field.set(command, parsed(text.trim()));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("The key " + name() + " cannot be set", e);
    }
  }

  /**
   * Checks the value that it has, which a script may have set to anything.
   *
   * @throws IllegalArgumentException if it is not possible
   */
  void check(Object command) {
    if (!isImage()) {
      set(command, text(command));
    }
  }

  /** What is allowed, in words that follow <em>is</em>. */
  public String allowed() {
    if (isFlag()) {
      return "true or false";
    }
    if (isImage()) {
      return "the title of an open image";
    }
    if (!isNumber()) {
      return choices().isEmpty() ? "a text" : "one of " + String.join(", ", choices());
    }
    String number = field.getType() == double.class ? "a number as 2.5" : "a whole number";
    String min = parameter.min();
    String max = parameter.max();
    return number
        + (max.isEmpty() ? "" : " in " + min + ".." + max)
        + (max.isEmpty() && !min.isEmpty() ? " of at least " + min : "");
  }

  private Object parsed(String text) {
    if (isImage()) {
      return image(text);
    }
    if (isFlag()) {
      return flag(text);
    }
    if (isNumber()) {
      return number(text);
    }
    if (choices().isEmpty()) {
      return text;
    }
    String choice = text.toLowerCase(Locale.ROOT);
    return choices().contains(choice) ? choice : refuse(text);
  }

  private ImagePlus image(String title) {
    ImagePlus image = title.isEmpty() ? null : WindowManager.getImage(title);
    if (image == null && !title.isEmpty()) {
      throw new IllegalArgumentException(
          "%s=%s is not possible; no image of that title is open".formatted(name(), title));
    }
    return image;
  }

  private boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> (boolean) refuse(text);
    };
  }

  private Object number(String text) {
    try {
      Object value = numberOfType(text);
      double size = ((Number) value).doubleValue();
      boolean isLow = !parameter.min().isEmpty() && size < Double.parseDouble(parameter.min());
      boolean isHigh = !parameter.max().isEmpty() && size > Double.parseDouble(parameter.max());
      return isLow || isHigh || Double.isNaN(size) ? refuse(text) : value;
    } catch (NumberFormatException e) {
      return refuse(text);
    }
  }

  private Object numberOfType(String text) {
    if (field.getType() == double.class) {
      return Double.valueOf(text);
    }
    if (field.getType() == long.class) {
      return Long.valueOf(text);
    }
    return Integer.valueOf(text); // not by ?:, which would make a double of all three
  }

  private Object refuse(String text) {
    throw new IllegalArgumentException(
        "%s=%s is not possible; %s is %s".formatted(name(), text, name(), allowed()));
  }
}
