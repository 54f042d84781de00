package io.github.evosam.engine.model;

import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

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

  /**
   * Does work on the calling thread with so many, then sets their number back. Threads that the
   * work starts take the same number.
   *
   * @param count 1 or more
   */
  public static <T> T during(int count, Supplier<T> work) {
    int before = count();
    use(count);
    try {
      return work.get();
    } finally {
      use(before);
    }
  }
}
