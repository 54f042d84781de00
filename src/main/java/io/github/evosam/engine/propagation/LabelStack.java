package io.github.evosam.engine.propagation;

import io.github.evosam.geometry.LabelMap;

/**
 * The labels of a stack, in memory or on disk. Slices count from 0 and hold 0 until they are
 * written.
 */
public interface LabelStack {
  /** Labels are 16-bit numbers. */
  int LARGEST_LABEL = 65535;

  /** Number of slices. */
  int slices();

  /**
   * The labels of a slice.
   *
   * @throws io.github.evosam.EvoSamException if they cannot be read
   */
  LabelMap read(int slice);

  /**
   * Replaces the labels of a slice.
   *
   * @throws IllegalArgumentException if they have another size, or one exceeds {@link
   *     #LARGEST_LABEL}
   * @throws io.github.evosam.EvoSamException if they cannot be written
   */
  void write(int slice, LabelMap labels);
}
