package io.github.evosam.spark;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;

/** Pixels that all threads may read, one at a time. */
record SharedPixels(PixelSource source) implements PixelSource {
  @Override
  public ImageSize size() {
    return source.size();
  }

  @Override
  public synchronized Plane crop(int x, int y, ImageSize region) {
    return source.crop(x, y, region);
  }
}
