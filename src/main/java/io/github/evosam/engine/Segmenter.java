package io.github.evosam.engine;

import ai.djl.ndarray.NDManager;
import io.github.evosam.engine.evaluation.Evaluation;
import io.github.evosam.engine.evaluation.EvaluationPrompts;
import io.github.evosam.engine.everything.EverythingInBlocks;
import io.github.evosam.engine.everything.EverythingOptions;
import io.github.evosam.engine.everything.EverythingSearch;
import io.github.evosam.engine.everything.SegmentEverything;
import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.everything.TaskSegmentation;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.expert.ExpertMatch;
import io.github.evosam.engine.expert.ExpertRouter;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ComputeDevice;
import io.github.evosam.engine.model.EngineException;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.library.BaseModelReference;
import io.github.evosam.sam.memory.StackPredictor;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.prompting.LowResMask;
import io.github.evosam.sam.prompting.SamPredictor;
import io.github.evosam.sam.task.ObjectMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;

/**
 * Use case: an open model that segments one image after the other, plain or with an expert in
 * place. Not safe for use by several threads at once; closing it frees the model.
 *
 * <p>An image passes the trunk once, whichever experts are tried on it; see {@link #use}.
 */
public final class Segmenter implements AutoCloseable {
  private final BaseModels models;
  private final String modelName;
  private final ComputeDevice device;
  private final NDManager manager;
  private final SamModel model;
  private final SamPredictor predictor;
  private final ExpertRouter router;
  private BaseModelReference reference;

  private Segmenter(
      BaseModels models, String modelName, ComputeDevice device, ExpertCatalogue catalogue) {
    this.models = models;
    this.modelName = modelName;
    this.device = device;
    manager = device.newManager();
    try {
      model = models.open(modelName, manager);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
    predictor = new SamPredictor(model);
    router = new ExpertRouter(model, predictor, manager, catalogue, this::reference);
  }

  /**
   * Opens a model, with the user's experts.
   *
   * @param model name or checkpoint file, see {@link BaseModels}
   * @param device {@code auto}, {@code cpu} or {@code gpuN}, see {@link ComputeDevice}
   * @throws io.github.evosam.EvoSamException if the model or the device cannot be used
   */
  public static Segmenter open(BaseModels models, String model, String device) {
    return open(models, model, device, ExpertCatalogue.ofUser());
  }

  /**
   * Opens a model.
   *
   * @param model name or checkpoint file, see {@link BaseModels}
   * @param device {@code auto}, {@code cpu} or {@code gpuN}, see {@link ComputeDevice}
   * @param experts to choose from; not read before it is asked for one
   * @throws io.github.evosam.EvoSamException if the model or the device cannot be used
   */
  public static Segmenter open(
      BaseModels models, String model, String device, ExpertCatalogue experts) {
    return new Segmenter(models, model, ComputeDevice.of(device), experts);
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
   * Takes an image, in place of the one before; the expert in place stays. The very image that is
   * set already costs nothing. What it is read from must stay as it is while it is the current one.
   *
   * @throws IllegalArgumentException if it has more pixels than a mask can count
   * @throws EngineException if the network cannot be run, for lack of memory say
   */
  public void setImage(PixelSource image) {
    if (image.size().area() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "An image of %s pixels is too large, since masks count to %d pixels; crop it or scale it down"
              .formatted(image.size(), Integer.MAX_VALUE));
    }
    if (image.size().isLine()) {
      throw new IllegalArgumentException(
          "An image of %s pixels is so narrow that nothing is left of it in the model's square input; cut it into pieces that are less long"
              .formatted(image.size()));
    }
    guarded(
        () -> {
          router.setImage(image);
          return image;
        });
  }

  /**
   * Whether there are experts, of whatever base model.
   *
   * @throws io.github.evosam.EvoSamException if the library cannot be read
   */
  public boolean hasExperts() {
    return router.hasExperts();
  }

  /**
   * How well the experts of this model fit the current image.
   *
   * @throws IllegalStateException if no image was set
   * @throws io.github.evosam.EvoSamException if the library cannot be read; single damaged experts
   *     are left out
   */
  public ExpertMatch match() {
    return guarded(router::match);
  }

  /**
   * Puts an expert in place, or takes out the one that is there. It stays for the next images; a
   * choice of {@code auto} is made for the current image only.
   *
   * @return the expert; empty for plain SAM, also where no expert fits
   * @throws IllegalStateException if the choice is {@code auto} and no image was set
   * @throws io.github.evosam.EvoSamException if there is no such expert, it is damaged or was
   *     learned on another base model
   */
  public Optional<ChosenExpert> use(ExpertChoice choice) {
    return guarded(() -> router.use(choice));
  }

  /**
   * Puts an expert in place for all planes of an image, as {@link #use(ExpertChoice)}.
   *
   * @param example the plane that shows best what the image is about; asked for, and the current
   *     image afterwards, only if the choice depends on it
   * @return the expert; empty for plain SAM, also where no expert fits or there is none at all
   */
  public Optional<ChosenExpert> use(ExpertChoice choice, Supplier<? extends PixelSource> example) {
    if (choice.kind() != ExpertChoice.Kind.AUTO) {
      return use(choice);
    }
    if (!hasExperts()) {
      return use(ExpertChoice.NONE);
    }
    setImage(example.get());
    return use(choice);
  }

  /** The open model, as experts name it. */
  public BaseModelReference reference() {
    if (reference == null) {
      reference = models.reference(modelName);
    }
    return reference;
  }

  /** The models that the open one was chosen from. */
  public BaseModels models() {
    return models;
  }

  /**
   * Segments prompted objects of the current image.
   *
   * @param objects the prompts of each object, image pixels
   * @return one result for each, in their order; a mask may be empty
   * @throws IllegalArgumentException if a point or a whole box lies outside the image or prompts do
   *     not go together
   */
  public List<SegmentedObject> segment(List<List<Prompt>> objects) {
    return guarded(() -> predictor.predictAll(objects)).stream()
        .map(p -> new SegmentedObject(p.mask(), p.predictedIou()))
        .toList();
  }

  /**
   * Makes the current image ready, with the expert in place, so that the next prompt is answered at
   * once.
   *
   * @throws IllegalStateException if no image was set
   * @throws EngineException if the network cannot be run, for lack of memory say
   */
  public void embed() {
    guarded(
        () -> {
          predictor.embed();
          return predictor;
        });
  }

  /**
   * The masks that one prompted object of the current image may have, the model's answer first,
   * then the others from likely to unlikely.
   *
   * @param prompts of the object, image pixels: points, at most one box, at most one mask
   * @param previous answer to fewer prompts of the same object, to be refined; empty to start anew
   * @throws IllegalArgumentException if a point or a whole box lies outside the image or prompts do
   *     not go together
   * @throws IllegalStateException if no image was set
   */
  public List<MaskProposal> propose(List<Prompt> prompts, Optional<MaskProposal> previous) {
    LowResMask start = previous.map(MaskProposal::lowRes).orElse(null);
    return guarded(() -> predictor.ranked(prompts, start)).stream()
        .map(c -> new MaskProposal(c.lowRes(), c.predictedIou(), c::mask))
        .toList();
  }

  /**
   * Segments all objects of the task of the expert in place, without a prompt: the connected parts
   * of what belongs to it. Without an expert, whatever looks like an object to the base model.
   *
   * @throws IllegalStateException if no image was set
   */
  public List<SegmentedObject> segmentTask() {
    return segmentTask(Optional.empty(), share -> {}, () -> false);
  }

  /**
   * Segments the task as {@link #segmentTask()}, in a part of the image.
   *
   * @param region what lies outside is cut off; empty for the whole image
   * @param progress hears of the share done, 0..1
   * @param cancelled asked between tiles
   * @throws IllegalStateException if no image was set
   * @throws IllegalArgumentException if the region has another size than the image
   * @throws CancellationException if it was cancelled
   */
  public List<SegmentedObject> segmentTask(
      Optional<Mask> region, DoubleConsumer progress, BooleanSupplier cancelled) {
    PixelSource image = router.image();
    return guarded(
        () ->
            router.asking(
                image.size(),
                task ->
                    new TaskSegmentation(task, TaskSegmentation.MIN_AREA_PIXELS)
                        .objects(image, region, unless(cancelled, progress))));
  }

  private static DoubleConsumer unless(BooleanSupplier cancelled, DoubleConsumer progress) {
    return share -> {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException("Cancelled");
      }
      progress.accept(share);
    };
  }

  /**
   * Segments everything in the current image: by a grid of clicks, see {@link SegmentEverything};
   * with the embedded model in one go; with an expert in place the objects of its task. A large
   * image is searched block by block, see {@link EverythingSearch#takesBlocks}.
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
    EverythingSearch search = search(options, cancelled);
    PixelSource image = router.image();
    region.ifPresent(part -> SegmentEverything.requireUsable(part, image.size()));
    return guarded(
        () ->
            search.takesBlocks(image.size())
                ? inBlocks(image, search, region, progress)
                : search.run(image, region, progress));
  }

  /**
   * Segments everything in one block of a big image, with the expert in place. The current image
   * may be another one afterwards.
   *
   * @param block its number, see {@link EverythingInBlocks#count}
   * @return masks of the block's size, which {@link EverythingInBlocks#merged} takes
   * @throws CancellationException if it was cancelled
   */
  public List<SegmentedObject> everythingInBlock(
      PixelSource image, int block, EverythingOptions options, BooleanSupplier cancelled) {
    DoubleConsumer progress = unless(cancelled, share -> {});
    EverythingInBlocks blocks = search(options, cancelled).inBlocks(image, router::setImage);
    List<SegmentedObject> found = guarded(() -> blocks.objects(block, Optional.empty(), progress));
    progress.accept(1);
    return found;
  }

  private EverythingSearch search(EverythingOptions options, BooleanSupplier cancelled) {
    Optional<EverythingSearch.Maps> maps =
        model.tellsDepth() ? Optional.of(this::objects) : Optional.empty();
    return new EverythingSearch(predictor, maps, router.expert().isPresent(), options, cancelled);
  }

  private ObjectMap objects(PixelSource image, DoubleConsumer progress) {
    return router.asking(image.size(), task -> task.objects(image, progress));
  }

  private List<SegmentedObject> inBlocks(
      PixelSource image, EverythingSearch search, Optional<Mask> region, DoubleConsumer progress) {
    try {
      return search.inBlocks(image, router::setImage).run(region, progress, search.cancelled());
    } finally {
      router.setImage(image);
    }
  }

  /**
   * How well the objects of an image are found with the expert in place, see {@link Evaluation}.
   * The image is the current one afterwards.
   *
   * @param prompts {@code none}: the image is judged as a whole
   * @param maxObjects objects that are judged at most, the largest
   * @param tolerancePixels outline distance that counts as agreement
   */
  public List<Evaluation.ObjectResult> evaluate(
      LabelledPlane image, EvaluationPrompts prompts, int maxObjects, double tolerancePixels) {
    setImage(image.plane());
    if (prompts.kind() == EvaluationPrompts.Kind.NONE) {
      Mask found = TaskSegmentation.union(image.plane().size(), segmentTask());
      return List.of(Evaluation.whole(found, image.labels().foreground(), tolerancePixels));
    }
    return guarded(
        () ->
            new Evaluation(predictor, prompts, maxObjects, tolerancePixels)
                .currentImage(image.labels()));
  }

  /** Work on the network, whose library speaks of memory and devices in terms of its own. */
  private <T> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (ai.djl.engine.EngineException e) {
      throw EngineException.ofNetwork(modelName, device.toString(), e);
    }
  }

  /** Whether the model follows objects through a stack by a memory of its own, as SAM 2 does. */
  public boolean followsByMemory() {
    return StackPredictor.suits(model);
  }

  /** Image and expert of this segmenter. */
  public ExpertRouter router() {
    return router;
  }

  /** The predictor that holds the current image's embedding. */
  public SamPredictor predictor() {
    return predictor;
  }

  /** The model, with the expert in place. */
  public SamModel model() {
    return model;
  }

  @Override
  public void close() {
    router.close();
    predictor.close();
    manager.close();
  }
}
