package io.github.evosam.imagej.ui.session;

import ij.IJ;
import ij.ImagePlus;
import io.github.evosam.engine.ModelOnDevice;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.image.Normalisation;
import io.github.evosam.imagej.image.PlaneSource;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.interactive.AcceptedSlices;
import io.github.evosam.imagej.interactive.Draft;
import io.github.evosam.imagej.interactive.DraftStep;
import io.github.evosam.imagej.interactive.EarlierLabels;
import io.github.evosam.imagej.interactive.EngineModel;
import io.github.evosam.imagej.interactive.FollowedObjects;
import io.github.evosam.imagej.interactive.InteractiveSegmentation;
import io.github.evosam.imagej.interactive.ModelWorker;
import io.github.evosam.imagej.interactive.Preparation;
import io.github.evosam.imagej.interactive.Session;
import io.github.evosam.imagej.interactive.SessionListener;
import java.awt.KeyboardFocusManager;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import javax.swing.Timer;

/**
 * The window of one session: brings image, panel, overlay and outputs together with it, and takes
 * all apart again when the image or the panel is closed.
 */
final class SessionWindow implements SessionListener {
  private static final int LOOK_MILLIS = 120;

  private final ImagePlus image;
  private final InteractiveSegmentation segmentation;
  private final InteractivePanel panel;
  private final SessionOverlay overlay;
  private final SessionOutputs outputs;
  private final JFrame frame;
  private final ImageWatch watch;
  private final ShortcutKeys keys;
  private final MaskEditing editing;
  private final Runnable closing;
  private final Timer look = new Timer(LOOK_MILLIS, event -> look());
  private final List<Prompt> waiting = new ArrayList<>();
  private Optional<Gesture> gesture = Optional.empty();
  private String ready = "Ready";
  private boolean closed;

  /**
   * A window that is not shown yet.
   *
   * @param earlier labels to go on with
   * @param closing called when the session ends
   */
  SessionWindow(
      ImagePlus image,
      ModelOnDevice model,
      Optional<EarlierLabels> earlier,
      Teaching teaching,
      Runnable closing) {
    this.image = image;
    this.closing = closing;
    frame = new JFrame("EvoSAM Interactive: " + image.getTitle());
    outputs = new SessionOutputs(image, frame, earlier);
    Session session =
        new Session(new ImageSize(image.getWidth(), image.getHeight()), outputs.earlier());
    ModelWorker worker =
        new ModelWorker(() -> EngineModel.open(model), SwingUtilities::invokeLater);
    segmentation = new InteractiveSegmentation(session, worker, this);
    editing = new MaskEditing(image);
    SessionActions actions =
        new SessionActions(
            image,
            segmentation,
            outputs,
            editing,
            s -> teaching.teach(AcceptedSlices.of(s, image, model.model()), this::expertsChanged),
            this);
    boolean isStack = image.getNSlices() * image.getNFrames() > 1;
    panel = new InteractivePanel(actions, position -> position.within(image), isStack);
    keys = new ShortcutKeys(actions, panel, new KeyFocus(frame, image, editing)::isOurs);
    overlay = new SessionOverlay(image);
    PromptMouse mouse = new PromptMouse(session.size(), panel::dragMode, this::draw, this::prompt);
    watch = new ImageWatch(image, mouse, this::close, outputs::updated);
  }

  /** Shows the window and begins; closes it where the image is closed already. */
  void start() {
    if (!watch.isSame()) {
      close();
      return;
    }
    watch.start();
    KeyboardFocusManager.getCurrentKeyboardFocusManager().addKeyEventDispatcher(keys);
    frame.setContentPane(panel);
    frame.setDefaultCloseOperation(JFrame.DO_NOTHING_ON_CLOSE);
    frame.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowClosing(WindowEvent event) {
            close();
          }
        });
    frame.pack();
    WindowPlacement.fit(frame);
    frame.setMinimumSize(frame.getSize());
    frame.setAutoRequestFocus(false); // keys stay with the image
    WindowPlacement.beside(frame, image.getWindow());
    frame.setVisible(true);
    PromptTool.select();
    show(StackPosition.current(image));
    refresh();
    look.start();
  }

  private void show(StackPosition position) {
    if (!Optional.of(position).equals(segmentation.plane())) {
      giveUpEditing(); // the mask stays on its slice
      waiting.clear();
    }
    segmentation.show(position, () -> plane(position));
    refresh();
  }

  private void giveUpEditing() {
    if (editing.isActive()) {
      editing.stop();
      panel.say("What the brush did is given up; press E before turning to another slice");
    }
  }

  /** On the worker's thread. */
  private PixelSource plane(StackPosition position) {
    return PlaneSource.of(image, List.of(position), Normalisation.PERCENTILES).pixels(position);
  }

  /** Sees what ImageJ does not tell of: slices, ROIs and tools that the user has changed. */
  private void look() {
    if (!watch.isSame()) {
      close();
      IJ.showStatus("EvoSAM Interactive ended: '" + image.getTitle() + "' is another image now");
      return;
    }
    watch.followCanvas(PromptTool.isSelected());
    stayInSight();
    turned();
    outputs.pull(segmentation.session());
    synchronise();
  }

  /** Shows another slice if the image does. */
  void turned() {
    StackPosition now = StackPosition.current(image);
    boolean isTurned = !Optional.of(now).equals(segmentation.plane());
    if (watch.pixelsChanged() || isTurned) {
      show(now);
    }
    if (isTurned) {
      outputs.turn();
    }
  }

  /** Moves aside when the image's window grows over the panel, as it does by zooming in. */
  private void stayInSight() {
    if (watch.sizeChanged() && frame.getBounds().intersects(image.getWindow().getBounds())) {
      WindowPlacement.beside(frame, image.getWindow());
      frame.toFront();
    }
  }

  private void synchronise() {
    if (outputs.push(segmentation.session())) {
      refresh();
    }
  }

  /** Shows what has changed. */
  void refresh() {
    panel.show(segmentation, editing.isActive());
    if (segmentation.isReady() && !segmentation.isFollowing()) {
      boolean isAnswering = segmentation.isAnswering();
      panel.showProgress(isAnswering ? "Segmenting…" : ready, isAnswering);
    }
    Session session = segmentation.session();
    Optional<Draft> draft = editing.isActive() ? Optional.empty() : session.draft();
    overlay.draw(session, draft, waiting, gesture, panel.dragMode());
  }

  private void draw(Optional<Gesture> drawing) {
    gesture = drawing;
    refresh();
  }

  /** Sends prompts to the model, and shows them until the answer comes. */
  void prompt(List<Prompt> prompts) {
    turned(); // what is shown is meant for the slice in view, also right after turning to it
    waiting.addAll(prompts);
    segmentation.submit(new DraftStep.Prompts(prompts));
    refresh();
  }

  @Override
  public void preparing(Phase phase) {
    if (!segmentation.isFollowing()) { // which comes first
      panel.showProgress(phase.text() + "…", true);
    }
  }

  @Override
  public void ready(Preparation preparation) {
    panel.experts().show(preparation, segmentation.choice());
    ready = "Ready: " + ExpertChooser.describe(preparation.expert());
    panel.say(preparation.note());
    refresh();
  }

  @Override
  public void changed() {
    if (!segmentation.isAnswering()) {
      waiting.clear();
    }
    StackPosition seen = StackPosition.current(image);
    panel.say(segmentation.session().draft().map(draft -> draft.describe(seen)).orElse(""));
    outputs.push(segmentation.session());
    refresh();
  }

  @Override
  public void following(double share) {
    panel.showFollowing(share);
    panel.show(segmentation, editing.isActive());
  }

  @Override
  public void followed(FollowedObjects found) {
    panel.say(found.describe());
    IJ.showStatus(found.describe());
    refresh();
  }

  @Override
  public void refused(String reason) {
    waiting.clear();
    panel.say(reason);
    IJ.showStatus(reason);
    if (!segmentation.isReady()) {
      panel.showProgress("Not ready", false);
      IJ.log("EvoSAM Interactive: " + reason); // it may be longer than the panel is wide
    }
    refresh();
  }

  /** Brings the window before others. */
  void toFront() {
    frame.toFront();
  }

  /** Looks again which experts there are, on any thread. */
  private void expertsChanged() {
    SwingUtilities.invokeLater(
        () -> {
          if (!closed) {
            segmentation.use(segmentation.choice());
          }
        });
  }

  /** Says something to the user. */
  void say(String text) {
    panel.say(text);
  }

  /** Ends the session; what was accepted stays. */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    look.stop();
    editing.stop();
    segmentation.close();
    KeyboardFocusManager.getCurrentKeyboardFocusManager().removeKeyEventDispatcher(keys);
    closing.run();
    watch.stop();
    overlay.clear();
    frame.dispose();
  }
}
