/**
 * Results: label images, ROIs, overlays, tables and measurements of the objects that were found,
 * and their files, which appear together or not at all.
 */
package io.github.evosam.imagej.result;
