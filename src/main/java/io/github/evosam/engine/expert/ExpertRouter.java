package io.github.evosam.engine.expert;

import ai.djl.ndarray.NDManager;
import io.github.evosam.EvoSamException;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.model.ImageCache;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.library.BaseModelReference;
import io.github.evosam.library.Expert;
import io.github.evosam.matcher.Descriptor;
import io.github.evosam.sam.network.ImageTrunk;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.network.TaskPrompt;
import io.github.evosam.sam.prompting.FeatureStore;
import io.github.evosam.sam.prompting.SamPredictor;
import io.github.evosam.sam.task.TaskPredictor;
import io.github.evosam.weights.TensorCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Brings image and expert together in an open model: keeps the trunk of the current image, finds
 * the expert that fits it, and has the tail run again after a change of expert. Not safe for use by
 * several threads at once; closing it takes the expert out.
 */
public final class ExpertRouter implements AutoCloseable {
  /** Below this input side, pixels, too few cells are left to tell how an image looks. */
  private static final int LEAST_SIDE = 128;

  private final SamModel model;
  private final SamPredictor predictor;
  private final NDManager manager;
  private final ExpertCatalogue catalogue;
  private final Supplier<BaseModelReference> reference;
  private final ExpertSlot slot;
  private Experts experts;
  private PixelSource image;
  private TensorCache kept; // null: images are not kept on disk
  private Optional<String> expertName = Optional.empty();

  /**
   * A router without image and expert.
   *
   * @param predictor over the model; both stay the caller's
   * @param manager parent of the experts' arrays
   * @param catalogue not read before it is asked for an expert
   * @param reference of the model; asked for only if there are experts
   */
  public ExpertRouter(
      SamModel model,
      SamPredictor predictor,
      NDManager manager,
      ExpertCatalogue catalogue,
      Supplier<BaseModelReference> reference) {
    this.model = model;
    this.predictor = predictor;
    this.manager = manager;
    this.catalogue = catalogue;
    this.reference = reference;
    slot = new ExpertSlot(model);
  }

  /** The current image. */
  public PixelSource image() {
    if (image == null) {
      throw new IllegalStateException("Set an image before asking for masks");
    }
    return image;
  }

  /** The expert in place. */
  public Optional<OpenExpert> expert() {
    return slot.expert();
  }

  /** Takes an image, in place of the one before; the expert in place stays. */
  public void setImage(PixelSource pixels) {
    if (image != pixels) {
      image = null; // until the new one is there
      predictor.setTrunk(pixels, trunkDepth());
      image = pixels;
    }
  }

  /**
   * Keeps images that were set lately encoded, for one who goes back and forth between them.
   *
   * @param bytes of memory at most, on the device; 0, as at first, keeps the present image only
   */
  public void keepRecentImages(long bytes) {
    predictor.keepRecent(bytes);
  }

  /**
   * Keeps images on disk, too, those behind the trunk and those behind the tail, so that they are
   * there at once when they are set in another process. To be called before an image is set.
   *
   * @param cache other models and processes may use it, too
   */
  public void keepImages(ImageCache cache) {
    if (cache.mostBytes() > 0 && kept == null) {
      trunkName().ifPresent(name -> keepImages(cache, name));
    }
  }

  private void keepImages(ImageCache cache, String trunk) {
    kept = cache.open();
    predictor.keepIn(new FeatureStore(kept, cache.least(), trunk, this::tailName));
  }

  /** All that a trunk's results depend on but the image; empty if the model's file is gone. */
  private Optional<String> trunkName() {
    try {
      return Optional.of(
          "evosam %s, model %s, input side %d, %s"
              .formatted(
                  ExpertRouter.class.getPackage().getImplementationVersion(),
                  reference.get().sha256(),
                  model.config().inputSide(),
                  manager.getDevice().getDeviceType()));
    } catch (EvoSamException e) {
      return Optional.empty();
    }
  }

  /** Empty while the expert in place is one that may still change. */
  private Optional<String> tailName() {
    boolean isPlain = slot.expert().filter(e -> e.prompting().isAdapted()).isEmpty();
    return isPlain ? Optional.of("of the model") : expertName;
  }

  /** What is shared, or less if the expert in place leaves less as it is. */
  private int trunkDepth() {
    return Math.min(sharedDepth(), split());
  }

  private int sharedDepth() {
    return model.imageEncoder().sharedDepth();
  }

  /** Number of blocks that the expert in place leaves as they are. */
  private int split() {
    return slot.expert()
        .map(expert -> expert.lora().config().split())
        .orElse(model.imageEncoder().depth());
  }

  /** Whether there are experts, of whatever base model. */
  public boolean hasExperts() {
    return !catalogue.isEmpty();
  }

  /** Ranks the experts for the current image, see {@link Segmenter#match}. */
  public ExpertMatch match() {
    image();
    return hasExperts() ? experts().match(descriptor()) : new ExpertMatch(List.of());
  }

  /** What the matcher knows of the current image. */
  public Descriptor descriptor() {
    ImageTrunk trunk = predictor.trunk();
    return trunk.split() == sharedDepth()
        ? ImageDescription.of(model, trunk)
        : slot.without(() -> ImageDescription.of(model, trunk)); // it changes shared blocks
  }

  /**
   * What an expert that is taught on the current image remembers of it: how it looks, and, of a
   * model that was trained at several input sides, how it looks at half the size, so that the task
   * is known at another magnification, too.
   */
  public List<Descriptor> memories() {
    List<Descriptor> memories = new ArrayList<>(List.of(descriptor()));
    int half = model.config().inputSide() / 2;
    if (!model.takesTokens() && half >= LEAST_SIDE) {
      memories.add(slot.without(() -> describe(model.atInputSide(half))));
    }
    return memories;
  }

  private Descriptor describe(SamModel at) {
    try (SamPredictor other = new SamPredictor(at)) {
      other.setTrunk(image(), sharedDepth());
      return ImageDescription.of(at, other.trunk());
    }
  }

  /** Puts an expert in place or takes it out, see {@link Segmenter#use}. */
  public Optional<ChosenExpert> use(ExpertChoice choice) {
    return switch (choice.kind()) {
      case NONE -> plain();
      case NAMED -> put(experts().find(choice.name().orElseThrow()), Optional.empty());
      case AUTO -> {
        Optional<ExpertMatch.Ranked> best = match().chosen();
        yield best.isEmpty()
            ? plain()
            : put(experts().find(best.get().id()), Optional.of(best.get().confidence()));
      }
    };
  }

  private Optional<ChosenExpert> plain() {
    if (slot.expert().isPresent()) {
      slot.clear();
      predictor.forgetEmbedding();
    }
    return Optional.empty();
  }

  private Optional<ChosenExpert> put(Expert expert, Optional<Double> confidence) {
    if (!slot.holds(expert.id())) {
      put(OpenExpert.read(expert, model.weights(), manager));
      expertName = Optional.of(expert.id() + " " + expert.adapterChecksum().hex());
    }
    return Optional.of(new ChosenExpert(expert.name(), expert.id(), confidence));
  }

  /** Puts an expert in place, which is this router's from now on. */
  public void put(OpenExpert expert) {
    slot.put(expert);
    expertName = Optional.empty();
    predictor.forgetEmbedding();
    if (image != null && predictor.split() > split()) {
      predictor.setTrunk(image, trunkDepth());
    }
  }

  /**
   * Has the parameters of the expert in place changed.
   *
   * @param change done while the base model is as it is without the expert
   */
  public void changing(Runnable change) {
    slot.without(
        () -> {
          change.run();
          return null;
        });
    expertName = Optional.empty();
    predictor.forgetEmbedding();
  }

  /** Has the expert in place answer prompts otherwise. */
  public void answer(Prompting prompting) {
    slot.answer(prompting);
    predictor.forgetEmbedding();
  }

  /**
   * Asks for all objects of the task of the expert in place, or, without one, for whatever looks
   * like an object to the base model.
   *
   * @param size of the image that it is asked of
   */
  public <T> T asking(ImageSize size, Function<TaskPredictor, T> question) {
    TaskScale scale =
        slot.expert()
            .map(OpenExpert::scale)
            .orElseGet(() -> TaskScale.whole(model.config().inputSide()));
    TaskPrompt prompt = slot.expert().map(OpenExpert::prompt).orElseGet(model::noPrompt);
    TaskPredictor task = new TaskPredictor(scale.model(model), prompt, scale.forImage(size));
    return slot.with(() -> question.apply(task));
  }

  /**
   * SHA-256 of the tensors of an expert.
   *
   * @throws io.github.evosam.EvoSamException if there is no such expert, it is damaged, or of
   *     another base model
   */
  public String checksum(String id) {
    return experts().find(id).adapterChecksum().hex();
  }

  /** The experts to choose from, see {@link Experts}. */
  public Experts experts() {
    if (experts == null) {
      experts = new Experts(catalogue.library(), reference.get(), manager);
    }
    return experts;
  }

  @Override
  public void close() {
    slot.close();
    if (kept != null) {
      kept.close();
    }
  }
}
