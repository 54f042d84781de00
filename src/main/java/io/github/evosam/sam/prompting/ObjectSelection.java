package io.github.evosam.sam.prompting;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PointPrompt;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Answers prompts from what a learned task finds by itself, at the full resolution of the image: a
 * box takes what lies in it, clicks take the connected parts that they touch. A click that
 * contradicts what was found corrects it, around the place and where the task is about as sure as
 * there: a faint vessel comes as a whole, the strong one that was meant to go stays as it is.
 *
 * @param found by the task
 */
record ObjectSelection(TaskLogits found) {
  /** A first click on what the task is as sure as that to be background is none of its business. */
  private static final float SURELY_NOTHING = -3;

  /** How far beside its object a first click may lie, in shares of the longer side of the image. */
  private static final double AIM = 0.01;

  /** How far a correction reaches, in shares of the longer side of the image. */
  private static final double REACH = 0.02;

  /** Difference in logits that a correction reaches. */
  private static final double LIKENESS = 1.5;

  /** Smaller parts in a box are specks of noise; without a prompt they are dropped, too. */
  private static final int LEAST_PIXELS = 10;

  /** A pixel's width: boxes are drawn by hand. */
  private static final int SLACK = 1;

  /**
   * The object that prompts point at.
   *
   * @param frame view that the answer is refined in later
   * @return empty if nothing was found there, or a mask is among the prompts
   */
  Optional<Candidate> of(ObjectPrompts prompts, View frame) {
    List<PointPrompt> clicks = prompts.box() == null ? aimed(prompts.points()) : prompts.points();
    if (prompts.mask() != null || prompts.box() == null && isElsewhere(clicks.get(0))) {
      return Optional.empty();
    }
    float[] logits = found.values().clone();
    clicks.forEach(click -> correct(logits, click));
    Mask all = Mask.above(found.size(), logits, Candidate.THRESHOLD);
    Mask selected =
        prompts.box() == null
            ? parts(all, clicks, Integer.MAX_VALUE)
            : parts(cut(prompts.box(), all), clicks, LEAST_PIXELS);
    return selected.isEmpty() ? Optional.empty() : Optional.of(candidate(selected, logits, frame));
  }

  /** The clicks, the first of which is moved to what was found beside it; the next ones correct. */
  private List<PointPrompt> aimed(List<PointPrompt> clicks) {
    List<PointPrompt> aimed = new ArrayList<>(clicks);
    if (clicks.get(0).positive()) {
      aimed.set(0, nearestFound(clicks.get(0)));
    }
    return aimed;
  }

  private PointPrompt nearestFound(PointPrompt click) {
    ImageSize size = found.size();
    int cx = (int) Math.round(click.x());
    int cy = (int) Math.round(click.y());
    PointPrompt nearest = click;
    double least = Math.max(2, AIM * size.longestSide());
    int far = (int) least;
    for (int y = Math.max(0, cy - far); y <= Math.min(size.height() - 1, cy + far); y++) {
      for (int x = Math.max(0, cx - far); x <= Math.min(size.width() - 1, cx + far); x++) {
        double away = Math.hypot(x - cx, y - cy);
        if (away < least && found.values()[y * size.width() + x] > Candidate.THRESHOLD) {
          nearest = new PointPrompt(x, y, true);
          least = away;
        }
      }
    }
    return nearest;
  }

  private boolean isElsewhere(PointPrompt first) {
    return found.values()[index(first)] < SURELY_NOTHING;
  }

  private int index(PointPrompt click) {
    return (int) Math.round(click.y()) * found.size().width() + (int) Math.round(click.x());
  }

  /** Changes sides at a click that says otherwise, and around it where the logits are alike. */
  private void correct(float[] logits, PointPrompt click) {
    float there = logits[index(click)];
    if (click.positive() == there > Candidate.THRESHOLD) {
      return;
    }
    ImageSize size = found.size();
    double reach = Math.max(2, REACH * size.longestSide());
    double change = Math.abs(there) + 1;
    int far = (int) (3 * reach);
    int cx = (int) Math.round(click.x());
    int cy = (int) Math.round(click.y());
    for (int y = Math.max(0, cy - far); y <= Math.min(size.height() - 1, cy + far); y++) {
      for (int x = Math.max(0, cx - far); x <= Math.min(size.width() - 1, cx + far); x++) {
        int i = y * size.width() + x;
        double away = Math.hypot(x - cx, y - cy) / reach;
        double unlike = (logits[i] - there) / LIKENESS;
        double share = Math.exp(-(away * away + unlike * unlike) / 2);
        logits[i] += (click.positive() ? change : -change) * share;
      }
    }
  }

  /**
   * Connected parts of a mask.
   *
   * @param clicks parts that a positive one touches are taken
   * @param least number of pixels from which others are taken, too
   */
  private static Mask parts(Mask all, List<PointPrompt> clicks, int least) {
    LabelMap parts = LabelMap.components(all);
    Set<Integer> touched =
        clicks.stream()
            .filter(PointPrompt::positive)
            .map(click -> parts.at((int) Math.round(click.x()), (int) Math.round(click.y())))
            .collect(Collectors.toSet());
    BitSet taken = new BitSet();
    parts
        .masks()
        .forEach(
            (label, part) -> {
              if (touched.contains(label) || part.areaPixels() >= least) {
                taken.or(part.toBitSet());
              }
            });
    return Mask.of(all.size(), taken);
  }

  private static Mask cut(BoxPrompt box, Mask all) {
    ImageSize size = all.size();
    int left = Math.max(0, (int) Math.ceil(box.x0()) - SLACK);
    int top = Math.max(0, (int) Math.ceil(box.y0()) - SLACK);
    int right = Math.min(size.width() - 1, (int) box.x1() + SLACK);
    int bottom = Math.min(size.height() - 1, (int) box.y1() + SLACK);
    ImageSize region = new ImageSize(right - left + 1, bottom - top + 1);
    return all.crop(left, top, region).placed(size, left, top);
  }

  private Candidate candidate(Mask selected, float[] logits, View frame) {
    BitSet bits = selected.toBitSet();
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      if (bits.get(i)) {
        sum += 1 / (1 + Math.exp(-logits[i]));
      } else {
        logits[i] = Math.min(logits[i], -Math.abs(logits[i]));
      }
    }
    LowResMask low = new LowResMask(frame, new TaskLogits(found.size(), logits).in(frame), true);
    return new Candidate(low, (float) (sum / selected.areaPixels()), selected);
  }
}
