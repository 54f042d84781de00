package io.github.evosam.imagej.interactive;

import io.github.evosam.engine.ChosenExpert;
import io.github.evosam.engine.ExpertMatch;
import java.util.Optional;

/**
 * What a session knows when an image is ready for prompts.
 *
 * @param expert in place; empty for plain SAM
 * @param match how well the experts fit; empty ranking without experts
 * @param note why it is not the expert that was asked for; empty if it is
 */
public record Preparation(Optional<ChosenExpert> expert, ExpertMatch match, String note) {}
