/**
 * The commands of the Plugins menu: thin shells over the use cases of {@code engine}, the same in
 * Fiji (SciJava) and in plain ImageJ ({@code plugins.config}).
 */
package io.github.evosam.imagej.command;
