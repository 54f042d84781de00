/** Selections: ImageJ ROIs and the prompts they stand for, masks as outlines, and ROI files. */
package io.github.evosam.imagej.roi;
