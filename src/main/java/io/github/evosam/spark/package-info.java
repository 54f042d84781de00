/**
 * Folders of images, big planes block by block, and stacks slice by slice on Apache Spark: how work
 * travels to other machines and what comes back. What is done with a file, and how its results are
 * written, is the subject of {@code imagej.batch} and {@code imagej.stack}, how blocks are searched
 * and merged {@code engine.everything}'s, so that one machine and many do the same. Spark itself is
 * not shipped: the cluster has it.
 */
package io.github.evosam.spark;
