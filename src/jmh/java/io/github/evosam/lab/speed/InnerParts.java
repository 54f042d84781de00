package io.github.evosam.lab.speed;

import ai.djl.ndarray.NDManager;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ComputeThreads;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.lab.synthetic.BundledImages;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.prompting.Candidate;
import io.github.evosam.sam.prompting.ModelInput;
import io.github.evosam.sam.prompting.SamPredictor;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What happens between an image and a mask, part by part, with the shipped model on the bundled
 * nuclei. {@code bench speed} measures the whole.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class InnerParts {
  private static final int MANY = 32;

  /** Threads of a layer. */
  @Param({"1"})
  public int threads;

  private final NDManager manager = NDManager.newBaseManager();
  private final Plane image = BundledImages.nuclei().get(0).plane();
  private final List<List<Prompt>> one = clicks(1);
  private final List<List<Prompt>> many = clicks(MANY);
  private SamPredictor predictor;
  private ModelInput input;
  private Candidate candidate;

  /** Opens the model and encodes the image. */
  @Setup
  public void open() {
    ComputeThreads.use(threads);
    SamModel model = BaseModels.ofUser().open(BaseModels.EMBEDDED, manager);
    predictor = new SamPredictor(model);
    input = ModelInput.of(model.config());
    predictor.setImage(image);
    predictor.embed();
    candidate = predictor.candidates(one).get(0).get(0);
  }

  /** Frees the network's memory. */
  @TearDown
  public void close() {
    predictor.close();
    manager.close();
  }

  private static List<List<Prompt>> clicks(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> List.<Prompt>of(new PointPrompt(20 + 35 * (i % 8), 30 + 55 * (i / 8), true)))
        .toList();
  }

  /** From pixels to the network's input. */
  @Benchmark
  public float[] preprocessing() {
    return input.values(image);
  }

  /** The whole encoder. */
  @Benchmark
  public void encoding() {
    predictor.setImage(image);
    predictor.embed();
  }

  /** Masks of one click, in the network's resolution. */
  @Benchmark
  public Object decodingOnePrompt() {
    return predictor.candidates(one);
  }

  /** Masks of 32 clicks, in the network's resolution. */
  @Benchmark
  public Object decoding32Prompts() {
    return predictor.candidates(many);
  }

  /** From the network's resolution to the image's. */
  @Benchmark
  public Mask placingAMask() {
    return candidate.mask();
  }
}
