/** {@code EvoSAM Batch Folder}: a folder of image files. */
package io.github.evosam.imagej.command.batch;
