package io.github.evosam.lab.continual;

import ai.djl.ndarray.NDManager;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.expert.OpenExpert;
import io.github.evosam.engine.expert.Prompting;
import io.github.evosam.engine.expert.TaskScale;
import io.github.evosam.engine.learning.LearningException;
import io.github.evosam.engine.learning.LearningListener;
import io.github.evosam.engine.learning.LearningSettings;
import io.github.evosam.engine.learning.TaskDataset;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.learning.CheckpointStore;
import io.github.evosam.learning.ExpertSamples;
import io.github.evosam.learning.ExpertTraining;
import io.github.evosam.learning.Regulariser;
import io.github.evosam.lora.LoraConfig;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.task.WorkingScale;
import io.github.evosam.weights.SafeTensors;
import io.github.evosam.weights.SafeTensorsWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * One adapter that is taught task after task, as methods do that have no experts. It has an
 * expert's form and learns as an expert does; where it differs is said by each {@link Update}.
 * Lives in files, one after each update.
 *
 * @param segmenter the open model; what is in place there changes
 * @param settings of each update
 */
public record SharedAdapter(Segmenter segmenter, LearningSettings settings) {

  /**
   * An image to learn from, of whichever task.
   *
   * @param image with its objects
   * @param scale of its task
   */
  public record ScaledImage(LabelledPlane image, WorkingScale scale) {}

  /** Makes the term that keeps earlier tasks, for the adapter that is about to learn. */
  @FunctionalInterface
  public interface Safeguard {
    /** None. */
    Safeguard NONE = (model, adapter) -> Regulariser.NONE;

    /** The term; closed after the update. */
    Regulariser of(SamModel model, LoraExpert adapter);
  }

  /**
   * What is taught, and how.
   *
   * @param start the adapter's file to go on from; empty: a new adapter, which changes nothing
   * @param images drawn one after the other, again and again
   * @param safeguard of earlier tasks
   */
  public record Update(Optional<Path> start, List<ScaledImage> images, Safeguard safeguard) {
    /** Freezes the list. */
    public Update {
      images = List.copyOf(images);
    }

    private ExpertSamples samples(int inputSide) {
      return SharedAdapter.samples(images, inputSide);
    }
  }

  /** The images of a task that may be learned from, at the scale that an expert would choose. */
  public List<ScaledImage> images(TaskDataset task) {
    WorkingScale scale = scale(task).forTraining(task.split().training());
    return task.split().all().stream().map(image -> new ScaledImage(image, scale)).toList();
  }

  private TaskScale scale(TaskDataset task) {
    return TaskScale.choose(task.split().training(), inputSide());
  }

  private int inputSide() {
    return TaskScale.inputSide(segmenter.model());
  }

  /** The open model at the input side at which it is taught. */
  private SamModel taught() {
    return segmenter.model().atInputSide(inputSide());
  }

  /** Images as the training draws them. */
  public static ExpertSamples samples(List<ScaledImage> images, int inputSide) {
    return new ExpertSamples(
        images.stream().map(ScaledImage::image).toList(),
        images.stream().map(ScaledImage::scale).toList(),
        inputSide);
  }

  /**
   * Teaches the adapter and writes the adapter.
   *
   * @param target file of the adapter after the update
   * @throws LearningException if an image cannot be learned from
   * @throws io.github.evosam.EvoSamException if a file cannot be read or written
   */
  public void learn(Update update, Path target, LearningListener listener) {
    segmenter.use(ExpertChoice.NONE);
    SamModel model = taught();
    try (LoraExpert adapter = update.start().map(this::read).orElseGet(this::create);
        Regulariser regulariser = update.safeguard().of(model, adapter)) {
      ExpertTraining training =
          new ExpertTraining(
              model,
              adapter,
              update.samples(inputSide()),
              update.images().get(0).scale(),
              settings.options(false),
              CheckpointStore.NONE,
              regulariser);
      ExpertTraining.Unjudged progress =
          (step, loss) -> listener.step(step, settings.steps(), loss);
      training.run(progress, () -> false);
      new SafeTensorsWriter(false).write(target, adapter.parameters());
    } catch (IllegalArgumentException e) {
      throw new LearningException("The adapter cannot learn: " + e.getMessage(), e);
    }
  }

  /**
   * Puts the adapter in place for images of a task, which it gets to know the scale of.
   *
   * @param adapter its file
   */
  public void use(Path adapter, TaskDataset task) {
    segmenter
        .router()
        .put(new OpenExpert("", task.name(), scale(task), Prompting.ADAPTED, read(adapter)));
  }

  /**
   * Looks at the adapter beside the base model, which has nothing in place.
   *
   * @param adapter its file
   */
  public <T> T inspect(Path adapter, BiFunction<SamModel, LoraExpert, T> look) {
    segmenter.use(ExpertChoice.NONE);
    try (LoraExpert read = read(adapter)) {
      return look.apply(taught(), read);
    }
  }

  /** Number of parameters of the expert or adapter in place; 0 for plain SAM. */
  public long parametersInPlace() {
    return segmenter
        .router()
        .expert()
        .map(OpenExpert::lora)
        .map(LoraExpert::parameters)
        .map(all -> all.names().stream().mapToLong(name -> all.shape(name).size()).sum())
        .orElse(0L);
  }

  private LoraConfig form() {
    return settings.config(segmenter.model());
  }

  private NDManager manager() {
    return segmenter.model().weights().manager();
  }

  private LoraExpert create() {
    return LoraExpert.create(segmenter.model().weights(), form(), manager(), settings.seed());
  }

  /** An adapter of this model, read from its file; the caller's to close. */
  public LoraExpert read(Path file) {
    StateDict parameters = SafeTensors.read(file, manager());
    try {
      return LoraExpert.of(segmenter.model().weights(), form(), parameters);
    } catch (IllegalArgumentException e) {
      parameters.close();
      throw new LearningException(
          "The adapter in %s does not fit this model and rank: %s; use another output folder"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
