package io.github.evosam.imagej.task;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.github.evosam.engine.learning.TaskComparison;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.imagej.result.OverlayPicture;
import java.awt.Color;
import java.util.List;
import java.util.Locale;

/** Pictures that show what learning a task has changed. */
public final class ComparisonPictures {
  private static final int SIDE = 320;
  private static final int GAP = 4;

  private ComparisonPictures() {}

  /**
   * A stack with one picture for each image: from left to right the objects of the base model, of
   * the expert, and the true ones, each tinted. The slice labels hold names and Dice.
   *
   * @param comparisons at least one
   */
  public static ImagePlus of(String title, List<TaskComparison> comparisons) {
    ImageStack stack = new ImageStack(3 * SIDE + 2 * GAP, SIDE);
    for (TaskComparison comparison : comparisons) {
      String label =
          String.format(
              Locale.ROOT,
              "%s: before %.3f | after %.3f | truth",
              comparison.image().name(),
              comparison.diceBefore(),
              comparison.diceAfter());
      stack.addSlice(label, picture(comparison));
    }
    return new ImagePlus(title, stack);
  }

  private static ColorProcessor picture(TaskComparison comparison) {
    ColorProcessor picture = new ColorProcessor(3 * SIDE + 2 * GAP, SIDE);
    picture.setColor(Color.WHITE);
    picture.fill();
    insert(picture, comparison, comparison.before(), 0);
    insert(picture, comparison, comparison.after(), 1);
    insert(picture, comparison, comparison.image().plane().labels(), 2);
    return picture;
  }

  /** Draws one panel, in the middle of its square. */
  private static void insert(
      ColorProcessor picture, TaskComparison comparison, LabelMap labels, int column) {
    ImageSize size = labels.size();
    double scale = (double) SIDE / size.longestSide();
    ColorProcessor whole = OverlayPicture.of(comparison.image().plane().plane(), labels);
    whole.setInterpolationMethod(ImageProcessor.BILINEAR);
    ImageProcessor panel =
        whole.resize(
            Math.max(1, (int) Math.round(size.width() * scale)),
            Math.max(1, (int) Math.round(size.height() * scale)),
            scale < 1);
    picture.insert(
        panel,
        column * (SIDE + GAP) + (SIDE - panel.getWidth()) / 2,
        (SIDE - panel.getHeight()) / 2);
  }
}
