package io.github.evosam.sam.network;

/** What becomes of an encoder's batch normalisations. */
public enum BatchNormMode {
  /** Folded into the convolutions at load: inference, and learning with a frozen encoder. */
  FOLDED,
  /** Normalise by the batch and track running statistics: pre-training. */
  BATCH_STATISTICS,
  /** Normalise by the batch and leave the running statistics alone: a parallel part of a batch. */
  BATCH_STATISTICS_UNTRACKED,
  /** Normalise by the running statistics, which stay as they are: the end of pre-training. */
  RUNNING_STATISTICS
}
