/**
 * Folders of images, and big planes block by block, on Apache Spark: how work travels to other
 * machines and what comes back. What is done with a file, and how its results are written, is
 * {@code imagej.batch}'s subject, how blocks are searched and merged {@code engine.everything}'s,
 * so that one machine and many do the same. Spark itself is not shipped: the cluster has it.
 */
package io.github.evosam.spark;
