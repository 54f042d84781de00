/**
 * Image files from one to a folder full of them: what is looked for in an image, which results are
 * written, and going on where an earlier run stopped. Knows neither ImageJ's classes nor windows;
 * the command line and the menu command share it.
 */
package io.github.evosam.imagej.batch;
