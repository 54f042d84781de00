package io.github.evosam.imagej.ui.session;

/** What dragging the mouse over the image draws. */
enum DragMode {
  /** A box around the object. */
  BOX,
  /** A line over the object, or beside it. */
  STROKE
}
