/** Measures how fast an expert is matched in libraries of many experts. */
package io.github.evosam.lab.matching;
