package io.github.evosam.lab.synthetic;

/**
 * How a filled outline is painted.
 *
 * @param x centre, pixels
 * @param y centre, pixels
 * @param radius long half-axis, pixels
 * @param contour outline
 * @param softness width of the border, share of the radius
 * @param rim brightness added along the border, grey levels
 * @param shade brightness added inside: times the scene's contrast for an object, grey levels
 *     otherwise
 * @param texture added inside, −1..1 per pixel, or null
 * @param textureAmplitude of the texture, grey levels
 * @param label of the object; {@link #DISTRACTOR} for what is none
 */
record Blob(
    double x,
    double y,
    double radius,
    Contour contour,
    double softness,
    double rim,
    double shade,
    float[] texture,
    double textureAmplitude,
    int label) {
  /** Label of a patch that is no object. */
  static final int DISTRACTOR = -1;

  /** A patch that is no object, with a plain shade. */
  static Blob distractor(
      double x, double y, double radius, Contour contour, double softness, double shade) {
    return new Blob(x, y, radius, contour, softness, 0, shade, null, 0, DISTRACTOR);
  }
}
