/**
 * The dialog of every command, made from its macro keys: fields by their kinds and groups, what is
 * installed and open to choose from, help, and what was chosen the last time.
 */
package io.github.evosam.imagej.ui.dialog;
