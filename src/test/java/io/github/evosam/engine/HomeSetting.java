package io.github.evosam.engine;

import io.github.evosam.engine.model.EvoSamHome;

/** Puts the setting of the user's home back after a test that changed it. */
public final class HomeSetting {
  private HomeSetting() {}

  /**
   * Puts it back.
   *
   * @param before as it was; null if it was not set
   */
  public static void restore(String before) {
    if (before == null) {
      System.clearProperty(EvoSamHome.PROPERTY);
    } else {
      System.setProperty(EvoSamHome.PROPERTY, before);
    }
  }
}
