/**
 * Objects through the slices of a stack: followed from prompted slices, or found on each slice and
 * linked. Slices count from 0. No image formats and no windows; what a slice looks like and where
 * labels go is the caller's.
 */
package io.github.evosam.engine.propagation;
