package io.github.evosam.imagej.ui.session;

import ij.IJ;
import ij.gui.ImageCanvas;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Prompt;
import java.awt.Point;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.swing.SwingUtilities;

/**
 * Turns the mouse over an image into prompts while {@link PromptTool} is selected, at any zoom: a
 * click is a point, a drag a box or a stroke. The right button, Alt or Shift shows what does not
 * belong to the object. Holding the space bar scrolls, as with every tool.
 */
final class PromptMouse extends MouseAdapter {
  private static final int CLICK_SCREEN_PIXELS = 4;

  private final ImageSize size;
  private final Supplier<DragMode> mode;
  private final Consumer<Optional<Gesture>> drawing;
  private final Consumer<List<Prompt>> prompts;
  private Gesture gesture;
  private Point pressed;
  private boolean dragged;

  /**
   * A listener, to be added to canvases by the caller.
   *
   * @param size of the image
   * @param mode what a drag draws
   * @param drawing hears of a drag that goes on, and of its end
   * @param prompts takes what the mouse has shown
   */
  PromptMouse(
      ImageSize size,
      Supplier<DragMode> mode,
      Consumer<Optional<Gesture>> drawing,
      Consumer<List<Prompt>> prompts) {
    this.size = size;
    this.mode = mode;
    this.drawing = drawing;
    this.prompts = prompts;
  }

  @Override
  public void mousePressed(MouseEvent event) {
    if (!PromptTool.isSelected()
        || IJ.spaceBarDown()
        || SwingUtilities.isMiddleMouseButton(event)) {
      return;
    }
    pressed = event.getPoint();
    dragged = false;
    gesture = new Gesture(size, isPositive(event), canvas(event).getMagnification());
    reach(event);
  }

  private static boolean isPositive(MouseEvent event) {
    return SwingUtilities.isLeftMouseButton(event)
        && !event.isAltDown()
        && !event.isShiftDown()
        && !event.isControlDown(); // the right button of a Mac with one button
  }

  private void reach(MouseEvent event) {
    ImageCanvas canvas = canvas(event);
    gesture.reach(canvas.offScreenXD(event.getX()), canvas.offScreenYD(event.getY()));
  }

  private static ImageCanvas canvas(MouseEvent event) {
    return (ImageCanvas) event.getSource();
  }

  @Override
  public void mouseDragged(MouseEvent event) {
    if (gesture != null) {
      dragged |= pressed.distance(event.getPoint()) >= CLICK_SCREEN_PIXELS;
      reach(event);
      if (dragged) {
        drawing.accept(Optional.of(gesture));
      }
    }
  }

  @Override
  public void mouseReleased(MouseEvent event) {
    if (gesture != null) {
      Gesture done = gesture;
      gesture = null;
      drawing.accept(Optional.empty());
      prompts.accept(shown(done));
    }
  }

  private List<Prompt> shown(Gesture done) {
    if (!dragged) {
      return done.click();
    }
    return mode.get() == DragMode.STROKE || !done.isPositive()
        ? done.stroke() // nothing is a negative box
        : List.of(done.box());
  }
}
