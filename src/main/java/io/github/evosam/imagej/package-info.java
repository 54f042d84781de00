/**
 * ImageJ on one side, the core on the other. The only package family that sees {@code ij.*} or AWT;
 * each of its subpackages has one subject.
 */
package io.github.evosam.imagej;
