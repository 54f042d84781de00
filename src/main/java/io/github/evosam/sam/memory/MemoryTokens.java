package io.github.evosam.sam.memory;

import ai.djl.ndarray.NDArray;

/**
 * What pixels look up in the memory: maps of slices, then pointers to the object.
 *
 * @param keys the values with their places in space and time added, {@code [1, M, K]}
 * @param values {@code [1, M, K]}
 * @param placeless number of tokens without a place in the image, the last ones
 */
record MemoryTokens(NDArray keys, NDArray values, long placeless) {}
