package io.github.evosam.engine.learning;

import io.github.evosam.EvoSamException;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.expert.ExpertDetails;
import io.github.evosam.engine.expert.ExpertRouter;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.library.DamagedExpert;
import io.github.evosam.library.Expert;
import io.github.evosam.library.LibraryListing;
import io.github.evosam.nn.StateDict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The experts that are there before a task is learned, judged before and after, each on the images
 * that were kept of it: nothing may change. Not safe for use by several threads at once.
 */
final class EarlierTasks {
  private static final String GONE =
      "since its images were not kept here (it was imported, or is of an earlier EvoSAM)";
  private static final String NO_TIME = "since the time for that was spent";

  private final Segmenter segmenter;
  private final ExpertCatalogue catalogue;
  private final List<Judged> experts = new ArrayList<>();

  /**
   * An expert that is there before. Its images are read again when they are needed: of many experts
   * they would not fit into memory together.
   *
   * @param images number of images
   * @param before its Dice; empty if it was not judged
   * @param reason why not
   */
  private record Judged(
      String name, String id, int images, Optional<Double> before, String reason) {
    EarlierTask with(double after) {
      ExpertDetails.Change change = new ExpertDetails.Change(before.orElseThrow(), after);
      return new EarlierTask(name, id, images, Optional.of(change), "");
    }

    EarlierTask unjudged(String why) {
      return new EarlierTask(name, id, 0, Optional.empty(), why);
    }
  }

  private EarlierTasks(Segmenter segmenter, ExpertCatalogue catalogue) {
    this.segmenter = segmenter;
    this.catalogue = catalogue;
  }

  /**
   * Judges the experts of the open base model as they are now.
   *
   * @param first id of an expert that is judged first, if there is such
   * @param time that may be spent; experts whose turn does not come are reported as not judged
   * @param cancelled ends it as if the time was spent
   */
  static EarlierTasks judge(
      Segmenter segmenter,
      ExpertCatalogue catalogue,
      Optional<String> first,
      Duration time,
      BooleanSupplier cancelled) {
    EarlierTasks tasks = new EarlierTasks(segmenter, catalogue);
    LibraryListing listing = catalogue.library().list();
    long end = System.nanoTime() + time.toNanos();
    List<Expert> present = new ArrayList<>(listing.experts());
    present.sort((a, b) -> Boolean.compare(isFirst(b, first), isFirst(a, first)));
    for (Expert expert : present) {
      if (expert.manifest().description().baseModel().isSame(segmenter.reference())) {
        boolean late = System.nanoTime() >= end || cancelled.getAsBoolean();
        tasks.experts.add(late ? unjudged(expert, NO_TIME) : tasks.judge(expert));
      }
    }
    listing.damaged().forEach(damaged -> tasks.experts.add(damaged(damaged)));
    segmenter.use(ExpertChoice.NONE);
    return tasks;
  }

  private static boolean isFirst(Expert expert, Optional<String> first) {
    return first.filter(expert.id()::equals).isPresent();
  }

  private static Judged damaged(DamagedExpert expert) {
    return new Judged(
        expert.name().orElse(expert.id()),
        expert.id(),
        0,
        Optional.empty(),
        "since it is damaged: " + expert.reason());
  }

  private static Judged unjudged(Expert expert, String reason) {
    return new Judged(expert.name(), expert.id(), 0, Optional.empty(), reason);
  }

  private Judged judge(Expert expert) {
    try {
      List<LabelledPlane> images = images(expert);
      if (images.isEmpty()) {
        return unjudged(expert, GONE);
      }
      segmenter.use(ExpertChoice.parse(expert.id()));
      Optional<Double> dice = Optional.of(dice(images));
      return new Judged(expert.name(), expert.id(), images.size(), dice, "");
    } catch (EvoSamException | IllegalArgumentException e) {
      return unjudged(expert, "since it cannot be used: " + e.getMessage());
    }
  }

  private List<LabelledPlane> images(Expert expert) {
    Optional<StateDict> kept = expert.keptImages(segmenter.model().weights().manager());
    if (kept.isEmpty()) {
      return List.of();
    }
    try (StateDict tensors = kept.get()) {
      return KeptImages.images(tensors);
    }
  }

  /** Mean promptless Dice of the expert in place, found as it finds objects in any image. */
  private double dice(List<LabelledPlane> images) {
    ExpertRouter router = segmenter.router();
    return TaskJudgement.dice(
            images,
            image ->
                router.asking(image.plane().size(), question -> question.predict(image.plane())))
        .mean();
  }

  /** Whether there are none. */
  boolean isEmpty() {
    return experts.isEmpty();
  }

  /**
   * An earlier expert, judged before, and the expert that is in place now, judged on the same
   * images.
   */
  EarlierTask successor(String id) {
    Judged task = experts.stream().filter(e -> e.id().equals(id)).findFirst().orElseThrow();
    return again(task, () -> {});
  }

  /**
   * Judges the same experts on the same images again.
   *
   * @param except an expert that is gone
   * @param cancelled leaves the rest unjudged
   */
  List<EarlierTask> again(Optional<String> except, BooleanSupplier cancelled) {
    return experts.stream()
        .filter(task -> except.filter(task.id()::equals).isEmpty())
        .map(
            task ->
                cancelled.getAsBoolean()
                    ? task.unjudged(NO_TIME)
                    : again(task, () -> segmenter.use(ExpertChoice.parse(task.id()))))
        .toList();
  }

  /**
   * Judges on the images that were kept of an expert.
   *
   * @param placing puts what is to be judged in place
   */
  private EarlierTask again(Judged task, Runnable placing) {
    if (task.before().isEmpty()) {
      return task.unjudged(task.reason());
    }
    try {
      List<LabelledPlane> images = images(catalogue.library().find(task.id()));
      if (images.size() != task.images()) {
        return task.unjudged(GONE);
      }
      placing.run();
      return task.with(dice(images));
    } catch (EvoSamException | IllegalArgumentException e) {
      return task.unjudged("since it cannot be used any more: " + e.getMessage());
    }
  }
}
