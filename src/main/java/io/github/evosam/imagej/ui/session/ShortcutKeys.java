package io.github.evosam.imagej.ui.session;

import java.awt.KeyEventDispatcher;
import java.awt.event.KeyEvent;
import java.util.function.BooleanSupplier;

/**
 * The keys of an interactive session, taken before ImageJ sees them, where another class says that
 * they are the session's.
 */
final class ShortcutKeys implements KeyEventDispatcher {
  private final InteractiveActions actions;
  private final PanelActions panel;
  private final BooleanSupplier isOurs;

  /**
   * Keys for a session, to be added to the keyboard focus manager by the caller.
   *
   * @param panel the panel of the session
   * @param isOurs whether keys are for the session at present
   */
  ShortcutKeys(InteractiveActions actions, PanelActions panel, BooleanSupplier isOurs) {
    this.actions = actions;
    this.panel = panel;
    this.isOurs = isOurs;
  }

  @Override
  public boolean dispatchKeyEvent(KeyEvent event) {
    if (event.getID() != KeyEvent.KEY_PRESSED || event.isAltDown() || !isOurs.getAsBoolean()) {
      return false;
    }
    Runnable action = action(event);
    if (action == null) {
      return false;
    }
    action.run();
    event.consume();
    return true;
  }

  private Runnable action(KeyEvent event) {
    boolean command = event.isControlDown() || event.isMetaDown();
    if (event.getKeyCode() == KeyEvent.VK_Z) {
      return command && event.isShiftDown() ? actions::redo : actions::undo;
    }
    if (event.getKeyCode() == KeyEvent.VK_Y) {
      return actions::redo;
    }
    return command || event.isShiftDown() ? null : plain(event.getKeyCode());
  }

  private Runnable plain(int key) {
    return switch (key) {
      case KeyEvent.VK_ENTER -> actions::accept;
      case KeyEvent.VK_ESCAPE -> actions::discard;
      case KeyEvent.VK_N -> actions::nextMask;
      case KeyEvent.VK_E -> actions::toggleEditing;
      case KeyEvent.VK_S -> actions::useSelection;
      case KeyEvent.VK_B -> panel::switchDragMode;
      case KeyEvent.VK_C -> panel::changeSelected;
      case KeyEvent.VK_A -> panel::acceptAsSelected;
      case KeyEvent.VK_F -> actions::follow;
      case KeyEvent.VK_DELETE, KeyEvent.VK_BACK_SPACE -> panel::deleteSelected;
      default -> null;
    };
  }
}
