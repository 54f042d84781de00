package io.github.evosam.imagej.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JPanel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortcutKeysTest {
  private static final int CTRL = InputEvent.CTRL_DOWN_MASK;
  private static final int SHIFT = InputEvent.SHIFT_DOWN_MASK;

  private final List<String> done = new ArrayList<>();
  private final InteractiveActions actions = noting(InteractiveActions.class);
  private final PanelActions panel = noting(PanelActions.class);

  private <T> T noting(Class<T> actions) {
    return actions.cast(
        Proxy.newProxyInstance(
            actions.getClassLoader(),
            new Class<?>[] {actions},
            (proxy, method, arguments) -> {
              done.add(method.getName());
              return null;
            }));
  }

  @ParameterizedTest
  @CsvSource({
    KeyEvent.VK_ENTER + ",0,accept",
    KeyEvent.VK_ESCAPE + ",0,discard",
    KeyEvent.VK_N + ",0,nextMask",
    KeyEvent.VK_E + ",0,toggleEditing",
    KeyEvent.VK_S + ",0,useSelection",
    KeyEvent.VK_B + ",0,switchDragMode",
    KeyEvent.VK_C + ",0,changeSelected",
    KeyEvent.VK_DELETE + ",0,deleteSelected",
    KeyEvent.VK_BACK_SPACE + ",0,deleteSelected",
    KeyEvent.VK_Z + "," + CTRL + ",undo",
    KeyEvent.VK_Z + "," + (CTRL | SHIFT) + ",redo",
    KeyEvent.VK_Y + "," + CTRL + ",redo"
  })
  void aKeyDoesItsWorkOnceAndImageJDoesNotSeeIt(int key, int modifiers, String expected) {
    ShortcutKeys keys = new ShortcutKeys(actions, panel, () -> true);
    assertThat(keys.dispatchKeyEvent(event(KeyEvent.KEY_PRESSED, key, modifiers))).isTrue();
    assertThat(keys.dispatchKeyEvent(event(KeyEvent.KEY_RELEASED, key, modifiers))).isFalse();
    assertThat(done).containsExactly(expected);
  }

  @Test
  void keysOfOthersPassBy() {
    ShortcutKeys elsewhere = new ShortcutKeys(actions, panel, () -> false);
    ShortcutKeys here = new ShortcutKeys(actions, panel, () -> true);
    assertThat(elsewhere.dispatchKeyEvent(event(KeyEvent.KEY_PRESSED, KeyEvent.VK_ENTER, 0)))
        .isFalse();
    assertThat(here.dispatchKeyEvent(event(KeyEvent.KEY_PRESSED, KeyEvent.VK_S, CTRL)))
        .as("ImageJ saves")
        .isFalse();
    assertThat(here.dispatchKeyEvent(event(KeyEvent.KEY_PRESSED, KeyEvent.VK_T, 0))).isFalse();
    assertThat(here.dispatchKeyEvent(event(KeyEvent.KEY_PRESSED, KeyEvent.VK_E, SHIFT))).isFalse();
    assertThat(done).isEmpty();
  }

  private static KeyEvent event(int id, int key, int modifiers) {
    return new KeyEvent(new JPanel(), id, 0, modifiers, key, KeyEvent.CHAR_UNDEFINED);
  }
}
