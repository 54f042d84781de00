package io.github.evosam.imagej.ui.session;

import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.interactive.Draft;
import io.github.evosam.imagej.interactive.InteractiveSegmentation;
import io.github.evosam.imagej.interactive.Session;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.GridLayout;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.swing.BorderFactory;
import javax.swing.BoxLayout;
import javax.swing.ButtonGroup;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JRadioButton;
import javax.swing.JScrollPane;

/** The buttons, the expert, the list of objects and the state of an interactive session. */
final class InteractivePanel extends JPanel implements PanelActions {
  private static final long serialVersionUID = 1L;
  private static final int WIDTH_PIXELS = 300;
  private static final String FOLLOW = "Follow through the stack";

  private final transient InteractiveActions actions;
  private final boolean isStack;
  private final JProgressBar progress = new JProgressBar();
  private final JLabel state = new JLabel(" ");
  private final ExpertChooser experts;
  private final JRadioButton box = new JRadioButton("Box", true);
  private final JRadioButton stroke = new JRadioButton("Stroke");
  private final JButton accept;
  private final JButton discard;
  private final JButton next;
  private final JButton undo;
  private final JButton redo;
  private final JButton edit;
  private final JButton change;
  private final JButton delete;
  private final JButton join;
  private final JButton follow;
  private final JButton teach;
  private final ObjectList objects;

  /**
   * A panel without objects.
   *
   * @param shown what is to be said of the place of an object
   * @param isStack whether there are other slices to follow objects to
   */
  InteractivePanel(
      InteractiveActions actions, UnaryOperator<StackPosition> shown, boolean isStack) {
    this.actions = actions;
    this.isStack = isStack;
    experts = new ExpertChooser(actions::useExpert);
    objects = new ObjectList(shown);
    accept =
        button("Accept", "Add the object to label image and ROI Manager (Enter)", actions::accept);
    discard = button("Discard", "Give up the object at hand (Escape)", actions::discard);
    next = button("Next mask", "Show the model's next best mask (N)", actions::nextMask);
    undo = button("Undo", "Take back the last step, of whatever kind (Ctrl+Z)", actions::undo);
    redo = button("Redo", "Make the step again (Ctrl+Shift+Z)", actions::redo);
    edit =
        button(
            "Edit mask",
            "Change the mask with ImageJ's selection brush (E)",
            actions::toggleEditing);
    change =
        button("Change", "Take the selected object back into the hand (C)", this::changeSelected);
    delete =
        button(
            "Delete",
            "Delete the selected objects, in label image and ROI Manager too (Delete)",
            this::deleteSelected);
    join =
        button(
            "Accept as selected",
            "<html>The object at hand is what the object that is selected in the list is on this slice (A)</html>",
            this::acceptAsSelected);
    follow =
        button(
            FOLLOW,
            "<html>Find the accepted objects on all other slices (F). Correct what is wrong on any slice,<br>"
                + "and follow again: only what is nearer to the correction is done anew</html>",
            actions::follow);
    teach =
        button(
            "Teach this…",
            "<html>Let an expert learn from the accepted objects:<br>they are added to training data"
                + " and go to EvoSAM Learn Task</html>",
            actions::teach);
    objects.addListSelectionListener(event -> showSelection());
    setLayout(new BoxLayout(this, BoxLayout.Y_AXIS));
    setBorder(BorderFactory.createEmptyBorder(8, 8, 8, 8));
    build();
    showSelection();
  }

  private void build() {
    add(stateRows());
    add(titled("Expert", experts));
    add(titled("Object", objectButtons()));
    add(titled("Accepted objects", acceptedObjects()));
    add(hint());
  }

  private JComponent stateRows() {
    progress.setStringPainted(true);
    progress.setToolTipText("How far the image is on its way through the model");
    JPanel rows = new JPanel(new GridLayout(2, 1, 0, 4));
    rows.add(progress);
    rows.add(state);
    return fixed(rows);
  }

  private JComponent objectButtons() {
    ButtonGroup modes = new ButtonGroup();
    modes.add(box);
    modes.add(stroke);
    box.setToolTipText("Dragging draws a box around the object (B: box or stroke)");
    stroke.setToolTipText(
        "<html>Dragging draws a line over the object, or beside it with the right button"
            + "<br>(B: box or stroke)</html>");
    JPanel drag = new JPanel(new GridLayout(1, 3, 4, 0));
    drag.add(new JLabel("Drag draws:"));
    drag.add(box);
    drag.add(stroke);
    JPanel grid = new JPanel(new GridLayout(4, 2, 4, 4));
    grid.add(accept);
    grid.add(discard);
    grid.add(undo);
    grid.add(redo);
    grid.add(next);
    grid.add(edit);
    grid.add(
        button(
            "Use selection",
            "Take the image's selection as a prompt: point, rectangle, outline (S)",
            actions::useSelection));
    grid.add(
        button(
            "Prompt tool", "Let the mouse in the image give prompts again", actions::selectTool));
    JPanel both = new JPanel(new BorderLayout(0, 4));
    both.add(drag, BorderLayout.NORTH);
    both.add(grid, BorderLayout.CENTER);
    return both;
  }

  private JComponent acceptedObjects() {
    JPanel buttons = new JPanel(new GridLayout(1, 2, 4, 0));
    buttons.add(change);
    buttons.add(delete);
    JPanel below = new JPanel(new GridLayout(0, 1, 0, 4));
    below.add(buttons);
    if (isStack) {
      below.add(join);
      below.add(follow);
    }
    below.add(teach);
    JPanel all = new JPanel(new BorderLayout(0, 4));
    all.add(new JScrollPane(objects), BorderLayout.CENTER);
    all.add(below, BorderLayout.SOUTH);
    return all;
  }

  private static JComponent hint() {
    JPanel rows = new JPanel(new GridLayout(0, 1));
    rows.setBorder(BorderFactory.createEmptyBorder(6, 4, 0, 0));
    Stream.of(
            "Click: part of the object",
            "Right, Shift or Alt + click: not part of it",
            "Drag: box or stroke   Space + drag: scroll")
        .map(JLabel::new) // as one label in HTML it would take the event thread 50 ms
        .forEach(rows::add);
    for (Component row : rows.getComponents()) {
      row.setFont(row.getFont().deriveFont(row.getFont().getSize2D() - 1));
    }
    return fixed(rows);
  }

  private static JComponent titled(String title, JComponent content) {
    JPanel framed = new JPanel(new BorderLayout());
    framed.setBorder(BorderFactory.createTitledBorder(title));
    framed.add(content);
    framed.setAlignmentX(LEFT_ALIGNMENT);
    return content instanceof ExpertChooser ? fixed(framed) : framed;
  }

  /** Keeps its height when the window grows. */
  private static JComponent fixed(JComponent component) {
    component.setAlignmentX(LEFT_ALIGNMENT);
    component.setMaximumSize(new Dimension(Integer.MAX_VALUE, component.getPreferredSize().height));
    return component;
  }

  private static JButton button(String text, String tooltip, Runnable action) {
    JButton button = new JButton(text);
    button.setToolTipText(tooltip);
    button.setRequestFocusEnabled(false); // Tab reaches it, but a click leaves the focus alone
    button.addActionListener(event -> action.run());
    return button;
  }

  @Override
  public Dimension getPreferredSize() {
    Dimension size = super.getPreferredSize();
    return new Dimension(Math.max(WIDTH_PIXELS, size.width), size.height);
  }

  @Override
  public void changeSelected() {
    Set<Integer> selected = objects.selectedLabels();
    if (selected.size() == 1) {
      actions.reopen(selected.iterator().next());
    } else {
      say("Select one object in the list, to be changed");
    }
  }

  @Override
  public void acceptAsSelected() {
    Set<Integer> selected = objects.selectedLabels();
    if (isStack && selected.size() == 1) {
      actions.acceptAs(selected.iterator().next());
    } else if (isStack) {
      say("Select one object in the list, which the one at hand belongs to");
    }
  }

  @Override
  public void deleteSelected() {
    Set<Integer> selected = objects.selectedLabels();
    if (selected.isEmpty()) {
      say("Select objects in the list, to be deleted");
    } else {
      actions.delete(selected);
    }
  }

  @Override
  public void switchDragMode() {
    (stroke.isSelected() ? box : stroke).setSelected(true);
  }

  private void showSelection() {
    int selected = objects.selectedLabels().size();
    change.setEnabled(selected == 1);
    join.setEnabled(selected == 1 && accept.isEnabled());
    delete.setEnabled(selected > 0);
  }

  DragMode dragMode() {
    return stroke.isSelected() ? DragMode.STROKE : DragMode.BOX;
  }

  ExpertChooser experts() {
    return experts;
  }

  /** Shows work that goes on, or that the image is ready. */
  void showProgress(String text, boolean isRunning) {
    progress.setIndeterminate(isRunning);
    progress.setValue(isRunning ? 0 : progress.getMaximum());
    progress.setString(text);
  }

  /** Shows how far objects were followed through the stack. */
  void showFollowing(double share) {
    progress.setIndeterminate(false);
    progress.setValue((int) Math.round(share * progress.getMaximum()));
    progress.setString("Following: %.0f %%".formatted(100 * share));
  }

  /** Says something to the user, in full also where it does not fit. */
  void say(String text) {
    state.setText(text.isEmpty() ? " " : text);
    state.setToolTipText(text);
  }

  /** Shows what can be done now. */
  void show(InteractiveSegmentation segmentation, boolean isEditing) {
    Session session = segmentation.session();
    Optional<Draft> draft = session.draft();
    accept.setEnabled(draft.isPresent() || segmentation.isAnswering());
    discard.setEnabled(draft.isPresent() || segmentation.isAnswering());
    next.setEnabled(draft.filter(d -> d.answer().proposals().size() > 1).isPresent() && !isEditing);
    undo.setEnabled(session.canUndo() || segmentation.isAnswering() || isEditing);
    redo.setEnabled(session.canRedo() && !isEditing);
    edit.setEnabled(draft.isPresent());
    edit.setText(isEditing ? "Done" : "Edit mask");
    objects.show(session.objects());
    follow.setText(segmentation.isFollowing() ? "Stop following" : FOLLOW);
    follow.setEnabled(!session.objects().isEmpty() || draft.isPresent());
    teach.setEnabled(!session.objects().isEmpty());
    showSelection();
  }
}
