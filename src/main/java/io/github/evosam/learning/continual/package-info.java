/**
 * What learning task after task adds to learning one: terms of the loss and statistics that keep
 * earlier tasks, and the measures of how well they were kept. Which methods there are and how a
 * comparison runs is {@code engine.continual}'s.
 */
package io.github.evosam.learning.continual;
