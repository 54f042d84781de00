package io.github.evosam.cli;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.imagej.roi.GivenPrompts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Prompts given as arguments, in image pixels; (0, 0) is the centre of the top-left pixel. */
final class PromptOptions {
  @Option(
      names = "--point",
      paramLabel = "X,Y[,+|-]",
      converter = PointConverter.class,
      description = "A click on the object (+, the default) or beside it (-).")
  private List<PointPrompt> points = new ArrayList<>();

  @Option(
      names = "--box",
      paramLabel = "X0,Y0,X1,Y1",
      converter = BoxConverter.class,
      description = "A box around the object; several boxes are several objects.")
  private List<BoxPrompt> boxes = new ArrayList<>();

  @Option(names = "--mask", paramLabel = "FILE", description = "A rough mask of the object.")
  private Path mask;

  /** Whether nothing was given. */
  boolean isEmpty() {
    return given().isEmpty();
  }

  /** The sentence that says why these prompts do not go together, if they do not. */
  Optional<String> conflict() {
    if (boxes.size() > 1 && (!points.isEmpty() || mask != null)) {
      return Optional.of(
          "Several boxes are several objects, so a point or mask beside them is ambiguous;"
              + " give one box, or the objects one by one");
    }
    boolean onlyBeside = !points.isEmpty() && points.stream().noneMatch(PointPrompt::positive);
    return onlyBeside && boxes.isEmpty() && mask == null
        ? Optional.of(
            "All points lie beside the object; give a point on it (X,Y,+), a box or a mask, too")
        : Optional.empty();
  }

  /** What was given. */
  GivenPrompts given() {
    return new GivenPrompts(points, boxes, Optional.ofNullable(mask));
  }

  private static double[] numbers(String text, int count, String form) {
    String[] parts = text.split(",", -1);
    double[] numbers = new double[count];
    try {
      for (int i = 0; i < count; i++) {
        numbers[i] = Double.parseDouble(parts[i].trim());
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new TypeConversionException("'" + text + "' should have the form " + form);
    }
    return numbers;
  }

  /** Reads {@code X,Y[,+|-]}. */
  static final class PointConverter implements ITypeConverter<PointPrompt> {
    private static final String FORM = "X,Y or X,Y,+ or X,Y,-";

    @Override
    public PointPrompt convert(String text) {
      double[] xy = numbers(text, 2, FORM);
      String[] parts = text.split(",", -1);
      boolean negative = parts.length == 3 && parts[2].trim().equals("-");
      boolean positive = parts.length == 2 || parts.length == 3 && parts[2].trim().equals("+");
      if (!negative && !positive) {
        throw new TypeConversionException("'" + text + "' should have the form " + FORM);
      }
      return checked(() -> new PointPrompt(xy[0], xy[1], positive));
    }
  }

  /** Reads {@code X0,Y0,X1,Y1}. */
  static final class BoxConverter implements ITypeConverter<BoxPrompt> {
    private static final String FORM = "X0,Y0,X1,Y1";

    @Override
    public BoxPrompt convert(String text) {
      double[] corners = numbers(text, 4, FORM);
      if (text.split(",", -1).length != 4) {
        throw new TypeConversionException("'" + text + "' should have the form " + FORM);
      }
      return checked(() -> new BoxPrompt(corners[0], corners[1], corners[2], corners[3]));
    }
  }

  private static <T> T checked(java.util.function.Supplier<T> prompt) {
    try {
      return prompt.get();
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
