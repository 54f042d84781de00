package io.github.evosam.lab.continual;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A way of learning task after task. */
public enum ContinualMethod {
  /** An expert for each task; the matcher chooses for each image. */
  EVOSAM("an expert for each task, chosen by the matcher"),
  /** The same experts; the true one is told. */
  ORACLE("the same experts, the true one told"),
  /** Plain SAM, which learns nothing. */
  FROZEN("plain SAM, nothing learned"),
  /** One adapter goes on learning, with nothing done against forgetting. */
  SEQUENTIAL("one adapter, trained on task after task"),
  /** Elastic weight consolidation (Kirkpatrick et al. 2017). */
  EWC("one adapter, elastic weight consolidation"),
  /** Learning without forgetting (Li &amp; Hoiem 2017). */
  LWF("one adapter, learning without forgetting"),
  /** Experience replay with a small memory of images (Chaudhry et al. 2019). */
  REPLAY("one adapter, replay of a few old images"),
  /** All tasks at once, at the end: the upper bound that others are held against. */
  JOINT("one adapter, all tasks at once");

  private final String summary;

  ContinualMethod(String summary) {
    this.summary = summary;
  }

  /** The name in arguments, files and results. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it does, in a few words. */
  public String summary() {
    return summary;
  }

  /** Whether it chooses an expert for each image by itself. */
  boolean routes() {
    return this == EVOSAM;
  }

  /**
   * The method of a {@link #key}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ContinualMethod parse(String key) {
    return Arrays.stream(values())
        .filter(method -> method.key().equals(key.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Method '%s' is not known; there are %s".formatted(key, keys())));
  }

  private static String keys() {
    return Arrays.stream(values()).map(ContinualMethod::key).collect(Collectors.joining(", "));
  }
}
