package io.github.evosam.imagej.ui.session;

import ij.ImageListener;
import ij.ImagePlus;
import ij.gui.ImageCanvas;
import java.awt.Dimension;
import java.awt.event.MouseAdapter;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.SwingUtilities;

/**
 * Watches the image of a session: whether it still is the same, whether its pixels have changed,
 * and where its canvas is, which gets the session's mouse. Used on the event thread.
 */
final class ImageWatch implements ImageListener {
  private final ImagePlus image;
  private final MouseAdapter mouse;
  private final Runnable closed;
  private final Consumer<ImagePlus> updated;
  private final List<Integer> shape;
  private ImageCanvas canvas;
  private Dimension windowSize;
  private boolean pixelsChanged;

  /**
   * Watches nothing before {@link #start}.
   *
   * @param closed called when the image is closed
   * @param updated called when any image has changed
   */
  ImageWatch(ImagePlus image, MouseAdapter mouse, Runnable closed, Consumer<ImagePlus> updated) {
    this.image = image;
    this.mouse = mouse;
    this.closed = closed;
    this.updated = updated;
    shape = shape(image);
  }

  /** What must not change as long as there are objects. */
  private static List<Integer> shape(ImagePlus image) {
    return List.of(image.getWidth(), image.getHeight(), image.getNSlices(), image.getNFrames());
  }

  void start() {
    listenTo(image.getCanvas());
    ImagePlus.addImageListener(this);
  }

  void stop() {
    ImagePlus.removeImageListener(this);
    listenTo(null);
  }

  /** Whether the image still has its size and its window. */
  boolean isSame() {
    return shape(image).equals(shape) && image.getWindow() != null;
  }

  /**
   * Goes on with the image's present canvas, which ImageJ replaces now and then.
   *
   * @param isOurs whether the mouse is the session's, so that it needs no popup menu
   */
  void followCanvas(boolean isOurs) {
    if (image.getCanvas() != canvas) {
      listenTo(image.getCanvas());
    }
    canvas.disablePopupMenu(isOurs);
  }

  /** Whether pixels, display range or slice have changed since this was asked last. */
  boolean pixelsChanged() {
    boolean changed = pixelsChanged;
    pixelsChanged = false;
    return changed;
  }

  /** Whether the image's window has another size than when this was asked last. */
  boolean sizeChanged() {
    Dimension before = windowSize;
    windowSize = image.getWindow().getSize();
    return !windowSize.equals(before);
  }

  /** Moves the mouse listener to a canvas; null for none. */
  private void listenTo(ImageCanvas next) {
    if (canvas != null) {
      canvas.removeMouseListener(mouse);
      canvas.removeMouseMotionListener(mouse);
      canvas.disablePopupMenu(false);
    }
    canvas = next;
    if (canvas != null) {
      canvas.addMouseListener(mouse);
      canvas.addMouseMotionListener(mouse);
    }
  }

  @Override
  public void imageOpened(ImagePlus opened) {
    // nothing of ours
  }

  /** Called by ImageJ on any thread. */
  @Override
  public void imageClosed(ImagePlus gone) {
    if (gone == image) {
      SwingUtilities.invokeLater(closed);
    }
  }

  /** Called by ImageJ on any thread. */
  @Override
  public void imageUpdated(ImagePlus changed) {
    SwingUtilities.invokeLater(
        () -> {
          pixelsChanged |= changed == image;
          updated.accept(changed);
        });
  }
}
