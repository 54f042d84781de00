package io.github.evosam.engine.learning;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.evaluation.EvaluationPrompts;
import io.github.evosam.engine.evaluation.ObjectDice;
import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Mask;
import io.github.evosam.learning.MaskMetrics;
import io.github.evosam.learning.Scores;
import io.github.evosam.sam.task.WorkingScale;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;

/**
 * How good a model is at a task, by images it did not learn from.
 *
 * @param promptless mean Dice of whole images, 0..1
 * @param found what is found without a prompt in the first few images, to be looked at
 * @param prompted how well prompts are answered
 */
public record TaskJudgement(double promptless, List<LabelMap> found, Prompted prompted) {
  /** Images that are kept to be looked at. */
  private static final int MOST_FOUND = 6;

  private static final EvaluationPrompts BOX = EvaluationPrompts.parse("box");
  private static final EvaluationPrompts CLICKS = EvaluationPrompts.parse("clicks:3");
  private static final int MAX_OBJECTS = 20;

  /** Clicks take several answers each, so fewer objects must do. */
  private static final int MAX_CLICKED = 10;

  private static final double TOLERANCE_PIXELS = 2;

  /** A part of this many tile sides holds two by two tiles. */
  private static final double PART = 1.75;

  /** Judges the model as it is now, with the expert in place if there is one. */
  static TaskJudgement of(Segmenter segmenter, List<LabelledPlane> images) {
    return of(segmenter, images, () -> Prompted.of(segmenter, images));
  }

  /** The same where prompts are judged in a way of their own, after all else. */
  static TaskJudgement of(
      Segmenter segmenter, List<LabelledPlane> images, Supplier<Prompted> prompted) {
    List<Double> dice = new ArrayList<>();
    List<LabelMap> found = new ArrayList<>();
    for (LabelledPlane image : images) {
      segmenter.setImage(image.plane());
      List<Mask> masks = segmenter.segmentTask().stream().map(SegmentedObject::mask).toList();
      LabelMap labels = LabelMap.of(image.plane().size(), masks);
      dice.add(MaskMetrics.dice(labels.foreground(), image.labels().foreground()));
      if (found.size() < MOST_FOUND) {
        found.add(labels);
      }
    }
    return new TaskJudgement(new Scores(dice).mean(), found, prompted.get());
  }

  private static DoubleStream dice(
      Segmenter segmenter, LabelledPlane image, EvaluationPrompts prompts, int maxObjects) {
    return segmenter.evaluate(image, prompts, maxObjects, TOLERANCE_PIXELS).stream()
        .mapToDouble(result -> result.metrics().dice());
  }

  /**
   * How well prompts are answered.
   *
   * @param boxes objects that a box was drawn around
   * @param clicks objects that were clicked on once, and twice where something was wrong
   */
  record Prompted(ObjectDice boxes, ObjectDice clicks) {

    /** Judges the model as it answers now. */
    static Prompted of(Segmenter segmenter, List<LabelledPlane> images) {
      return new Prompted(
          new ObjectDice(images.stream().map(image -> boxed(segmenter, image)).toList()),
          new ObjectDice(images.stream().map(image -> clicked(segmenter, image)).toList()));
    }

    /** Dice of each object of an image. */
    static List<Double> boxed(Segmenter segmenter, LabelledPlane image) {
      return dice(segmenter, image, BOX, MAX_OBJECTS).boxed().toList();
    }

    /** Dice of each of the few that are clicked on. */
    static List<Double> clicked(Segmenter segmenter, LabelledPlane image) {
      return dice(segmenter, image, CLICKS, MAX_CLICKED).boxed().toList();
    }

    /** How much better prompts are answered than in another way, see {@link ObjectDice}. */
    double gainOver(Prompted other) {
      return boxes.gainOver(other.boxes) + clicks.gainOver(other.clicks);
    }

    /** Whether neither boxes nor clicks are answered worse than in another way. */
    boolean isNowhereWorseThan(Prompted other) {
      return boxes.gainOver(other.boxes) >= 0 && clicks.gainOver(other.clicks) >= 0;
    }
  }

  /**
   * The middles of the images, at most two by two tiles each, so that judging now and then does not
   * cost more than learning. Where the middle shows no object, the image as a whole.
   */
  public static List<LabelledPlane> middles(List<LabelledPlane> images, WorkingScale scale) {
    return images.stream().map(image -> middle(image, scale)).toList();
  }

  private static LabelledPlane middle(LabelledPlane image, WorkingScale scale) {
    ImageSize size = image.plane().size();
    int side = (int) (PART * scale.tileSide());
    ImageSize part = new ImageSize(Math.min(size.width(), side), Math.min(size.height(), side));
    LabelledPlane middle =
        image.crop((size.width() - part.width()) / 2, (size.height() - part.height()) / 2, part);
    return middle.labels().maxLabel() == 0 ? image : middle;
  }

  /** Dice of what a way of segmenting makes of each image. */
  public static Scores dice(
      List<LabelledPlane> images, Function<LabelledPlane, Mask> segmentation) {
    return new Scores(
        images.stream()
            .map(image -> MaskMetrics.dice(segmentation.apply(image), image.labels().foreground()))
            .toList());
  }
}
