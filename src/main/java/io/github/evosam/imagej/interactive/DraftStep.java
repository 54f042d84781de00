package io.github.evosam.imagej.interactive;

import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Prompt;
import java.util.List;

/** One thing that a user does to shape the object at hand. */
public sealed interface DraftStep {
  /**
   * Shows more of the object.
   *
   * @param prompts points, a box, a mask: what one click, stroke or selection gives
   */
  record Prompts(List<Prompt> prompts) implements DraftStep {
    /** Copies the prompts; there is at least one. */
    public Prompts {
      prompts = List.copyOf(prompts);
      if (prompts.isEmpty()) {
        throw new IllegalArgumentException("A step shows at least one point, box or mask");
      }
    }
  }

  /** Takes the next best of the model's masks. */
  record NextMask() implements DraftStep {}

  /**
   * Puts a mask in the place of the model's.
   *
   * @param mask as drawn; not empty
   */
  record Drawn(Mask mask) implements DraftStep {
    /** Checks that there is something. */
    public Drawn {
      if (mask.isEmpty()) {
        throw new IllegalArgumentException(
            "Nothing of the object is left; to give it up, discard it instead");
      }
    }
  }
}
