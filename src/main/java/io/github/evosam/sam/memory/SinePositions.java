package io.github.evosam.sam.memory;

/**
 * Fixed sine and cosine positions (official {@code position_encoding.py}, {@code
 * PositionEmbeddingSine}, and {@code sam2_utils.py}, {@code get_1d_sine_pe}). Plain arrays.
 */
final class SinePositions {
  private static final double TEMPERATURE = 10_000;
  private static final double EPSILON = 1e-6;

  private SinePositions() {}

  /**
   * The positions of a square of pixels, normalised to its side.
   *
   * @param side s of the square
   * @param channels C, a multiple of 4
   * @return {@code [s · s, C]}: half of the channels for y, then those for x; sine and cosine take
   *     turns
   */
  static float[] square(int side, int channels) {
    int half = channels / 2;
    float[] positions = new float[side * side * channels];
    for (int i = 0; i < side * side; i++) {
      for (int k = 0; k < half; k++) {
        positions[i * channels + k] = turn(i / side, side, k, half);
        positions[i * channels + half + k] = turn(i % side, side, k, half);
      }
    }
    return positions;
  }

  private static float turn(int at, int side, int channel, int channels) {
    double phase = (at + 1) / (side + EPSILON) * 2 * Math.PI / period(channel, channels);
    return (float) (channel % 2 == 0 ? Math.sin(phase) : Math.cos(phase));
  }

  /**
   * The position on a line.
   *
   * @param at about −1..1
   * @param channels C, even
   * @return {@code [C]}: all sines, then all cosines
   */
  static float[] line(double at, int channels) {
    int half = channels / 2;
    float[] position = new float[channels];
    for (int k = 0; k < half; k++) {
      double phase = at / period(k, half);
      position[k] = (float) Math.sin(phase);
      position[half + k] = (float) Math.cos(phase);
    }
    return position;
  }

  private static double period(int channel, int channels) {
    return Math.pow(TEMPERATURE, 2.0 * (channel / 2) / channels);
  }
}
