/**
 * The windows of {@code EvoSAM Expert Library} and {@code EvoSAM Models}: tables, notes and
 * dialogs. What they show and do is {@code imagej.library}'s.
 */
package io.github.evosam.imagej.ui.library;
