package io.github.evosam.lab.matching;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ImageDescription;
import io.github.evosam.engine.expert.OpenExpert;
import io.github.evosam.engine.expert.Prompting;
import io.github.evosam.engine.expert.TaskScale;
import io.github.evosam.engine.learning.LearningSettings;
import io.github.evosam.library.ExpertDescription;
import io.github.evosam.library.ExpertMetrics;
import io.github.evosam.library.NewExpert;
import io.github.evosam.library.Provenance;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.matcher.Descriptor;
import io.github.evosam.matcher.ExpertStatistics;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.SamModel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Experts of the usual size and form that have learned nothing, and remember made-up images around
 * that of the open model.
 */
public final class MadeUpExperts {
  /** Spread of tasks, and of the images of one, in parts of each number's size. */
  private static final double SPREAD_OF_TASKS = 0.3;

  private static final double SPREAD_OF_IMAGES = 0.05;

  private final Segmenter segmenter;
  private final int images;
  private final double[] centre;
  private final Random random = new Random(1);

  /**
   * Experts for an open model.
   *
   * @param segmenter with an image
   * @param images that each expert remembers
   */
  public MadeUpExperts(Segmenter segmenter, int images) {
    this.segmenter = segmenter;
    this.images = images;
    centre = segmenter.router().descriptor().toArray();
  }

  /** An expert of the usual form; the caller's to close. */
  public NewExpert next() {
    SamModel model = segmenter.model();
    LearningSettings settings = LearningSettings.DEFAULT;
    LoraExpert lora =
        LoraExpert.create(
            model.weights(), settings.config(model), model.weights().manager(), random.nextLong());
    TaskScale scale = TaskScale.whole(model.config().inputSide());
    StateDict statistics =
        ImageDescription.tensors(ExpertStatistics.of(descriptors()), model.weights().manager());
    ExpertDescription description =
        new ExpertDescription(
            "bench " + Long.toHexString(random.nextLong()),
            "",
            segmenter.reference(),
            new OpenExpert("", "", scale, Prompting.ADAPTED, lora).settings(),
            scale.stored(),
            ExpertMetrics.NONE,
            new Provenance(Instant.EPOCH, images, 0, "bench", Optional.empty()),
            "");
    return new NewExpert(description, lora.parameters(), statistics, Optional.empty());
  }

  private List<Descriptor> descriptors() {
    double[] task = scattered(centre, SPREAD_OF_TASKS);
    return IntStream.range(0, images)
        .mapToObj(i -> Descriptor.of(scattered(task, SPREAD_OF_IMAGES)))
        .toList();
  }

  private double[] scattered(double[] centre, double spread) {
    double[] values = new double[centre.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = centre[i] + (Math.abs(centre[i]) + 0.1) * spread * random.nextGaussian();
    }
    return values;
  }
}
