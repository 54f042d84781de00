package io.github.evosam.imagej.command.learn;

import ij.IJ;
import io.github.evosam.EvoSamException;
import io.github.evosam.imagej.command.ErrorBox;
import io.github.evosam.imagej.command.MenuEntry;
import io.github.evosam.imagej.interactive.AcceptedSlices;
import io.github.evosam.imagej.task.DatasetFolder;
import io.github.evosam.imagej.ui.session.Teaching;

/**
 * <em>Teach this</em> of the interactive panel: collects accepted objects in a folder of training
 * data and, if asked, lets an expert learn from all that the folder holds, in the same dialog and
 * with the same report as {@code EvoSAM Learn Task}.
 */
public final class TeachThis implements Teaching {
  private static final int ENOUGH_IMAGES = 12;

  @Override
  public void teach(AcceptedSlices lesson, Runnable learned) {
    Thread thread = new Thread(() -> run(lesson, learned), LearnTaskCommand.TITLE);
    thread.setDaemon(true);
    thread.start();
  }

  private static void run(AcceptedSlices lesson, Runnable learned) {
    try {
      TeachDialog.ask(lesson).ifPresent(answer -> collect(lesson, answer, learned));
    } catch (EvoSamException | IllegalArgumentException e) {
      ErrorBox.show(TeachDialog.TITLE, e.getMessage());
    }
  }

  private static void collect(AcceptedSlices lesson, TeachDialog.Answer answer, Runnable learned) {
    DatasetFolder folder = new DatasetFolder(answer.folder());
    lesson.addTo(folder);
    int images = folder.size();
    IJ.log(
        "%s: %s of '%s' are in %s now, which holds %s"
            .formatted(
                TeachDialog.TITLE,
                TeachDialog.amount(lesson),
                lesson.image().getTitle(),
                answer.folder(),
                count(images)));
    if (answer.learnNow()) {
      LearnTaskCommand command =
          LearnTaskCommand.of(
              answer.suggestedName(),
              answer.folder().toString(),
              lesson.model(),
              advice(images),
              learned);
      MenuEntry.ask(command);
    }
  }

  /** What to expect of so many images. */
  static String advice(int images) {
    if (images == 1) {
      return "Only one image is there: the expert is judged by the image that it learned from, and its\n"
          + "Dice flatters. To know how good it is, cancel, teach other images, and learn then.";
    }
    return images < ENOUGH_IMAGES
        ? "%s are there, few to learn from; a dozen or two is good.".formatted(count(images))
        : "%s are there.".formatted(count(images));
  }

  private static String count(int images) {
    return images + (images == 1 ? " image" : " images");
  }
}
