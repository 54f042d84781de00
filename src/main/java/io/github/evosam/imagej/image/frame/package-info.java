/**
 * The structure of image files, known before a pixel is read: what their headers, chunks and tags
 * say, whether they are whole, and which reader understands them. Pixels are not read here.
 */
package io.github.evosam.imagej.image.frame;
