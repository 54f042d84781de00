package io.github.evosam.library;

import java.util.Optional;

/**
 * How an expert is imported.
 *
 * @param baseModel that it must have been learned on; empty: any
 * @param name that it gets; empty: its own
 */
public record ImportOptions(Optional<BaseModelReference> baseModel, Optional<String> name) {
  /** Takes every expert as it is. */
  public static final ImportOptions ANY = new ImportOptions(Optional.empty(), Optional.empty());

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it cannot be one
   */
  public ImportOptions {
    name.ifPresent(ExpertName::check);
  }

  /** The same, for experts of one base model only. */
  public ImportOptions withBaseModel(BaseModelReference required) {
    return new ImportOptions(Optional.of(required), name);
  }

  /** The same, with another name for the expert. */
  public ImportOptions withName(String given) {
    return new ImportOptions(baseModel, Optional.of(given));
  }
}
