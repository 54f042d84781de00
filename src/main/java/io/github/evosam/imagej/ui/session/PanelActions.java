package io.github.evosam.imagej.ui.session;

/** What keys do with the interactive panel itself: its list of objects, and what dragging draws. */
interface PanelActions {
  /** Takes the object that is selected in the list back into the hand. */
  void changeSelected();

  /** Accepts the object at hand as what the object that is selected in the list is here. */
  void acceptAsSelected();

  /** Deletes the objects that are selected in the list. */
  void deleteSelected();

  /** Lets dragging draw strokes instead of boxes, or boxes instead of strokes. */
  void switchDragMode();
}
