package io.github.evosam.imagej.batch;

/**
 * A file that could not be done.
 *
 * @param image the file
 * @param reason one sentence
 */
public record FileFailure(String image, String reason) {}
