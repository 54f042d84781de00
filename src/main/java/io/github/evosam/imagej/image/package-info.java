/**
 * Images: files and open images, checked and read slice by slice as planes of the core, positions
 * and ranges of slices, and writing.
 */
package io.github.evosam.imagej.image;
