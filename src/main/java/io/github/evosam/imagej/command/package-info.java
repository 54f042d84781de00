/**
 * The commands of the Plugins menu: thin shells over the use cases of {@code engine}, the same in
 * Fiji (SciJava) and in plain ImageJ ({@code plugins.config}). Each command has a subpackage; here
 * is what they share: macro options, the current image, error boxes.
 */
package io.github.evosam.imagej.command;
