package io.github.evosam.imagej.ui.session;

import ij.ImagePlus;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.interactive.Draft;
import io.github.evosam.imagej.interactive.DraftStep;
import io.github.evosam.imagej.interactive.InteractiveSegmentation;
import io.github.evosam.imagej.interactive.Session;
import io.github.evosam.imagej.roi.PromptedObject;
import io.github.evosam.imagej.roi.Selections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The buttons' and keys' work on a session and its image.
 *
 * @param image that is segmented
 * @param segmentation its session
 * @param outputs asked for changes before anything is changed here
 * @param editing the mask in the hands of the brush
 * @param classroom where accepted objects are learned
 * @param window shows what they change
 */
record SessionActions(
    ImagePlus image,
    InteractiveSegmentation segmentation,
    SessionOutputs outputs,
    MaskEditing editing,
    Consumer<Session> classroom,
    SessionWindow window)
    implements InteractiveActions {

  @Override
  public void accept() {
    takeEdited();
    if (!editing.isActive()) {
      change(segmentation::accept);
    }
  }

  @Override
  public void discard() {
    editing.stop();
    segmentation.discard();
  }

  @Override
  public void nextMask() {
    if (!editing.isActive() && isDraftHere()) {
      segmentation.submit(new DraftStep.NextMask());
    }
  }

  @Override
  public void undo() {
    if (editing.isActive()) {
      editing.stop(); // the strokes of the brush are the last step
      window.refresh();
    } else {
      change(segmentation::undo);
    }
  }

  @Override
  public void redo() {
    if (!editing.isActive()) {
      change(segmentation::redo);
    }
  }

  private void change(Runnable work) {
    outputs.pull(segmentation.session());
    work.run();
  }

  @Override
  public void toggleEditing() {
    if (editing.isActive()) {
      takeEdited();
    } else if (isDraftHere()) {
      segmentation.session().draft().ifPresent(draft -> editing.start(draft.mask()));
    }
    window.refresh();
    if (editing.isActive()) {
      window.say("Brush adds, Alt + brush takes away");
    }
  }

  /** Whether the object at hand, if there is one, lies on the slice in view; says where, if not. */
  private boolean isDraftHere() {
    Optional<StackPosition> elsewhere =
        segmentation
            .session()
            .draft()
            .map(Draft::position)
            .filter(position -> !position.agreesWith(StackPosition.current(image)));
    elsewhere.ifPresent(
        position ->
            window.say("The object at hand lies on %s; go there first".formatted(position)));
    return elsewhere.isEmpty();
  }

  private void takeEdited() {
    if (editing.isActive()) {
      try {
        segmentation.submit(new DraftStep.Drawn(editing.take()));
      } catch (IllegalArgumentException e) {
        window.say(e.getMessage());
      }
    }
  }

  @Override
  public void useSelection() {
    if (editing.isActive()) {
      return; // the selection is the mask already
    }
    try {
      window.prompt(selected());
      image.deleteRoi();
      selectTool();
    } catch (IllegalArgumentException e) {
      window.say(e.getMessage());
    }
  }

  private List<Prompt> selected() {
    List<PromptedObject> objects =
        Selections.on(StackPosition.current(image), Selections.of(image));
    if (objects.size() != 1) {
      throw new IllegalArgumentException(
          "One selection on this slice is needed, but there are %d; draw a box, an outline or points"
              .formatted(objects.size()));
    }
    return objects.get(0).prompts();
  }

  @Override
  public void reopen(int label) {
    editing.stop();
    StackPosition seen = StackPosition.current(image);
    segmentation.session().object(label, seen).ifPresent(object -> turnTo(object.position()));
    change(() -> segmentation.then(() -> segmentation.session().reopen(label, seen)));
  }

  private void turnTo(StackPosition position) {
    StackPosition seen = StackPosition.current(image);
    if (!position.agreesWith(seen)) {
      image.setPosition(seen.channel(), position.slice(), position.frame());
      window.turned();
    }
  }

  @Override
  public void delete(Set<Integer> labels) {
    change(() -> segmentation.then(() -> segmentation.session().delete(labels)));
  }

  @Override
  public void acceptAs(int label) {
    takeEdited();
    if (!editing.isActive()) {
      change(() -> segmentation.then(() -> segmentation.session().acceptAs(label)));
    }
  }

  @Override
  public void follow() {
    if (segmentation.isFollowing()) {
      segmentation.stopFollowing();
    } else if (image.getNSlices() * image.getNFrames() > 1) {
      if (segmentation.session().draft().isPresent()) {
        accept();
      }
      change(() -> segmentation.follow(image));
    }
  }

  @Override
  public void teach() {
    change(() -> segmentation.then(() -> classroom.accept(segmentation.session())));
  }

  @Override
  public void useExpert(ExpertChoice choice) {
    segmentation.use(choice);
  }

  @Override
  public void selectTool() {
    PromptTool.select();
  }
}
