package io.github.evosam.imagej.ui.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Dimension;
import java.awt.Frame;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.Window;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Windows that are never shown; needs a display all the same. */
class WindowPlacementTest {
  private Rectangle screen;

  @BeforeEach
  void measure() {
    assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
    screen = new Frame().getGraphicsConfiguration().getBounds();
  }

  @Test
  void aWindowGoesToTheRightElseToTheLeftElseBelow() {
    assertThat(placed(100, window(0, 0, 300, 200)).getX()).isEqualTo(300);
    assertThat(placed(100, window(150, 0, screen.width - 150, 200)).getX()).isEqualTo(50);
    assertThat(placed(100, window(0, 0, screen.width, 200)).getY()).isEqualTo(200);
  }

  @Test
  void itCoversNoneOfSeveral() {
    Window image = window(100, 0, 300, 200);
    Window panel = window(400, 0, screen.width - 450, 300);
    Window placed = window(0, 0, 100, 100);
    WindowPlacement.besideAll(placed, List.of(panel, image));
    assertThat(placed.getBounds().intersects(image.getBounds())).isFalse();
    assertThat(placed.getBounds().intersects(panel.getBounds())).isFalse();
    assertThat(screen.contains(placed.getBounds())).isTrue();
  }

  @Test
  void whereThereIsNoRoomItGoesToTheEdgeOrStays() {
    Window image = window(0, 0, screen.width, screen.height);
    assertThat(placed(100, image).getX()).isEqualTo(screen.width - 100);
    Window placed = window(7, 8, 100, 100);
    WindowPlacement.besideIfRoom(placed, List.of(image));
    assertThat(placed.getLocation()).isEqualTo(new java.awt.Point(7, 8));
  }

  @Test
  void aWindowIsMadeToFitItsScreen() {
    Window high = window(0, 0, 300, screen.height + 50);
    Window low = window(0, 0, 300, 200);
    WindowPlacement.fit(high);
    WindowPlacement.fit(low);
    assertThat(high.getBounds().getSize()).isEqualTo(new Dimension(300, screen.height));
    assertThat(low.getBounds().getSize()).isEqualTo(new Dimension(300, 200));
  }

  private static Window placed(int width, Window beside) {
    Window window = window(0, 0, width, 100);
    WindowPlacement.beside(window, beside);
    return window;
  }

  private static Window window(int x, int y, int width, int height) {
    Frame frame = new Frame();
    frame.setBounds(x, y, width, height);
    return frame;
  }
}
