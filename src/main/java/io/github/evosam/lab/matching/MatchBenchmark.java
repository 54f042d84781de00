package io.github.evosam.lab.matching;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ComputeDevice;
import io.github.evosam.geometry.Plane;
import io.github.evosam.lab.TemporaryHome;
import io.github.evosam.lab.synthetic.BundledImages;
import io.github.evosam.library.Expert;
import io.github.evosam.library.ExpertLibrary;
import io.github.evosam.library.NewExpert;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Use case: how long it takes to add an expert and to match an image, by the number of experts. The
 * experts are of their usual size and form, but know made-up images; they live in a temporary
 * library, and the user's own play no part.
 */
public final class MatchBenchmark {
  private static final int ADDITIONS = 7;
  private static final int MATCHES = 51;
  private static final int LISTS = 11;
  private static final int TRUNKS = 5;

  private final Segmenter segmenter;
  private final ExpertCatalogue catalogue;
  private final ExpertLibrary library;
  private final int images;
  private MadeUpExperts experts;

  /**
   * What was measured with a number of experts; medians.
   *
   * @param experts in the library
   * @param add saving the last of them, its files forced to disk
   * @param solve the first match after that, which reads what is new and solves for all
   * @param match each later match: descriptor and ranking, the trunk not counted
   * @param list reading the names and numbers of all of them
   * @param trunk the trunk of an image, for comparison
   */
  public record Timing(
      int experts, Duration add, Duration solve, Duration match, Duration list, Duration trunk) {}

  /**
   * How long something took.
   *
   * @param wallMillis on the clock, milliseconds
   * @param threadMillis processor time of the one thread that calls, which tells more on a machine
   *     that is busy; the network has threads of its own besides
   */
  public record Duration(double wallMillis, double threadMillis) {
    private static Duration of(Runnable work) {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long wall = System.nanoTime();
      long thread = threads.getCurrentThreadCpuTime();
      work.run();
      return new Duration(
          (System.nanoTime() - wall) / 1e6, (threads.getCurrentThreadCpuTime() - thread) / 1e6);
    }

    private static Duration median(List<Duration> all) {
      return new Duration(
          middle(all.stream().map(Duration::wallMillis)),
          middle(all.stream().map(Duration::threadMillis)));
    }

    private static double middle(Stream<Double> values) {
      List<Double> sorted = values.sorted().toList();
      return sorted.get(sorted.size() / 2);
    }
  }

  private MatchBenchmark(Segmenter segmenter, ExpertCatalogue catalogue, int images) {
    this.segmenter = segmenter;
    this.catalogue = catalogue;
    library = catalogue.library();
    this.images = images;
  }

  /**
   * Measures.
   *
   * @param model name or checkpoint file, see {@link BaseModels}
   * @param device see {@link ComputeDevice}
   * @param experts numbers of experts to measure at, at least 1 each
   * @param images that each expert remembers, at least 1
   * @param listener hears of each measurement
   * @throws IllegalArgumentException if a number is out of range
   * @throws io.github.evosam.EvoSamException if the model cannot be used, or there is no room
   */
  public static List<Timing> run(
      Models model, List<Integer> experts, int images, Consumer<Timing> listener) {
    if (images < 1 || experts.isEmpty() || experts.stream().anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException(
          "Numbers of experts and of images are 1 or more, but %s and %d came"
              .formatted(experts, images));
    }
    try (TemporaryHome home = TemporaryHome.create()) {
      ExpertCatalogue catalogue = new ExpertCatalogue(home.path());
      try (Segmenter segmenter =
          Segmenter.open(model.models(), model.model(), model.device(), catalogue)) {
        return new MatchBenchmark(segmenter, catalogue, images)
            .measure(experts.stream().sorted().distinct().toList(), listener);
      }
    }
  }

  /**
   * The model to measure with.
   *
   * @param models the models of the user
   * @param model name or checkpoint file
   * @param device where it runs
   */
  public record Models(BaseModels models, String model, String device) {}

  private List<Timing> measure(List<Integer> counts, Consumer<Timing> listener) {
    Plane plane = BundledImages.nuclei().get(0).plane();
    Duration trunk =
        median(TRUNKS, () -> segmenter.setImage(new Plane(plane.size(), plane.values().clone())));
    experts = new MadeUpExperts(segmenter, images);
    List<Timing> timings = new ArrayList<>();
    for (int count : counts) {
      while (library.ids().size() < count - 1) {
        add();
      }
      Timing timing = measure(count, trunk);
      listener.accept(timing);
      timings.add(timing);
    }
    return timings;
  }

  private Timing measure(int count, Duration trunk) {
    List<Duration> additions = new ArrayList<>();
    for (int i = 0; i < ADDITIONS; i++) {
      NewExpert expert = experts.next();
      Expert[] added = new Expert[1];
      additions.add(Duration.of(() -> added[0] = library.add(expert)));
      close(expert);
      if (i < ADDITIONS - 1) {
        library.remove(added[0].id());
      }
    }
    Duration solve = Duration.of(segmenter::match);
    Duration match = median(MATCHES, segmenter::match);
    Duration list = median(LISTS, catalogue::list);
    return new Timing(count, Duration.median(additions), solve, match, list, trunk);
  }

  private void add() {
    NewExpert expert = experts.next();
    library.add(expert);
    close(expert);
  }

  private static void close(NewExpert expert) {
    expert.adapter().close();
    expert.statistics().close();
  }

  private static Duration median(int times, Runnable work) {
    return Duration.median(IntStream.range(0, times).mapToObj(i -> Duration.of(work)).toList());
  }
}
