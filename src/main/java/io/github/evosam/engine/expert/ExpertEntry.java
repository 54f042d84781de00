package io.github.evosam.engine.expert;

import io.github.evosam.library.ExpertName;

/**
 * One line of the list of experts.
 *
 * @param id for ever the same
 * @param name as the user knows it; empty if it cannot be read
 * @param baseModel name of the base model that it needs; empty if it cannot be read
 * @param created time of ISO 8601, UTC; empty if it cannot be read
 * @param bytes of its tensors and picture; 0 if it cannot be read
 * @param status {@value #READY}, or a sentence that says why it cannot be used
 */
public record ExpertEntry(
    String id, String name, String baseModel, String created, long bytes, String status) {
  /** Status of an expert that can be used. */
  public static final String READY = "ready";

  /** Whether the expert can be used. */
  public boolean isReady() {
    return status.equals(READY);
  }

  /** Whether a user who gives this name, or id, means it. */
  public boolean isCalled(String nameOrId) {
    return id.equals(nameOrId) || ExpertName.isSame(name, nameOrId);
  }
}
