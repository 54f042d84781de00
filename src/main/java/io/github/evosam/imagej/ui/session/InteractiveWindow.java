package io.github.evosam.imagej.ui.session;

import ij.ImagePlus;
import io.github.evosam.engine.ModelOnDevice;
import io.github.evosam.imagej.interactive.EarlierLabels;
import java.awt.GraphicsEnvironment;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import javax.swing.SwingUtilities;

/**
 * {@code EvoSAM Interactive}: a panel beside an open image, in which objects are segmented by
 * clicks. Lives until its window or the image's is closed; what was accepted stays in label image
 * and ROI Manager.
 */
public final class InteractiveWindow {
  private static final String PROPERTY = "evosam.interactive";

  private InteractiveWindow() {}

  /**
   * Opens the panel beside an image, or brings the one that is open to the front. Returns before it
   * is there, but reads the labels that it goes on with.
   *
   * @param model that answers
   * @param teaching takes the accepted objects that are to be learned
   * @throws IllegalArgumentException if the image has no window, or there is no screen
   */
  public static void open(ImagePlus image, ModelOnDevice model, Teaching teaching) {
    if (GraphicsEnvironment.isHeadless() || image.getWindow() == null) {
      throw new IllegalArgumentException(
          "'%s' has no window to click in; show it first, or use EvoSAM Segment, which needs none"
              .formatted(image.getTitle()));
    }
    Optional<EarlierLabels> earlier =
        image.getProperty(PROPERTY) == null ? SessionOutputs.earlier(image) : Optional.empty();
    SwingUtilities.invokeLater(() -> openNow(image, model, earlier, teaching));
  }

  /**
   * Closes the panel beside an image, if one is open; its objects stay in label image and ROI
   * Manager. Not called on the event thread.
   *
   * @return whether one was open
   */
  public static boolean close(ImagePlus image) {
    if (!(image.getProperty(PROPERTY) instanceof SessionWindow open)) {
      return false;
    }
    try {
      SwingUtilities.invokeAndWait(open::close);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("The panel does not close", e.getCause());
    }
    return true;
  }

  private static void openNow(
      ImagePlus image, ModelOnDevice model, Optional<EarlierLabels> earlier, Teaching teaching) {
    if (image.getProperty(PROPERTY) instanceof SessionWindow open) {
      open.toFront();
    } else if (image.getWindow() != null) {
      SessionWindow window =
          new SessionWindow(
              image, model, earlier, teaching, () -> image.setProperty(PROPERTY, null));
      image.setProperty(PROPERTY, window);
      SwingUtilities.invokeLater(window::start); // by itself: together they stop the event thread
    }
  }
}
