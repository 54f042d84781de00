package io.github.evosam.lab.synthetic;

import io.github.evosam.geometry.Plane;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** What instruments do to a scene: speckle, highlights, blur, uneven light, noise. */
final class Degradations {
  private Degradations() {}

  /** Multiplicative speckle with layers and attenuation in depth, as in ultrasound. */
  static void speckle(Canvas canvas) {
    RandomGenerator random = canvas.random;
    float[] grain = Noise.value(canvas, 1.5 + 2 * random.nextDouble());
    double strength = 0.15 + 0.5 * random.nextDouble();
    double attenuation = 0.7 * random.nextDouble();
    float[] layers = Noise.stretched(canvas, canvas.unit * 0.8, canvas.unit * 0.12);
    double layering = 0.3 * random.nextDouble();
    for (int i = 0; i < canvas.pixels; i++) {
      int y = i / canvas.width;
      double factor =
          (1 + strength * (grain[i] + 0.7 * random.nextGaussian() * 0.5))
              * (1 - attenuation * y / canvas.height)
              * (1 + layering * layers[i]);
      canvas.scale(i, (float) Math.max(0, factor));
    }
  }

  /** Small bright reflections. */
  static void highlights(Canvas canvas) {
    RandomGenerator random = canvas.random;
    int count = 1 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      Contour contour = Contour.random(random);
      double x = random.nextDouble() * canvas.width;
      double y = random.nextDouble() * canvas.height;
      double radius = canvas.unit * (0.005 + 0.025 * random.nextDouble());
      canvas.paint(Blob.distractor(x, y, radius, contour, 0.3, 150));
    }
  }

  /** Blur, vignette and noise, each sometimes: the last step of every scene. */
  static void imaging(Canvas canvas) {
    double blur = canvas.random.nextDouble();
    if (blur < 0.4) {
      blur(canvas, 1);
    } else if (blur < 0.5 && canvas.unit > 200) {
      blur(canvas, 2);
    }
    if (canvas.random.nextDouble() < 0.25) {
      vignette(canvas);
    }
    noise(canvas);
  }

  private static void vignette(Canvas canvas) {
    double x = canvas.width * canvas.random.nextDouble();
    double y = canvas.height * canvas.random.nextDouble();
    double strength = 0.6 * canvas.random.nextDouble();
    for (int i = 0; i < canvas.pixels; i++) {
      double distance = distance(canvas, i, x, y);
      canvas.scale(i, (float) (1 - strength * distance / canvas.unit));
    }
  }

  /** Near-Gaussian noise from a fast congruential generator, the sum of two uniform numbers. */
  private static void noise(Canvas canvas) {
    double deviation = 18 * canvas.random.nextDouble() * canvas.random.nextDouble();
    boolean grey = canvas.random.nextBoolean();
    long state = canvas.random.nextLong();
    for (int i = 0; i < canvas.pixels; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      long sum = (state >>> 40 & 0xffff) + (state >>> 24 & 0xffff) - 65535;
      float error = (float) (deviation * sum / 26750.0);
      for (int c = 0; c < Plane.CHANNELS; c++) {
        canvas.values[c * canvas.pixels + i] += grey || c == 0 ? error : -error;
      }
    }
  }

  /** Averages over squares of {@code 2 radius + 1} pixels. */
  static void blur(Canvas canvas, int radius) {
    float[] line = new float[Math.max(canvas.width, canvas.height)];
    for (int c = 0; c < Plane.CHANNELS; c++) {
      int plane = c * canvas.pixels;
      for (int y = 0; y < canvas.height; y++) {
        average(canvas.values, plane + y * canvas.width, canvas.width, radius, line);
      }
      averageColumns(canvas, plane, radius);
    }
  }

  private static void average(float[] values, int start, int length, int radius, float[] line) {
    System.arraycopy(values, start, line, 0, length);
    float sum = 0;
    for (int i = 0; i < Math.min(radius, length); i++) {
      sum += line[i];
    }
    for (int i = 0; i < length; i++) {
      sum += i + radius < length ? line[i + radius] : 0;
      sum -= i > radius ? line[i - radius - 1] : 0;
      int count = Math.min(length - 1, i + radius) - Math.max(0, i - radius) + 1;
      values[start + i] = sum / count;
    }
  }

  private static void averageColumns(Canvas canvas, int plane, int radius) {
    int width = canvas.width;
    float[] source = Arrays.copyOfRange(canvas.values, plane, plane + canvas.pixels);
    for (int y = 0; y < canvas.height; y++) {
      int first = Math.max(0, y - radius);
      int last = Math.min(canvas.height - 1, y + radius);
      int target = plane + y * width;
      Arrays.fill(canvas.values, target, target + width, 0);
      float share = 1f / (last - first + 1);
      for (int row = first; row <= last; row++) {
        for (int x = 0; x < width; x++) {
          canvas.values[target + x] += source[row * width + x] * share;
        }
      }
    }
  }

  /** Distance of a pixel from a point, pixels. */
  static double distance(Canvas canvas, int pixel, double x, double y) {
    double dx = pixel % canvas.width - x;
    double dy = pixel / canvas.width - y;
    return Math.sqrt(dx * dx + dy * dy);
  }
}
