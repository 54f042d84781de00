package io.github.evosam.engine.propagation;

/** Where objects are followed to. */
public enum Direction {
  /** To higher and to lower slices. */
  BOTH,
  /** To higher slices only. */
  FORWARD,
  /** To lower slices only. */
  BACKWARD
}
