package io.github.evosam.engine;

import java.util.Optional;

/**
 * The expert that is in use.
 *
 * @param name as the user knows it
 * @param id for ever the same
 * @param confidence of the matcher, 0..1; empty if the user chose
 */
public record ChosenExpert(String name, String id, Optional<Double> confidence) {}
