package io.github.evosam.engine.model;

import java.nio.file.Path;

/** Where a user's models and experts live. */
public final class EvoSamHome {
  /** System property that overrides the folder. */
  public static final String PROPERTY = "evosam.home";

  /** Environment variable that overrides the folder, if the property is not set. */
  public static final String ENVIRONMENT = "EVOSAM_HOME";

  private EvoSamHome() {}

  /** The folder: the property, else the environment variable, else {@code ~/.evosam}. */
  public static Path resolve() {
    String property = System.getProperty(PROPERTY);
    if (property != null && !property.isBlank()) {
      return Path.of(property);
    }
    String environment = System.getenv(ENVIRONMENT);
    if (environment != null && !environment.isBlank()) {
      return Path.of(environment);
    }
    return Path.of(System.getProperty("user.home"), ".evosam");
  }
}
