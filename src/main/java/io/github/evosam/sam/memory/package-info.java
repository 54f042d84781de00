/**
 * SAM 2's memory: objects are followed through the slices of a stack by attending to what was seen
 * on earlier ones. The networks that write and read the memory, and {@code StackPredictor}, the
 * state of one stack. Single images are {@code sam.prompting}'s.
 */
package io.github.evosam.sam.memory;
