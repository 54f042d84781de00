package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import java.util.function.Supplier;

/**
 * Frees the intermediate arrays of a computation: whatever is created on this thread while it runs
 * is closed at its end, except the result. Freed arrays that a gradient still needs stay alive
 * inside the engine.
 */
public final class Scope {
  private Scope() {}

  /** Runs a computation and keeps only its result, which becomes the caller's to close. */
  public static NDArray keep(Supplier<NDArray> computation) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray result = computation.get();
      NDScope.unregister(result);
      return result;
    }
  }

  /** Runs a computation and keeps only the arrays of its result list. */
  public static NDList keepAll(Supplier<NDList> computation) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDList result = computation.get();
      NDScope.unregister(result);
      return result;
    }
  }

  /** Runs a computation whose result is a plain Java value; all its arrays are closed. */
  public static <T> T value(Supplier<T> computation) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return computation.get();
    }
  }
}
