package io.github.evosam.imagej.ui;

import ij.IJ;
import ij.ImageListener;
import ij.ImagePlus;
import ij.gui.ImageCanvas;
import io.github.evosam.engine.BaseModels;
import io.github.evosam.engine.ComputeDevice;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.PlaneOptions;
import io.github.evosam.imagej.PlaneSource;
import io.github.evosam.imagej.StackPosition;
import io.github.evosam.imagej.interactive.Draft;
import io.github.evosam.imagej.interactive.DraftStep;
import io.github.evosam.imagej.interactive.EngineModel;
import io.github.evosam.imagej.interactive.InteractiveSegmentation;
import io.github.evosam.imagej.interactive.Lesson;
import io.github.evosam.imagej.interactive.ModelWorker;
import io.github.evosam.imagej.interactive.Preparation;
import io.github.evosam.imagej.interactive.Session;
import io.github.evosam.imagej.interactive.SessionListener;
import java.awt.Dimension;
import java.awt.KeyboardFocusManager;
import java.awt.Window;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.swing.JComboBox;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import javax.swing.Timer;

/**
 * The window of one session: brings image, panel, overlay and outputs together with it, and takes
 * all apart again when the image or the panel is closed.
 */
final class SessionWindow implements SessionView, SessionListener, ImageListener {
  private static final int LOOK_MILLIS = 120;

  private final ImagePlus image;
  private final InteractiveSegmentation segmentation;
  private final InteractivePanel panel;
  private final SessionOverlay overlay;
  private final SessionOutputs outputs;
  private final JFrame frame;
  private final List<Integer> shape;
  private final PromptMouse mouse;
  private final ShortcutKeys keys;
  private final MaskEditing editing;
  private final Runnable closing;
  private final Timer look = new Timer(LOOK_MILLIS, event -> look());
  private final List<Prompt> waiting = new ArrayList<>();
  private Optional<Gesture> gesture = Optional.empty();
  private ImageCanvas canvas;
  private String ready = "Ready";
  private Dimension imageSize;
  private boolean pixelsChanged;
  private boolean closed;

  SessionWindow(ImagePlus image, String model, Teaching teaching, Runnable closing) {
    this.image = image;
    this.closing = closing;
    Session session = new Session(new ImageSize(image.getWidth(), image.getHeight()));
    ModelWorker worker =
        new ModelWorker(
            () -> new EngineModel(Segmenter.open(BaseModels.ofUser(), model, ComputeDevice.AUTO)),
            SwingUtilities::invokeLater);
    segmentation = new InteractiveSegmentation(session, worker, this);
    editing = new MaskEditing(image);
    frame = new JFrame("EvoSAM Interactive: " + image.getTitle());
    outputs = new SessionOutputs(image, frame);
    SessionActions actions =
        new SessionActions(
            image,
            segmentation,
            outputs,
            editing,
            s -> teaching.teach(Lesson.of(s, image, model), this::expertsChanged),
            this);
    keys = new ShortcutKeys(actions, this::keysAreOurs);
    panel = new InteractivePanel(actions, image.getNSlices() * image.getNFrames() > 1);
    overlay = new SessionOverlay(image);
    shape = shape(image);
    mouse = new PromptMouse(session.size(), panel::dragMode, this::draw, this::prompt);
  }

  /** What must not change as long as there are objects. */
  private static List<Integer> shape(ImagePlus image) {
    return List.of(image.getWidth(), image.getHeight(), image.getNSlices(), image.getNFrames());
  }

  /** Shows the window and begins. */
  void start() {
    listenTo(image.getCanvas());
    KeyboardFocusManager.getCurrentKeyboardFocusManager().addKeyEventDispatcher(keys);
    ImagePlus.addImageListener(this);
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
      editing.stop(); // the mask stays on its slice
      waiting.clear();
    }
    segmentation.show(position, () -> plane(position));
    refresh();
  }

  /** On the worker's thread. */
  private Plane plane(StackPosition position) {
    return PlaneSource.of(image, List.of(position), PlaneOptions.DEFAULT).plane(position);
  }

  /** Moves the mouse listener to a canvas, which ImageJ replaces now and then; null for none. */
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

  /** Sees what ImageJ does not tell of: slices, ROIs and tools that the user has changed. */
  private void look() {
    if (!shape(image).equals(shape) || image.getWindow() == null) {
      close();
      IJ.showStatus("EvoSAM Interactive ended: '" + image.getTitle() + "' is another image now");
      return;
    }
    if (image.getCanvas() != canvas) {
      listenTo(image.getCanvas());
    }
    stayInSight();
    StackPosition now = StackPosition.current(image);
    if (pixelsChanged || !Optional.of(now).equals(segmentation.plane())) {
      pixelsChanged = false;
      show(now);
    }
    canvas.disablePopupMenu(PromptTool.isSelected());
    outputs.pull(segmentation.session());
    synchronise();
  }

  /** Moves aside when the image's window grows over the panel, as it does by zooming in. */
  private void stayInSight() {
    Dimension size = image.getWindow().getSize();
    boolean hasGrown = !size.equals(imageSize);
    imageSize = size;
    if (hasGrown && frame.getBounds().intersects(image.getWindow().getBounds())) {
      WindowPlacement.beside(frame, image.getWindow());
      frame.toFront();
    }
  }

  private void synchronise() {
    if (outputs.push(segmentation.session())) {
      refresh();
    }
  }

  @Override
  public void refresh() {
    panel.show(segmentation, editing.isActive());
    if (segmentation.isReady()) {
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

  @Override
  public void prompt(List<Prompt> prompts) {
    waiting.addAll(prompts);
    segmentation.submit(new DraftStep.Prompts(prompts));
    refresh();
  }

  @Override
  public void preparing(Phase phase) {
    panel.showProgress(phase.text() + "…", true);
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
    panel.say(describe(segmentation.session().draft()));
    outputs.push(segmentation.session());
    refresh();
  }

  private String describe(Optional<Draft> draft) {
    return draft
        .map(
            d ->
                "%,d px%s%s"
                    .formatted(
                        d.mask().areaPixels(),
                        d.answer()
                            .predictedIou()
                            .map(q -> ", quality %.2f".formatted(q))
                            .orElse(""),
                        d.position().agreesWith(StackPosition.current(image))
                            ? ""
                            : ", on " + d.position()))
        .orElse("");
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

  /** In the panel, except where it needs keys itself, and in the image while the mouse is ours. */
  private boolean keysAreOurs() {
    KeyboardFocusManager focus = KeyboardFocusManager.getCurrentKeyboardFocusManager();
    Window active = focus.getActiveWindow();
    if (active == frame) {
      return !(focus.getFocusOwner() instanceof JComboBox);
    }
    return active != null
        && active == image.getWindow()
        && (editing.isActive() || PromptTool.isSelected());
  }

  @Override
  public void imageOpened(ImagePlus opened) {
    // nothing of ours
  }

  /** Called by ImageJ on any thread. */
  @Override
  public void imageClosed(ImagePlus gone) {
    if (gone == image) {
      SwingUtilities.invokeLater(this::close);
    }
  }

  /** Called by ImageJ on any thread, when pixels, display range or slice have changed. */
  @Override
  public void imageUpdated(ImagePlus updated) {
    SwingUtilities.invokeLater(
        () -> {
          pixelsChanged |= updated == image;
          outputs.updated(updated);
        });
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

  @Override
  public void say(String text) {
    panel.say(text);
  }

  private void close() {
    if (closed) {
      return;
    }
    closed = true;
    look.stop();
    editing.stop();
    segmentation.close();
    ImagePlus.removeImageListener(this);
    KeyboardFocusManager.getCurrentKeyboardFocusManager().removeKeyEventDispatcher(keys);
    closing.run();
    listenTo(null);
    overlay.clear();
    frame.dispose();
  }
}
