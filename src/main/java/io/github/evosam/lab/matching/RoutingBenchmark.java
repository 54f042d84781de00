package io.github.evosam.lab.matching;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.geometry.Plane;
import io.github.evosam.matcher.Descriptor;
import io.github.evosam.matcher.ExpertStatistics;
import io.github.evosam.matcher.PreparedMatcher;
import io.github.evosam.matcher.RankedExpert;
import io.github.evosam.matcher.RidgeMatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Use case: whether images find the expert of their task, and images of no task none. Nothing is
 * learned for it: the matcher knows experts by their images alone.
 */
public final class RoutingBenchmark {
  private static final int FOLDS = 3;
  private static final int DRAWS = 4;
  private static final int VARIED_IMAGES = 5;
  private static final String VARIED = "(varied)";

  private final List<Seen> tasks;
  private final List<Seen> others;

  /**
   * Images of one kind.
   *
   * @param name of the task or set
   * @param train images that an expert would be taught on
   * @param test further ones
   */
  public record ImageSet(String name, List<Supplier<Plane>> train, List<Supplier<Plane>> test) {}

  /**
   * What the matcher made of images.
   *
   * @param images how many they are
   * @param right got the expert of their task
   * @param none got none
   * @param wrong got another expert
   */
  public record Routed(int images, int right, int none, int wrong) {
    private static final Routed NOTHING = new Routed(0, 0, 0, 0);

    private Routed plus(Routed other) {
      return new Routed(
          images + other.images, right + other.right, none + other.none, wrong + other.wrong);
    }
  }

  /**
   * What came of it.
   *
   * @param heldOut a third of each task's training images, while experts know the other two; each
   *     third in turn
   * @param test the tasks' test images, while experts know all training images
   * @param unknown images of no task
   * @param besideVaried the same with one more expert, of five images of five of the other sets,
   *     whose own sets are left out; several draws
   */
  public record Report(Routed heldOut, Routed test, Routed unknown, Routed besideVaried) {}

  /**
   * The images as the matcher sees them.
   *
   * @param train what an expert would remember of each
   * @param test descriptor of each
   */
  private record Seen(String name, List<List<Descriptor>> train, List<Descriptor> test) {
    static Seen of(Segmenter segmenter, ImageSet set, Consumer<String> listener) {
      listener.accept(set.name());
      List<List<Descriptor>> train = new ArrayList<>();
      for (Supplier<Plane> image : set.train()) {
        segmenter.setImage(image.get());
        train.add(segmenter.router().memories());
      }
      List<Descriptor> test = new ArrayList<>();
      for (Supplier<Plane> image : set.test()) {
        segmenter.setImage(image.get());
        test.add(segmenter.router().descriptor());
      }
      return new Seen(set.name(), train, test);
    }

    /** Whether a training image is in a contiguous part of them all. */
    private boolean isInFold(int image, int fold) {
      return image * FOLDS / train.size() == fold;
    }

    List<List<Descriptor>> without(int fold) {
      return IntStream.range(0, train.size())
          .filter(i -> !isInFold(i, fold))
          .mapToObj(train::get)
          .toList();
    }

    List<Descriptor> ofFold(int fold) {
      return IntStream.range(0, train.size())
          .filter(i -> isInFold(i, fold))
          .mapToObj(i -> train.get(i).get(0))
          .toList();
    }
  }

  private RoutingBenchmark(List<Seen> tasks, List<Seen> others) {
    this.tasks = tasks;
    this.others = others;
  }

  /**
   * Looks at all images, and routes them.
   *
   * @param segmenter no expert in place; what its library holds plays no part
   * @param tasks at least two, each with at least three training images
   * @param others sets of no task, whose test images are to be refused; may be empty
   * @param listener hears of each set
   * @throws IllegalArgumentException if there are too few images
   */
  public static Report run(
      Segmenter segmenter, List<ImageSet> tasks, List<ImageSet> others, Consumer<String> listener) {
    if (tasks.size() < 2 || tasks.stream().anyMatch(task -> task.train().size() < FOLDS)) {
      throw new IllegalArgumentException(
          "Routing needs at least 2 tasks of at least %d training images each".formatted(FOLDS));
    }
    return new RoutingBenchmark(
            tasks.stream().map(set -> Seen.of(segmenter, set, listener)).toList(),
            others.stream().map(set -> Seen.of(segmenter, set, listener)).toList())
        .report();
  }

  private Report report() {
    Routed heldOut = Routed.NOTHING;
    for (int f = 0; f < FOLDS; f++) {
      int fold = f;
      PreparedMatcher matcher = matcher(task -> task.without(fold)).prepare();
      for (Seen task : tasks) {
        heldOut = heldOut.plus(routed(matcher, task.name(), task.ofFold(fold)));
      }
    }
    RidgeMatcher whole = matcher(Seen::train);
    PreparedMatcher all = whole.prepare();
    Routed test = Routed.NOTHING;
    for (Seen task : tasks) {
      test = test.plus(routed(all, task.name(), task.test()));
    }
    Routed unknown = Routed.NOTHING;
    for (Seen other : others) {
      unknown = unknown.plus(routed(all, other.name(), other.test()));
    }
    return new Report(heldOut, test, unknown, besideVaried(whole));
  }

  private RidgeMatcher matcher(Function<Seen, List<List<Descriptor>>> remembered) {
    RidgeMatcher matcher = RidgeMatcher.empty();
    for (Seen task : tasks) {
      matcher = matcher.with(task.name(), statistics(remembered.apply(task)));
    }
    return matcher;
  }

  private static ExpertStatistics statistics(List<List<Descriptor>> images) {
    return ExpertStatistics.of(images.stream().flatMap(List::stream).toList());
  }

  private Routed besideVaried(RidgeMatcher whole) {
    Routed routed = Routed.NOTHING;
    List<Seen> taught = new ArrayList<>(others.stream().filter(o -> !o.train().isEmpty()).toList());
    for (int draw = 0; draw < DRAWS && taught.size() >= VARIED_IMAGES; draw++) {
      Collections.shuffle(taught, new Random(draw));
      Set<Seen> chosen = new HashSet<>(taught.subList(0, VARIED_IMAGES));
      ExpertStatistics varied =
          statistics(taught.subList(0, VARIED_IMAGES).stream().map(o -> o.train().get(0)).toList());
      PreparedMatcher matcher = whole.with(VARIED, varied).prepare();
      for (Seen other : others) {
        if (!chosen.contains(other)) {
          routed = routed.plus(routed(matcher, other.name(), other.test()));
        }
      }
    }
    return routed;
  }

  private static Routed routed(PreparedMatcher matcher, String task, List<Descriptor> images) {
    int right = 0;
    int none = 0;
    for (Descriptor image : images) {
      RankedExpert best = matcher.match(image).ranking().get(0);
      if (!best.fits()) {
        none++;
      } else if (best.id().equals(task)) {
        right++;
      }
    }
    return new Routed(images.size(), right, none, images.size() - right - none);
  }
}
