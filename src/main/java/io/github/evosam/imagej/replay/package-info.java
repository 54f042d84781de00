/**
 * Makes results again from the sidecar that tells how they were made. What a sidecar holds is
 * {@code engine.origin}'s subject, how results are made that of {@code imagej.batch} and {@code
 * imagej.stack}.
 */
package io.github.evosam.imagej.replay;
