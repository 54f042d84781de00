package io.github.evosam.engine.expert;

import io.github.evosam.lora.ExpertSwitch;
import io.github.evosam.sam.network.SamModel;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The place in an open base model for one expert, which is merged as long as it is in place if
 * prompts are to be answered with it, else only where it is asked for. Owns the expert. Closing it
 * leaves the base model as it was.
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
    expert = next;
    merge();
  }

  private void merge() {
    if (expert != null && expert.prompting().isAdapted()) {
      expertSwitch.merge(expert.lora());
    }
  }

  /** Has the expert that is in place answer prompts otherwise. */
  void answer(Prompting prompting) {
    expertSwitch.restore();
    expert = expert.answering(prompting);
    merge();
  }

  /** Computes something with the expert merged, if there is one, whatever prompts are to see. */
  <T> T with(Supplier<T> computation) {
    if (expert == null || expert.prompting().isAdapted()) {
      return computation.get();
    }
    expertSwitch.merge(expert.lora());
    try {
      return computation.get();
    } finally {
      expertSwitch.restore();
    }
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
      merge();
    }
  }

  @Override
  public void close() {
    clear();
  }
}
