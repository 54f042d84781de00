package io.github.evosam.imagej.image;

import ij.ImagePlus;
import ij.VirtualStack;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.github.evosam.engine.PaintedSource;

/**
 * A big image of discs, as {@link PaintedSource} paints them, that is computed each time its pixels
 * are asked for.
 */
public final class BigDiscs extends VirtualStack {
  /** Width, pixels. */
  public static final int WIDTH = 2200;

  /** Height, pixels. */
  public static final int HEIGHT = 1950;

  private final Runnable whenRead;

  private BigDiscs(Runnable whenRead) {
    super(WIDTH, HEIGHT, null, null);
    this.whenRead = whenRead;
  }

  /**
   * The image as a virtual stack of one slice.
   *
   * @param whenRead called when its pixels are asked for
   */
  public static ImagePlus virtual(String title, Runnable whenRead) {
    return new ImagePlus(title, new BigDiscs(whenRead));
  }

  /** The image in memory. */
  public static ImagePlus inMemory(String title) {
    return new ImagePlus(title, pixels());
  }

  private static ByteProcessor pixels() {
    ByteProcessor pixels = new ByteProcessor(WIDTH, HEIGHT);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        pixels.set(x, y, PaintedSource.level(x, y));
      }
    }
    return pixels;
  }

  @Override
  public ImageProcessor getProcessor(int n) {
    whenRead.run();
    return pixels();
  }

  @Override
  public Object getPixels(int n) {
    return getProcessor(n).getPixels();
  }

  @Override
  public int getSize() {
    return 1;
  }

  @Override
  public String getSliceLabel(int n) {
    return null;
  }
}
