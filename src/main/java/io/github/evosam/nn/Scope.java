package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import java.util.function.Supplier;

/**
 * Frees the intermediate arrays of a computation: whatever is created on this thread while it runs
 * is closed at its end, except the result. Freed arrays that a gradient still needs stay alive
 * inside the engine, but for those made from Java values: the engine borrows their memory, so that
 * they must outlive the gradient.
 */
public final class Scope {
  private Scope() {}

  /**
   * Runs a computation and keeps only its result, which becomes the enclosing scope's, or else the
   * caller's, to close.
   */
  public static NDArray keep(Supplier<NDArray> computation) {
    return keepAll(() -> new NDList(computation.get())).head();
  }

  /** Runs a computation and keeps only the arrays of its result list. */
  public static NDList keepAll(Supplier<NDList> computation) {
    NDList result;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      result = computation.get();
      NDScope.unregister(result);
    }
    result.forEach(NDScope::register); // an enclosing scope, if any, frees it
    return result;
  }

  /** Runs a computation whose result is a plain Java value; all its arrays are closed. */
  public static <T> T value(Supplier<T> computation) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return computation.get();
    }
  }
}
