package io.github.evosam.imagej.ui.session;

import ij.ImagePlus;
import java.awt.KeyboardFocusManager;
import java.awt.Window;
import javax.swing.JComboBox;
import javax.swing.JFrame;

/**
 * Whose the keys are at present.
 *
 * @param panel of the session
 * @param image of the session
 * @param editing of its mask by ImageJ's own tools
 */
record KeyFocus(JFrame panel, ImagePlus image, MaskEditing editing) {

  /**
   * Whether keys are the session's: in the panel, except where it needs keys itself, and in the
   * image while the mouse is the session's.
   */
  boolean isOurs() {
    KeyboardFocusManager focus = KeyboardFocusManager.getCurrentKeyboardFocusManager();
    Window active = focus.getActiveWindow();
    if (active == panel) {
      return !(focus.getFocusOwner() instanceof JComboBox);
    }
    return active != null
        && active == image.getWindow()
        && (editing.isActive() || PromptTool.isSelected());
  }
}
