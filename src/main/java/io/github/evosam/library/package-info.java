/**
 * Experts on disk: what an expert is described by, the folder that holds them, locks, crash safety,
 * export and import, as {@code docs/library-format.md} specifies. What the tensors of an expert
 * mean is not known here; that is {@code lora} and {@code matcher}.
 */
package io.github.evosam.library;
