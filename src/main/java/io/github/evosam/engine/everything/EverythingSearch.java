package io.github.evosam.engine.everything;

import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.prompting.SamPredictor;
import io.github.evosam.sam.task.TaskPredictor;
import io.github.evosam.sam.task.WorkingScale;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/**
 * How everything is looked for in an image that is seen as a whole.
 *
 * @param model with the expert that answers prompts in place, if any
 * @param predictor over the model, holds the image
 * @param hasExpert whether an expert answers prompts
 * @param options what counts as an object
 * @param cancelled true ends the search with what was found so far
 */
public record EverythingSearch(
    SamModel model,
    SamPredictor predictor,
    boolean hasExpert,
    EverythingOptions options,
    BooleanSupplier cancelled) {

  /**
   * The objects.
   *
   * @param image that the predictor holds
   * @param region only this part; empty for the whole image
   * @param progress hears of the share done, 0..1
   */
  public List<SegmentedObject> run(
      PixelSource image, Optional<Mask> region, DoubleConsumer progress) {
    if (!model.takesTokens() && !hasExpert) {
      return new ObjectMapSegmentation(options).of(predictor.objects(), region);
    }
    return model.judgesMasks() && !hasExpert
        ? new UnpromptedEverything(predictor, options)
            .run(promptless(image, region), region, progress, cancelled)
        : new SegmentEverything(predictor, options).run(region, progress, cancelled);
  }

  /**
   * The embedded model has learned to find all objects without a prompt, and is better at that than
   * at telling good answers to clicks from bad ones.
   */
  private List<SegmentedObject> promptless(PixelSource image, Optional<Mask> region) {
    // a smaller image is not enlarged: what looks like an object depends on its size
    int tile = Math.max(image.size().longestSide(), model.config().inputSide());
    TaskPredictor task = new TaskPredictor(model, model.noPrompt(), new WorkingScale(tile));
    return new TaskSegmentation(task, options.minAreaPixels()).objects(image, region, share -> {});
  }
}
