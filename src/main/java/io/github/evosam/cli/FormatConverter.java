package io.github.evosam.cli;

import io.github.evosam.imagej.result.ResultFormat;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code labels|mask|rois|overlay}. */
final class FormatConverter implements ITypeConverter<ResultFormat> {
  @Override
  public ResultFormat convert(String name) {
    try {
      return ResultFormat.valueOf(name.trim().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "Format '%s' is not known; use labels, mask, rois or overlay".formatted(name));
    }
  }
}
