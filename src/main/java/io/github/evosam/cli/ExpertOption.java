package io.github.evosam.cli;

import io.github.evosam.engine.expert.ExpertChoice;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that chooses the expert. */
final class ExpertOption {
  @Option(
      names = "--expert",
      defaultValue = "auto",
      paramLabel = "auto|none|NAME",
      converter = Converter.class,
      description = "Expert: the one that fits each image, none, or this (${DEFAULT-VALUE}).")
  private ExpertChoice choice;

  /** The choice. */
  ExpertChoice choice() {
    return choice;
  }

  /** Reads {@code auto|none|NAME}. */
  static final class Converter implements ITypeConverter<ExpertChoice> {
    @Override
    public ExpertChoice convert(String text) {
      try {
        return ExpertChoice.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
