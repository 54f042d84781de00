/**
 * The command line: parses arguments, calls {@code engine}, prints text or JSON, maps failures to
 * exit codes. No image is processed here.
 */
package io.github.evosam.cli;
