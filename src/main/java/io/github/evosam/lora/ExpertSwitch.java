package io.github.evosam.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts one expert at a time into a base model and takes it out again. Merged, an expert costs no
 * time; taking it out restores the base bit for bit, since the changed tensors are kept. Not safe
 * for use by several threads at once.
 */
public final class ExpertSwitch implements AutoCloseable {
  private final StateDict base;
  private final Map<String, NDArray> originals = new LinkedHashMap<>();

  /**
   * A switch with no expert in place.
   *
   * @param base weights of the base model, stay the caller's
   */
  public ExpertSwitch(StateDict base) {
    this.base = base;
  }

  /** Merges an expert into the base's tensors, in place of the one before. */
  public void merge(LoraExpert expert) {
    restore();
    for (String name : expert.changedTensors()) {
      NDArray weight = base.get(name);
      originals.put(name, base.adopt(weight.duplicate()));
      NDArray changed = Scope.keep(() -> expert.changed(name, weight));
      weight.set(new NDIndex("..."), changed);
      changed.close();
    }
  }

  /**
   * Lets an expert act without merging it, so that gradients reach its parameters; in place of the
   * one before.
   */
  public void attach(LoraExpert expert) {
    restore();
    expert
        .changedTensors()
        .forEach(name -> base.adapt(name, weight -> expert.changed(name, weight)));
  }

  /** Takes the expert out: the base is what it was, to the last bit. */
  public void restore() {
    base.removeAdapters();
    originals.forEach(
        (name, original) -> {
          base.get(name).set(new NDIndex("..."), original);
          original.close();
        });
    originals.clear();
  }

  /** Restores the base. */
  @Override
  public void close() {
    restore();
  }
}
