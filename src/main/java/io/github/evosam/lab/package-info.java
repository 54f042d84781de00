/**
 * What makes and measures the product, and no user of the plugin runs: comparisons of methods,
 * pretraining of the shipped model, procedural images. Only the command line may import it.
 */
package io.github.evosam.lab;
