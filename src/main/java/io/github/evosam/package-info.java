/**
 * What crosses every layer and needs the JDK alone: the root of the exceptions that carry a
 * sentence for the user, the sentence for any failure, locks among processes, and files and folders
 * that appear on disk whole or not at all. All subjects have packages of their own.
 */
package io.github.evosam;
