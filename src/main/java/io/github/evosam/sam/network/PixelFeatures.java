package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import io.github.evosam.nn.Resizing;
import java.util.List;

/**
 * Fixed local features of every pixel, as interactive pixel classifiers compute them: the colour,
 * and at four scales the smoothed colour, the magnitude of its gradient and the eigenvalues of its
 * Hessian. Smoothing is that of the undecimated wavelet transform (à trous; Holschneider et al.
 * 1989): the same binomial kernel again and again, its taps twice as far apart each time.
 * Derivatives are central differences over the same distance, hence comparable between scales.
 *
 * <p>Legend: B images, S × S input, h = w = S / {@value #STRIDE}.
 */
final class PixelFeatures {
  /** Input pixels for each feature pixel, along both axes. */
  static final int STRIDE = 2;

  private static final int SCALES = 4;
  private static final int COLOURS = 3;

  /** Smoothed, gradient, larger and smaller eigenvalue, of each colour. */
  private static final int PER_SCALE = 4 * COLOURS;

  /** Number of features of a pixel. */
  static final int COUNT = COLOURS + SCALES * PER_SCALE;

  private static final float[] BINOMIAL = {1 / 16f, 4 / 16f, 6 / 16f, 4 / 16f, 1 / 16f};

  /** ∂x, ∂y, ∂xx, ∂yy, ∂xy as 3 × 3 kernels. */
  private static final float[][] DERIVATIVES = {
    {0, 0, 0, -1, 0, 1, 0, 0, 0},
    {0, -1, 0, 0, 0, 0, 0, 1, 0},
    {0, 0, 0, 1, -2, 1, 0, 0, 0},
    {0, 1, 0, 0, -2, 0, 0, 1, 0},
    {0.25f, 0, -0.25f, 0, 0, 0, -0.25f, 0, 0.25f}
  };

  /** Border that is repeated, feature pixels: as far as the features of the last scale reach. */
  private static final int MARGIN = 40;

  private static final double SMALL = 1e-6;

  private PixelFeatures() {}

  /**
   * The features, without a gradient.
   *
   * @param input of the model, {@code [B, 3, S, S]}
   * @return {@code [B, COUNT, h, w]}
   */
  static NDArray of(NDArray input) {
    NDManager manager = input.getManager();
    NDArray smoothing = manager.create(smoothing(), new Shape(COLOURS, 1, 5, 5));
    NDArray derivatives =
        manager.create(derivatives(), new Shape(COLOURS * DERIVATIVES.length, 1, 3, 3));
    long side = input.getShape().get(2) / STRIDE;
    NDArray colours = Resizing.bilinear(input, side, side);
    NDArray smooth = widened(widened(colours, 2), 3);
    NDList features = new NDList(colours);
    for (int scale = 0, distance = 1; scale < SCALES; scale++, distance *= 2) {
      smooth = convolve(smooth, smoothing, 2 * distance, distance);
      features.add(inner(smooth).sub(colours));
      features.addAll(shape(inner(convolve(smooth, derivatives, distance, distance))));
    }
    return NDArrays.concat(features, 1);
  }

  /** Gradient and eigenvalues of each colour, {@code [B, 15, h, w] → 3 · [B, 3, h, w]}. */
  private static List<NDArray> shape(NDArray derivatives) {
    NDArray[] d = new NDArray[DERIVATIVES.length];
    for (int kind = 0; kind < d.length; kind++) {
      d[kind] = derivatives.get(new NDIndex(":, {}:{}:{}", kind, COLOURS * d.length, d.length));
    }
    NDArray gradient = norm(d[0], d[1]);
    NDArray sum = d[2].add(d[3]); // twice the mean of the eigenvalues
    NDArray difference = norm(d[2].sub(d[3]), d[4].mul(2)); // of the eigenvalues
    return List.of(gradient, sum.add(difference), sum.sub(difference));
  }

  private static NDArray norm(NDArray a, NDArray b) {
    return a.square().add(b.square()).add(SMALL).sqrt();
  }

  private static float[] smoothing() {
    float[] kernels = new float[COLOURS * 25];
    for (int i = 0; i < kernels.length; i++) {
      kernels[i] = BINOMIAL[i % 25 / 5] * BINOMIAL[i % 5];
    }
    return kernels;
  }

  private static float[] derivatives() {
    float[] kernels = new float[COLOURS * DERIVATIVES.length * 9];
    for (int i = 0; i < kernels.length; i++) {
      kernels[i] = DERIVATIVES[i / 9 % DERIVATIVES.length][i % 9];
    }
    return kernels;
  }

  /** Each colour by itself, taps a distance apart. */
  private static NDArray convolve(NDArray x, NDArray kernels, int padding, int distance) {
    Shape one = new Shape(1, 1);
    Shape pad = new Shape(padding, padding);
    Shape dilation = new Shape(distance, distance);
    return Conv2d.conv2d(x, kernels, null, one, pad, dilation, COLOURS).singletonOrThrow();
  }

  /** Repeats both borders along an axis. */
  private static NDArray widened(NDArray x, int axis) {
    NDList parts = x.split(new long[] {1, x.getShape().get(axis) - 1}, axis);
    NDArray first = parts.get(0).repeat(axis, MARGIN);
    NDArray last = parts.get(2).repeat(axis, MARGIN);
    return NDArrays.concat(new NDList(first, x, last), axis);
  }

  private static NDArray inner(NDArray x) {
    long end = x.getShape().get(2) - MARGIN;
    return x.get(new NDIndex(":, :, {}:{}, {}:{}", MARGIN, end, MARGIN, end));
  }
}
