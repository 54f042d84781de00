/** Commands of developers: measurements, pretraining, and the making of test images. */
package io.github.evosam.cli.lab;
