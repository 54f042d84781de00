package io.github.evosam.engine.origin;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ComputeThreads;
import io.github.evosam.library.BaseModelReference;
import io.github.evosam.weights.Checksum;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The base model that results were made with, and where it ran.
 *
 * @param name of the model, or of its file
 * @param file where it lies, if it is not installed
 * @param sha256 of its weights
 * @param inputSide side of its input, pixels, if one was asked for
 * @param device that it ran on
 * @param threads that shared the work of a layer: sums in another order end in other bits
 */
public record UsedModel(
    String name,
    Optional<Path> file,
    String sha256,
    Optional<Integer> inputSide,
    String device,
    int threads) {
  private static final int MOST_THREADS = 4096;

  /**
   * Checks that nothing is missing.
   *
   * @throws IllegalArgumentException if something is
   */
  public UsedModel {
    ResultOrigin.require(name, "model.name");
    ResultOrigin.require(device, "model.device");
    Checksum.sha256(ResultOrigin.require(sha256, "model.sha256"));
    file = ResultOrigin.orEmpty(file);
    inputSide = ResultOrigin.orEmpty(inputSide);
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "its field 'model.threads' should be 1 to %d, but is %d"
              .formatted(MOST_THREADS, threads));
    }
  }

  /** An open model. */
  static UsedModel of(Segmenter segmenter) {
    BaseModelReference reference = segmenter.reference();
    Path file = Path.of(segmenter.modelName());
    OptionalInt side = segmenter.models().inputSide();
    return new UsedModel(
        reference.name(),
        Files.isRegularFile(file) ? Optional.of(file) : Optional.empty(),
        reference.sha256(),
        side.isPresent() ? Optional.of(side.getAsInt()) : Optional.empty(),
        segmenter.device().toString(),
        ComputeThreads.count());
  }

  /**
   * Opens the model as it was open then, with the user's experts.
   *
   * @param models of the user
   * @throws io.github.evosam.EvoSamException if there is no such model or device, or it cannot be
   *     used
   */
  public Segmenter open(BaseModels models) {
    ComputeThreads.use(threads);
    return Segmenter.open(
        inputSide.map(models::atInputSide).orElse(models),
        file.map(Path::toString).orElse(name),
        device);
  }

  /** What is otherwise in a model that was opened again, a sentence; empty if nothing is. */
  Optional<String> change(Segmenter segmenter) {
    return segmenter.reference().sha256().equals(sha256)
        ? Optional.empty()
        : Optional.of(
            "The model %s has changed since".formatted(file.map(Path::toString).orElse(name)));
  }
}
