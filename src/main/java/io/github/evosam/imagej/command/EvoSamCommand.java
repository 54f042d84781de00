package io.github.evosam.imagej.command;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import io.github.evosam.EvoSamException;
import io.github.evosam.FailureReason;
import io.github.evosam.imagej.key.MacroKeys;
import java.awt.GraphicsEnvironment;
import java.util.concurrent.CancellationException;
import org.scijava.command.ContextCommand;

/**
 * A command of the menu. Its inputs, SciJava's parameters, are the macro keys in every host: {@link
 * MenuEntry} fills them from a macro or a dialog, {@code CommandService} from a script. It never
 * asks for anything by itself, and ends with its results or with a reason.
 */
public abstract class EvoSamCommand extends ContextCommand {
  private final String title;
  private boolean isAttended;

  /** A command of this label. */
  protected EvoSamCommand(String title) {
    this.title = title;
  }

  /** Label in the menu. */
  public final String title() {
    return title;
  }

  /**
   * Does what the keys say.
   *
   * @throws IllegalArgumentException if they do not go together, or the user has ended it
   * @throws EvoSamException if something cannot be read, written or used
   */
  protected abstract void work();

  /**
   * Leaves a failure where a macro of this command looks for it; the log has it already. Not called
   * where somebody looks on.
   *
   * @param reason one sentence
   */
  protected void failed(String reason) {}

  /**
   * Checks that the keys go together, before anything is done.
   *
   * @throws IllegalArgumentException if they do not
   */
  protected void requireSensible() {}

  /** Whether the menu asks before it begins. */
  protected boolean asks() {
    return true;
  }

  /** Fills in what the open windows suggest, for the dialog. */
  protected void suggest() {}

  /** What the dialog says above its fields; may be empty. */
  protected String heading() {
    return "";
  }

  /** Whether the user, who has answered the dialog, is sure. */
  protected boolean isMeant() {
    return true;
  }

  /** Whether somebody has answered its dialog, and looks on. */
  protected final boolean isAttended() {
    return isAttended;
  }

  /** Notes that somebody looks on. */
  final void attend() {
    isAttended = true;
  }

  /** The image that was named, else the one in front, as {@link CurrentImage#orElse}. */
  protected static ImagePlus imageOr(ImagePlus named) {
    return named != null ? named : CurrentImage.orElse(null);
  }

  @Override
  public final void run() {
    QuietLibraries.quieten();
    LastRun.note(title, "");
    try {
      MacroKeys.of(getClass()).check(this);
      requireSensible();
      work();
    } catch (CancellationException e) {
      fail("Cancelled");
    } catch (EvoSamException | IllegalArgumentException | OutOfMemoryError e) {
      fail(FailureReason.of(e));
    } catch (RuntimeException e) {
      fail(FailureReason.of(e));
      throw e;
    } finally {
      IJ.showProgress(1.0);
      releaseThread();
    }
  }

  /** Ends before it has begun, with the same traces. */
  final void refuse(String reason) {
    fail(reason);
  }

  /** Who looks on is told by a box, not by windows that open for macros. */
  private void fail(String reason) {
    IJ.showStatus("");
    if (!isAttended) {
      IJ.log(title + " failed: " + reason);
      failed(reason);
    }
    endWith(reason);
  }

  /** Ends with what was done and the reason why it is not all, which has left its traces. */
  protected final void endWith(String reason) {
    LastRun.note(title, reason);
    cancel(reason);
  }

  /** A pool thread of SciJava would hold on to the first image that it has seen. */
  private void releaseThread() {
    if (getContext() != null && !GraphicsEnvironment.isHeadless()) {
      WindowManager.setTempCurrentImage(null);
    }
  }
}
