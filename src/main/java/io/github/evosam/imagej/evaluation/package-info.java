/**
 * Results and truths as ImageJ images and files, their scores as table, CSV and plots. Knows no
 * window and no command.
 */
package io.github.evosam.imagej.evaluation;
