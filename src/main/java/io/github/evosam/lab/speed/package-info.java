/**
 * Measures how fast models of several sizes work on this machine, beside what its processor could
 * do at most. How fast an expert is found among many is {@code lab.matching}'s subject.
 */
package io.github.evosam.lab.speed;
