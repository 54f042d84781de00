package io.github.evosam.engine;

import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.expert.ExpertEntry;
import io.github.evosam.engine.expert.ExpertMatch;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ComputeDevice;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Plane;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an expert finds in an image without a prompt.
 *
 * @param expert its name
 * @param id its id
 * @param objects that it finds, numbered in row order
 * @param match how well it fits the image; empty if the matcher cannot say
 */
public record ExpertPreview(
    String expert, String id, LabelMap objects, Optional<ExpertMatch.Ranked> match) {

  /** Where experts and their models come from, and what runs them. */
  public record Bench(BaseModels models, ExpertCatalogue experts, String device) {
    /** The models and experts of {@link EvoSamHome}, on the device that suits best. */
    public static Bench ofUser() {
      return new Bench(BaseModels.ofUser(), ExpertCatalogue.ofUser(), ComputeDevice.AUTO);
    }
  }

  /**
   * Tries experts on an image. Each base model is opened once, and passes the image once.
   *
   * @param namesOrIds of the experts
   * @param stage hears what is being done, one line each
   * @return one preview for each expert, in their order
   * @throws io.github.evosam.EvoSamException if an expert or its base model cannot be used
   */
  public static List<ExpertPreview> of(
      Bench bench, Plane plane, List<String> namesOrIds, Consumer<String> stage) {
    List<ExpertEntry> asked =
        namesOrIds.stream().map(each -> bench.experts().show(each).entry()).toList();
    Map<String, ExpertPreview> previews = new LinkedHashMap<>();
    for (String model : asked.stream().map(ExpertEntry::baseModel).distinct().toList()) {
      stage.accept("Opening " + model);
      try (Segmenter segmenter =
          Segmenter.open(bench.models(), model, bench.device(), bench.experts())) {
        segmenter.setImage(plane);
        for (ExpertEntry expert : asked) {
          if (expert.baseModel().equals(model) && !previews.containsKey(expert.id())) {
            stage.accept("Segmenting with " + expert.name());
            previews.put(expert.id(), of(segmenter, expert, plane));
          }
        }
      }
    }
    List<ExpertPreview> ordered = new ArrayList<>();
    asked.forEach(expert -> ordered.add(previews.get(expert.id())));
    return ordered;
  }

  private static ExpertPreview of(Segmenter segmenter, ExpertEntry expert, Plane plane) {
    segmenter.use(ExpertChoice.parse(expert.id()));
    LabelMap objects =
        LabelMap.of(
            plane.size(), segmenter.segmentTask().stream().map(SegmentedObject::mask).toList());
    Optional<ExpertMatch.Ranked> match =
        segmenter.match().ranking().stream().filter(r -> r.id().equals(expert.id())).findFirst();
    return new ExpertPreview(expert.name(), expert.id(), objects, match);
  }
}
