package io.github.evosam.lab.synthetic;

import java.util.random.RandomGenerator;

/**
 * Many small, similar, roundish objects, some touching: nuclei and cells of any colour, and purple
 * nuclei in stained tissue.
 */
final class Nuclei {
  private static final int MOST = 160;
  private static final float BRIGHTEST_TISSUE = 248; // so that nuclei stand out from pale gaps

  private Nuclei() {}

  static void paint(Canvas canvas) {
    if (canvas.random.nextDouble() < 0.45) {
      paintTissue(canvas);
      paintNuclei(canvas, 15 + 35 * canvas.random.nextDouble(), 0.3, 0.75);
    } else {
      canvas.paintBackground();
      RandomGenerator random = canvas.random;
      paintNuclei(canvas, 45 * random.nextDouble() * random.nextDouble(), 0.22, 0.9);
    }
  }

  /**
   * Paints and labels the nuclei.
   *
   * @param amplitude of the chromatin's texture, grey levels
   * @param spread of the logarithm of the radius
   * @param gap share of the radius that stays free of other nuclei, mostly
   */
  private static void paintNuclei(Canvas canvas, double amplitude, double spread, double gap) {
    RandomGenerator random = canvas.random;
    double typical = canvas.unit * (0.018 + 0.06 * random.nextDouble() * random.nextDouble());
    double area = Math.PI * typical * typical;
    int count = Math.min(MOST, (int) (3 + 0.35 * random.nextDouble() * canvas.pixels / area));
    float[] texture = Noise.value(canvas, 2 + typical * 0.5 * random.nextDouble());
    double softness = 0.3 * random.nextDouble();
    double rim = random.nextDouble() < 0.3 ? 25 * random.nextGaussian() : 0;
    double variation = 0.35 * random.nextDouble();
    for (int label = 1; label <= count; label++) {
      double radius = typical * Math.exp(spread * random.nextGaussian());
      Contour contour = Contour.random(random).smoothed(0.5);
      double x = random.nextDouble() * canvas.width;
      double y = random.nextDouble() * canvas.height;
      boolean taken = canvas.labels[(int) y * canvas.width + (int) x] > 0;
      if (taken || (random.nextDouble() < 0.85 && canvas.isOccupied(x, y, radius * gap))) {
        continue;
      }
      double shade = 1 + variation * random.nextGaussian();
      canvas.paint(
          new Blob(x, y, radius, contour, softness, rim, shade, texture, amplitude, label));
    }
  }

  /** Pink to lilac fibrous ground with pale gaps; nuclei will be purple to blue. */
  private static void paintTissue(Canvas canvas) {
    chooseStain(canvas);
    canvas.paintTexture(45, 45, 25);
    RandomGenerator random = canvas.random;
    double length = canvas.unit * (0.03 + 0.2 * random.nextDouble());
    boolean upright = random.nextBoolean();
    double width = canvas.unit * (0.008 + 0.02 * random.nextDouble());
    float[] fibres = Noise.stretched(canvas, upright ? width : length, upright ? length : width);
    double strength = 30 * random.nextDouble();
    for (int i = 0; i < canvas.pixels; i++) {
      double eosin = strength * fibres[i];
      canvas.values[i] += (float) (0.4 * eosin);
      canvas.values[canvas.pixels + i] += (float) eosin;
      canvas.values[2 * canvas.pixels + i] += (float) (0.6 * eosin);
    }
    int gaps = random.nextInt(8);
    for (int i = 0; i < gaps; i++) {
      Contour contour = Contour.random(random);
      double x = random.nextDouble() * canvas.width;
      double y = random.nextDouble() * canvas.height;
      double radius = canvas.unit * (0.02 + 0.1 * random.nextDouble());
      double shade = random.nextDouble() < 0.75 ? 80 : -25;
      canvas.paint(Blob.distractor(x, y, radius, contour, 0.15, shade));
    }
    for (int i = 0; i < canvas.values.length; i++) {
      canvas.values[i] = Math.min(BRIGHTEST_TISSUE, canvas.values[i]);
    }
  }

  private static void chooseStain(Canvas canvas) {
    RandomGenerator random = canvas.random;
    float[] ground = canvas.background;
    ground[0] = (float) (190 + 55 * random.nextDouble());
    ground[1] = (float) (ground[0] * (0.6 + 0.3 * random.nextDouble()));
    ground[2] = (float) (ground[0] * (0.8 + 0.2 * random.nextDouble()));
    double paleness = 0.3 * random.nextDouble();
    float[] stain = {
      (float) (60 + 80 * random.nextDouble()),
      (float) (35 + 70 * random.nextDouble()),
      (float) (100 + 75 * random.nextDouble())
    };
    for (int c = 0; c < stain.length; c++) {
      canvas.foreground[c] = (float) (stain[c] + paleness * (ground[c] - stain[c]));
    }
  }
}
