package io.github.evosam.engine;

import io.github.evosam.geometry.Mask;
import io.github.evosam.sam.prompting.LowResMask;
import java.util.function.Supplier;

/**
 * One of the masks that an object may have, as the model sees it. It is brought to the image's size
 * when first asked for and kept from then on. Holds no arrays of the engine; safe for use by
 * several threads.
 */
public final class MaskProposal {
  private final LowResMask lowRes;
  private final double predictedIou;
  private final Supplier<Mask> scaling;
  private Mask mask;

  /**
   * A proposal.
   *
   * @param lowRes the mask as the model has it, to refine the object from; null if it cannot be
   * @param predictedIou the model's own estimate of the mask's quality, about 0..1
   * @param scaling makes the mask of the image's size; asked once
   */
  public MaskProposal(LowResMask lowRes, double predictedIou, Supplier<Mask> scaling) {
    this.lowRes = lowRes;
    this.predictedIou = predictedIou;
    this.scaling = scaling;
  }

  LowResMask lowRes() {
    return lowRes;
  }

  /** The model's own estimate of the mask's quality, about 0..1. */
  public double predictedIou() {
    return predictedIou;
  }

  /** The mask at the image's size. */
  public synchronized Mask mask() {
    if (mask == null) {
      mask = scaling.get();
    }
    return mask;
  }
}
