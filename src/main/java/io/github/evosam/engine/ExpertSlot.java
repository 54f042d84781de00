package io.github.evosam.engine;

import io.github.evosam.lora.ExpertSwitch;
import io.github.evosam.sam.SamModel;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The place in an open base model for one expert, which is merged as long as it is in place. Owns
 * the expert. Closing it leaves the base model as it was.
 */
final class ExpertSlot implements AutoCloseable {
  private final ExpertSwitch expertSwitch;
  private OpenExpert expert;

  ExpertSlot(SamModel model) {
    expertSwitch = new ExpertSwitch(model.weights());
  }

  /** The expert in place. */
  Optional<OpenExpert> expert() {
    return Optional.ofNullable(expert);
  }

  /** Whether the expert of that id is in place. */
  boolean holds(String id) {
    return expert != null && expert.id().equals(id);
  }

  /** Puts an expert in the place of the one before, which is closed. */
  void put(OpenExpert next) {
    clear();
    expertSwitch.merge(next.lora());
    expert = next;
  }

  /** Takes the expert out, if there is one, and closes it. */
  void clear() {
    if (expert != null) {
      expertSwitch.restore();
      expert.close();
      expert = null;
    }
  }

  /** Computes something with the base model as it is, then puts the expert back. */
  <T> T without(Supplier<T> computation) {
    expertSwitch.restore();
    try {
      return computation.get();
    } finally {
      if (expert != null) {
        expertSwitch.merge(expert.lora());
      }
    }
  }

  @Override
  public void close() {
    clear();
  }
}
