/**
 * Tasks to learn or to judge by: images with their truth, from folders, an open stack or the ROI
 * Manager, and pictures of what an expert learned.
 */
package io.github.evosam.imagej.task;
