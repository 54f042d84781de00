package io.github.evosam.imagej.ui;

/** What dragging the mouse over the image draws. */
enum DragMode {
  /** A box around the object. */
  BOX,
  /** A line over the object, or beside it. */
  STROKE
}
