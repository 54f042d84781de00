package io.github.evosam.engine.learning;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ExpertMatch;
import io.github.evosam.matcher.Descriptor;
import io.github.evosam.matcher.ExpertStatistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A task as the matcher sees it before it is learned.
 *
 * @param images that the expert will be known by
 * @param training numbers, among these images, of those that are learned from
 * @param judged images that the expert is judged by
 */
record TaskSurvey(List<Seen> images, List<Integer> training, List<Seen> judged) {
  /**
   * One image.
   *
   * @param name by which messages call it
   * @param memories what the matcher will know of it, its descriptor first
   * @param match how well the experts fit that are there already
   */
  record Seen(String name, List<Descriptor> memories, ExpertMatch match) {
    /** What the matcher asks by. */
    Descriptor descriptor() {
      return memories.get(0);
    }
  }

  /**
   * An expert that more than half of the images look like.
   *
   * @param expert its name
   * @param id its id
   * @param alike number of images that it is chosen for
   * @param images number of all images
   */
  record Lookalike(String expert, String id, long alike, int images) {
    /** The finding in words. */
    String sentence() {
      return "%d of %d images look like those of expert '%s'".formatted(alike, images, expert);
    }
  }

  /** Looks at the images of a task with the plain model. */
  static TaskSurvey of(Segmenter segmenter, TaskDataset task) {
    List<Seen> images = task.images().stream().map(image -> look(segmenter, image)).toList();
    List<Integer> kept = task.kept();
    List<Integer> training =
        IntStream.range(0, images.size()).boxed().filter(i -> !kept.contains(i)).toList();
    if (!task.validation().isEmpty()) {
      return new TaskSurvey(
          images,
          training,
          task.validation().stream().map(image -> look(segmenter, image)).toList());
    }
    return new TaskSurvey(
        images, training, kept.isEmpty() ? images : kept.stream().map(images::get).toList());
  }

  private static Seen look(Segmenter segmenter, TaskImage image) {
    segmenter.setImage(image.plane().plane());
    return new Seen(image.name(), segmenter.router().memories(), segmenter.match());
  }

  /** What the matcher will know the task by. */
  ExpertStatistics statistics() {
    return ExpertStatistics.of(
        images.stream().flatMap(image -> image.memories().stream()).toList());
  }

  /** The same without the images that the expert is judged by, so that these count as new. */
  ExpertStatistics trainingStatistics() {
    return ExpertStatistics.of(
        training.stream().flatMap(i -> images.get(i).memories().stream()).toList());
  }

  /** The expert that the task may be the same as, if there is one. */
  Optional<Lookalike> lookalike() {
    Map<String, List<ExpertMatch.Ranked>> chosen = new HashMap<>();
    for (Seen image : images) {
      image
          .match()
          .closest()
          .ifPresent(best -> chosen.computeIfAbsent(best.id(), id -> new ArrayList<>()).add(best));
    }
    return chosen.values().stream()
        .filter(votes -> 2 * votes.size() > images.size())
        .map(
            votes ->
                new Lookalike(
                    votes.get(0).expert(), votes.get(0).id(), votes.size(), images.size()))
        .findFirst();
  }

  /** The experts, by their mean score on the images that are learned from, the closest first. */
  List<String> nearest() {
    Map<String, Double> sums = new HashMap<>();
    for (int i : training) {
      images
          .get(i)
          .match()
          .ranking()
          .forEach(expert -> sums.merge(expert.id(), expert.score(), Double::sum));
    }
    return sums.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
