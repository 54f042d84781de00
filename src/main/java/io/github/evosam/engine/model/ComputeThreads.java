package io.github.evosam.engine.model;

import ai.djl.pytorch.jni.JniUtils;

/** The threads that the network's library shares the work of one layer among. */
public final class ComputeThreads {
  private ComputeThreads() {}

  /**
   * Their number now, which is that of the cores unless something else was chosen.
   *
   * @throws EngineException if the native library cannot be loaded
   */
  public static int count() {
    ComputeDevice.load();
    return JniUtils.getNumThreads();
  }

  /**
   * Sets their number, for all work that begins after this.
   *
   * @param count 1 or more
   * @throws IllegalArgumentException if it is less than 1
   * @throws EngineException if the native library cannot be loaded
   */
  public static void use(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("Work takes a thread at least, but " + count + " came");
    }
    ComputeDevice.load();
    JniUtils.setNumThreads(count);
  }
}
