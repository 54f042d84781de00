/**
 * What a command can be told, declared once by the parameters of its class: names, defaults and
 * limits of the macro keys, how macros are read and recorded, and what a dialog shows. Nothing here
 * opens a window.
 */
package io.github.evosam.imagej.key;
