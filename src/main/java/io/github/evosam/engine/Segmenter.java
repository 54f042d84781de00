package io.github.evosam.engine;

import ai.djl.ndarray.NDManager;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.sam.SamModel;
import io.github.evosam.sam.SamPredictor;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;

/**
 * Use case: an open model that segments one image after the other. Not safe for use by several
 * threads at once; closing it frees the model.
 */
public final class Segmenter implements AutoCloseable {
  private final String modelName;
  private final ComputeDevice device;
  private final NDManager manager;
  private final SamPredictor predictor;

  private Segmenter(String modelName, ComputeDevice device, NDManager manager, SamModel model) {
    this.modelName = modelName;
    this.device = device;
    this.manager = manager;
    this.predictor = new SamPredictor(model);
  }

  /**
   * Opens a model.
   *
   * @param model name or checkpoint file, see {@link BaseModels}
   * @param device {@code auto}, {@code cpu} or {@code gpuN}, see {@link ComputeDevice}
   * @throws io.github.evosam.EvoSamException if the model or the device cannot be used
   */
  public static Segmenter open(BaseModels models, String model, String device) {
    ComputeDevice chosen = ComputeDevice.of(device);
    NDManager manager = chosen.newManager();
    try {
      return new Segmenter(model, chosen, manager, models.open(model, manager));
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** Name or file of the model. */
  public String modelName() {
    return modelName;
  }

  /** The device in use. */
  public ComputeDevice device() {
    return device;
  }

  /**
   * Embeds an image, in place of the one before.
   *
   * @throws EngineException if the network cannot be run, for lack of memory say
   */
  public void setImage(Plane plane) {
    guarded(
        () -> {
          predictor.setImage(plane);
          return plane;
        });
  }

  /**
   * Segments prompted objects of the current image.
   *
   * @param objects the prompts of each object, image pixels
   * @return one result for each, in their order; a mask may be empty
   * @throws IllegalArgumentException if a prompt lies outside the image or prompts do not go
   *     together
   */
  public List<SegmentedObject> segment(List<List<Prompt>> objects) {
    return guarded(() -> predictor.predictAll(objects)).stream()
        .map(p -> new SegmentedObject(p.mask(), p.predictedIou()))
        .toList();
  }

  /**
   * Segments everything in the current image, see {@link SegmentEverything}.
   *
   * @param region only this part, or empty for the whole image
   * @param progress hears of the share done, 0..1
   * @param cancelled true ends the run with what was found so far
   */
  public List<SegmentedObject> everything(
      EverythingOptions options,
      Optional<Mask> region,
      DoubleConsumer progress,
      BooleanSupplier cancelled) {
    return guarded(
        () -> new SegmentEverything(predictor, options).run(region, progress, cancelled));
  }

  /**
   * How well this model finds the objects of an image, see {@link Evaluation}.
   *
   * @param maxObjects objects that are judged at most, the largest
   * @param tolerancePixels outline distance that counts as agreement
   */
  public List<Evaluation.ObjectResult> evaluate(
      LabelledPlane image, EvaluationPrompts prompts, int maxObjects, double tolerancePixels) {
    return guarded(
        () ->
            new Evaluation(predictor, prompts, maxObjects, tolerancePixels)
                .image(image.plane(), image.labels()));
  }

  /** Work on the network, whose library speaks of memory and devices in terms of its own. */
  private <T> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (ai.djl.engine.EngineException e) {
      throw EngineException.ofNetwork(modelName, device.toString(), e);
    }
  }

  /** The predictor that holds the current image's embedding. */
  SamPredictor predictor() {
    return predictor;
  }

  @Override
  public void close() {
    predictor.close();
    manager.close();
  }
}
