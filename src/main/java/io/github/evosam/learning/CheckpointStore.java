package io.github.evosam.learning;

import io.github.evosam.nn.StateDict;

/**
 * Where the state of a training is kept now and then, so that one that was interrupted goes on as
 * if it had not been.
 */
public interface CheckpointStore {
  /** Keeps nothing. */
  CheckpointStore NONE =
      new CheckpointStore() {
        @Override
        public boolean recall(StateDict state) {
          return false;
        }

        @Override
        public void keep(StateDict state) {}
      };

  /**
   * Fills in the state that was kept last.
   *
   * @param state empty; gets tensors and metadata
   * @return whether there was one
   */
  boolean recall(StateDict state);

  /**
   * Keeps a state in place of the one before.
   *
   * @param state tensors and metadata; stays the caller's
   */
  void keep(StateDict state);
}
