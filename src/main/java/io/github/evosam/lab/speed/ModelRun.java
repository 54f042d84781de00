package io.github.evosam.lab.speed;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.everything.EverythingOptions;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.lab.matching.MadeUpExperts;
import io.github.evosam.lab.synthetic.BundledImages;
import io.github.evosam.library.NewExpert;
import io.github.evosam.nn.Scope;
import io.github.evosam.sam.network.ImageEncoder;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.sam.network.SamModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Measures one model.
 *
 * @param subject the model
 * @param segmenter it, open
 * @param catalogue its library, empty
 * @param repeats how often each thing is measured
 */
record ModelRun(Subject subject, Segmenter segmenter, ExpertCatalogue catalogue, int repeats)
    implements AutoCloseable {
  private static final int EXPERTS = 2;
  private static final int IMAGES_OF_EXPERT = 20;
  private static final int COLUMNS = 8;

  /** What takes milliseconds is repeated so much more often, until Java has compiled it. */
  private static final int SHORT = 10;

  /**
   * What is measured.
   *
   * @param name of the model
   * @param load how long opening it took, milliseconds
   * @param learns whether it takes a step of learning
   */
  record Subject(String name, double load, boolean learns) {}

  /**
   * Measures all.
   *
   * @param rates takes the rates of the matrix products, operations a second
   * @param listener hears of what is being measured
   */
  ModelSpeed measure(MatrixProduct product, List<Double> rates, Consumer<String> listener) {
    listener.accept(subject.name() + ": encode");
    ModelSpeed.Encode encode = encode(product, rates);
    Plane image = BundledImages.nuclei().get(0).plane();
    segmenter.setImage(image);
    segmenter.embed();
    listener.accept(subject.name() + ": prompts");
    List<List<Prompt>> prompts = prompts(image.size());
    double one = Repetition.millis(repeats, () -> segmenter.segment(prompts.subList(0, 1)));
    double many = Repetition.millis(repeats, () -> segmenter.segment(prompts));
    Optional<Long> segmenting = PeakMemory.bytes();
    listener.accept(subject.name() + ": everything");
    double everything = Repetition.millis(this::everything);
    listener.accept(subject.name() + ": experts");
    Experts experts = experts();
    listener.accept(subject.name() + (subject.learns() ? ": learning" : ": done"));
    Optional<Double> learning =
        subject.learns()
            ? Optional.of(new StepTime(segmenter.model()).millis(repeats))
            : Optional.empty();
    return new ModelSpeed(
        subject.name(),
        parameters(),
        segmenter.model().config().inputSide(),
        subject.load(),
        encode,
        one,
        many,
        everything,
        experts.change(),
        experts.match(),
        learning,
        segmenting,
        PeakMemory.bytes());
  }

  private long parameters() {
    return segmenter.model().weights().names().stream()
        .filter(name -> !name.contains(".running_") && !name.endsWith("num_batches_tracked"))
        .mapToLong(name -> segmenter.model().weights().shape(name).size())
        .sum();
  }

  /** How long one image takes, and what the processor multiplied at that moment. */
  private record Passage(double trunk, double tail, double rate) {}

  private ModelSpeed.Encode encode(MatrixProduct product, List<Double> rates) {
    double operations = new EncoderWork(segmenter.model()).operations();
    pass();
    List<Passage> passages = new ArrayList<>();
    double before = product.operationsPerSecond();
    for (int i = 0; i < repeats; i++) {
      double[] millis = pass();
      double after = product.operationsPerSecond();
      passages.add(new Passage(millis[0], millis[1], (before + after) / 2));
      rates.add(after);
      before = after;
    }
    return new ModelSpeed.Encode(
        Repetition.median(passages.stream().map(Passage::trunk).toList()),
        Repetition.median(passages.stream().map(Passage::tail).toList()),
        operations,
        Repetition.median(
            passages.stream()
                .map(p -> operations / ((p.trunk() + p.tail()) / 1e3) / p.rate())
                .toList()));
  }

  /** Sends an image through trunk and tail; milliseconds of each. */
  private double[] pass() {
    SamModel model = segmenter.model();
    ImageEncoder encoder = model.imageEncoder();
    int split = encoder.sharedDepth();
    long side = model.config().inputSide();
    return Scope.value(
        () -> {
          NDArray input =
              model
                  .weights()
                  .manager()
                  .randomNormal(0, 1, new Shape(1, 3, side, side), DataType.FLOAT32);
          ImageFeatures[] features = new ImageFeatures[1];
          double trunk =
              Repetition.millis(() -> features[0] = awaited(encoder.trunk(input, split)));
          double tail =
              Repetition.millis(() -> features[0] = awaited(encoder.tail(features[0], split)));
          return new double[] {trunk, tail};
        });
  }

  /** A GPU computes on while Java goes ahead, until a number is read. */
  private static ImageFeatures awaited(ImageFeatures features) {
    features.main().getFloat(0, 0, 0, 0);
    return features;
  }

  /** A click on each place of a grid, each an object of its own. */
  private static List<List<Prompt>> prompts(ImageSize image) {
    int rows = SpeedBenchmark.PROMPTS / COLUMNS;
    return IntStream.range(0, SpeedBenchmark.PROMPTS)
        .mapToObj(
            i ->
                List.<Prompt>of(
                    new PointPrompt(
                        (int) ((i % COLUMNS + 0.5) * image.width() / COLUMNS),
                        (int) ((i / COLUMNS + 0.5) * image.height() / rows),
                        true)))
        .toList();
  }

  private void everything() {
    segmenter.everything(EverythingOptions.DEFAULT, Optional.empty(), share -> {}, () -> false);
  }

  /** How long it takes to change experts, and to choose one. */
  private record Experts(double change, double match) {}

  private Experts experts() {
    MadeUpExperts source = new MadeUpExperts(segmenter, IMAGES_OF_EXPERT);
    List<ExpertChoice> choices = new ArrayList<>();
    for (int i = 0; i < EXPERTS; i++) {
      NewExpert expert = source.next();
      choices.add(ExpertChoice.parse(catalogue.library().add(expert).id()));
      expert.adapter().close();
      expert.statistics().close();
    }
    double change =
        Repetition.millis(
                SHORT * repeats,
                () -> {
                  segmenter.use(choices.get(0));
                  segmenter.use(choices.get(1));
                })
            / EXPERTS;
    double match = Repetition.millis(SHORT * repeats, segmenter::match);
    segmenter.use(ExpertChoice.NONE);
    return new Experts(change, match);
  }

  @Override
  public void close() {
    segmenter.close();
  }
}
