package io.github.evosam.spark;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;

/**
 * The plane that the tasks of a process search, kept from one task to the next, so that it is in
 * memory once. An executor has no other place for what outlives a task; it goes when that ends.
 */
final class OpenPlane {
  private static PlaneJob job;
  private static PixelSource pixels;

  private OpenPlane() {}

  /**
   * The plane, which all threads may read; opened if it is not the last one.
   *
   * @throws io.github.evosam.EvoSamException as {@link PlaneJob#open}
   */
  static synchronized PixelSource of(PlaneJob asked) {
    if (!asked.equals(job)) {
      close();
      pixels = new Shared(asked.open());
      job = asked;
    }
    return pixels;
  }

  /** Lets go of it. */
  static synchronized void close() {
    job = null;
    pixels = null;
  }

  /** Is read by one thread at a time. */
  private record Shared(PixelSource source) implements PixelSource {
    @Override
    public ImageSize size() {
      return source.size();
    }

    @Override
    public synchronized Plane crop(int x, int y, ImageSize region) {
      return source.crop(x, y, region);
    }
  }
}
