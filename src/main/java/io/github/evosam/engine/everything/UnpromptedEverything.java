package io.github.evosam.engine.everything;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.learning.DistanceTransform;
import io.github.evosam.sam.prompting.Prediction;
import io.github.evosam.sam.prompting.SamPredictor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/**
 * Use case: every object of an image, for a model that finds all objects at once without a prompt.
 * What hangs together there may be several objects that touch, or a part of one. So its thick
 * places are clicked: where the answers are good and account for it, they are the objects, else it
 * stays as it is.
 *
 * @param predictor holds the image
 * @param options what counts as an object
 */
record UnpromptedEverything(SamPredictor predictor, EverythingOptions options) {
  /** A part with more thick places is a network, such as a vessel tree, and stays as it is. */
  private static final int MAX_CLICKS = 6;

  /** A place is thick if it lies at least this deep, as share of the deepest of its part. */
  private static final double LEAST_DEPTH = 0.5;

  /** Clicks asked together; between two such groups the run can be cancelled. */
  private static final int GROUP = 16;

  /** Answers of a lower predicted IoU do not count. */
  private static final double MIN_IOU = 0.65;

  /** Answers do not count that hold less than this share of what was seen without a prompt. */
  private static final double MIN_SEEN = 0.4;

  /** Answers account for a part if they hold this share of it. */
  private static final double MIN_HELD = 0.7;

  /**
   * Finds the objects.
   *
   * @param parts the connected parts of what was found without a prompt
   * @param region objects are cut to it; empty for the whole image
   * @param progress hears of the share done, 0..1
   * @param cancelled asked between groups of clicks; true ends the run with what was found so far
   * @return objects that do not overlap, surest first
   */
  List<SegmentedObject> run(
      List<SegmentedObject> parts,
      Optional<Mask> region,
      DoubleConsumer progress,
      BooleanSupplier cancelled) {
    ImageSize size = predictor.imageSize();
    double[] depth = DistanceTransform.squaredTo(background(size, parts));
    List<List<Prompt>> clicks = new ArrayList<>();
    List<Integer> firsts = new ArrayList<>(List.of(0));
    for (SegmentedObject part : parts) {
      thickPlaces(part.mask(), depth).forEach(place -> clicks.add(List.of(place)));
      firsts.add(clicks.size());
    }
    Mask seen = TaskSegmentation.union(size, parts);
    List<SegmentedObject> answers = ask(clicks, region, progress, cancelled);
    List<SegmentedObject> found = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      int first = Math.min(firsts.get(i), answers.size());
      int last = Math.min(firsts.get(i + 1), answers.size());
      found.addAll(explain(parts.get(i), answers.subList(first, last), seen));
    }
    return new NonMaximumSuppression(options).settle(size, found);
  }

  private static Mask background(ImageSize size, List<SegmentedObject> parts) {
    BitSet background = new BitSet();
    background.set(0, Math.toIntExact(size.area()));
    parts.forEach(part -> background.andNot(part.mask().toBitSet()));
    return Mask.of(size, background);
  }

  /**
   * Places that lie deepest inside, each outside of the discs that fit around earlier ones; none in
   * a network.
   */
  private static List<PointPrompt> thickPlaces(Mask part, double[] squaredDepth) {
    int width = part.size().width();
    List<PointPrompt> places = new ArrayList<>();
    List<Integer> pixels =
        part.toBitSet().stream()
            .boxed()
            .sorted((a, b) -> Double.compare(squaredDepth[b], squaredDepth[a]))
            .toList();
    List<Double> radii = new ArrayList<>();
    for (int pixel : pixels) {
      double depth = Math.sqrt(squaredDepth[pixel]);
      if (!radii.isEmpty() && depth < LEAST_DEPTH * radii.get(0)) {
        break;
      }
      PointPrompt place = new PointPrompt(pixel % width, pixel / width, true);
      if (isApart(place, depth, places, radii)) {
        places.add(place);
        radii.add(depth);
      }
      if (places.size() > MAX_CLICKS) {
        return List.of();
      }
    }
    return places;
  }

  private static boolean isApart(
      PointPrompt place, double depth, List<PointPrompt> others, List<Double> radii) {
    for (int i = 0; i < others.size(); i++) {
      double distance = Math.hypot(place.x() - others.get(i).x(), place.y() - others.get(i).y());
      if (distance < radii.get(i) + depth / 2) {
        return false;
      }
    }
    return true;
  }

  private List<SegmentedObject> ask(
      List<List<Prompt>> clicks,
      Optional<Mask> region,
      DoubleConsumer progress,
      BooleanSupplier cancelled) {
    List<SegmentedObject> answers = new ArrayList<>();
    for (int from = 0; from < clicks.size() && !cancelled.getAsBoolean(); from += GROUP) {
      int to = Math.min(clicks.size(), from + GROUP);
      for (Prediction answer : predictor.predictAll(clicks.subList(from, to))) {
        Mask mask = region.map(answer.mask()::cutTo).orElse(answer.mask());
        answers.add(new SegmentedObject(mask, answer.predictedIou()));
      }
      progress.accept((double) to / clicks.size());
    }
    return answers;
  }

  /** The good answers, if they account for the part; else the part. */
  private static List<SegmentedObject> explain(
      SegmentedObject part, List<SegmentedObject> answers, Mask seen) {
    List<SegmentedObject> good =
        answers.stream()
            .filter(answer -> answer.predictedIou() >= MIN_IOU && !answer.mask().isEmpty())
            .filter(
                answer ->
                    answer.mask().intersectionPixels(seen) >= MIN_SEEN * answer.mask().areaPixels())
            .toList();
    BitSet held = TaskSegmentation.union(part.mask().size(), good).toBitSet();
    held.and(part.mask().toBitSet());
    boolean explained = held.cardinality() >= MIN_HELD * part.mask().areaPixels();
    // what was found without a prompt comes after what was asked for
    return explained ? good : List.of(new SegmentedObject(part.mask(), 0));
  }
}
