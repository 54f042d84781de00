/**
 * What crosses every layer: the root of the exceptions that carry a sentence for the user. All
 * subjects have packages of their own.
 */
package io.github.evosam;
