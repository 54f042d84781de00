package io.github.evosam.sam.hiera;

/**
 * Whether a mask can be trusted: how little it depends on the threshold (official {@code
 * mask_decoder.py}, {@code _get_stability_scores}). Where SAM 2's single answer is not stable, the
 * best of the others stands for it.
 */
public final class MaskStability {
  private static final float DELTA = 0.05f;
  private static final float THRESHOLD = 0.98f;

  private MaskStability() {}

  /**
   * Whether the IoU of the masks above +0.05 and above −0.05 is at least 0.98; so it is for a mask
   * without any pixel above −0.05.
   *
   * @param lowResLogits of one mask
   */
  public static boolean isStable(float[] lowResLogits) {
    int strict = 0;
    int loose = 0;
    for (float logit : lowResLogits) {
      strict += logit > DELTA ? 1 : 0;
      loose += logit > -DELTA ? 1 : 0;
    }
    return loose == 0 || (float) strict / loose >= THRESHOLD;
  }
}
