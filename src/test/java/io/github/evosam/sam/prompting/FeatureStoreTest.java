package io.github.evosam.sam.prompting;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.nn.MemoryOrder;
import io.github.evosam.sam.network.GoldenModel;
import io.github.evosam.sam.network.Sam2Fixture;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.weights.CacheFolder;
import io.github.evosam.weights.SafeTensors;
import io.github.evosam.weights.TensorCache;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an encoder has computed comes back from disk as if it were computed again. */
class FeatureStoreTest {
  private static final List<Prompt> CLICK = List.of(new PointPrompt(40, 30, true));
  private static final Path FIXTURES = Path.of("src", "test", "resources", "fixtures");

  /** A model of each kind of encoder. */
  private enum Kind {
    TINY_VIT(GoldenModel.MOBILE_SAM::open),
    VIT(GoldenModel.SAM_VIT::open),
    HIERA(Sam2Fixture::open),
    EFFICIENT_NET(
        manager ->
            SamModel.of(SafeTensors.read(FIXTURES.resolve("pyramid_micro.safetensors"), manager)));

    private final Function<NDManager, SamModel> opening;

    Kind(Function<NDManager, SamModel> opening) {
      this.opening = opening;
    }
  }

  @TempDir private Path folder;
  private final Plane image = noise(new ImageSize(90, 70), 7);
  private NDManager manager;
  private SamModel model;
  private TensorCache files;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    files = new TensorCache(new CacheFolder(folder, 1 << 30));
  }

  @AfterEach
  void close() {
    files.close();
    manager.close();
  }

  private SamPredictor predictor(Kind kind, Duration least, Supplier<Optional<String>> tail) {
    model = kind.opening.apply(manager);
    SamPredictor predictor = new SamPredictor(model);
    predictor.keepIn(new FeatureStore(files, least, "model of this test", tail));
    return predictor;
  }

  private SamPredictor predictor(Kind kind) {
    return predictor(kind, Duration.ZERO, () -> Optional.of("plain"));
  }

  /** All that waits to be written is on disk then. */
  private void written() {
    files.close();
    files = new TensorCache(new CacheFolder(folder, 1 << 30));
  }

  private int count() {
    return new CacheFolder(folder, 1).content().files();
  }

  @ParameterizedTest
  @EnumSource
  void anEncoderNeedNotRunAgainAndNoBitIsOtherwise(Kind kind) {
    float[] answer;
    List<float[]> trunk;
    List<Optional<MemoryOrder>> orders;
    try (SamPredictor plain = new SamPredictor(kind.opening.apply(manager));
        SamPredictor first = predictor(kind)) {
      plain.setImage(image);
      first.setImage(image);
      answer = plain.predict(CLICK, null).lowRes().logits();
      assertThat(first.predict(CLICK, null).lowRes().logits()).isEqualTo(answer);
      trunk = values(plain);
      orders = orders(plain);
    }
    written();
    assertThat(count()).isEqualTo(2);

    try (SamPredictor again = predictor(kind)) {
      blind(model); // what it computes now would be otherwise
      again.setImage(new Plane(image.size(), image.values().clone()));
      assertThat(values(again)).usingRecursiveComparison().isEqualTo(trunk);
      assertThat(orders(again)).isEqualTo(orders).doesNotContain(Optional.empty());
      assertThat(again.predict(CLICK, null).lowRes().logits()).isEqualTo(answer);

      again.setImage(noise(image.size(), 8));
      assertThat(values(again)).usingRecursiveComparison().isNotEqualTo(trunk);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theTailOfATrunkFromDiskGivesTheSameBits(Kind kind) {
    float[] answer;
    try (SamPredictor first = predictor(kind, Duration.ZERO, Optional::empty)) {
      first.setImage(image);
      answer = first.predict(CLICK, null).lowRes().logits();
    }
    written();
    assertThat(count()).as("embeddings of nameless weights are not kept").isEqualTo(1);
    try (SamPredictor again = predictor(kind, Duration.ZERO, Optional::empty)) {
      again.setImage(image);
      assertThat(again.predict(CLICK, null).lowRes().logits()).isEqualTo(answer);
    }
  }

  private static List<float[]> values(SamPredictor predictor) {
    return predictor.trunk().features().toList().stream().map(NDArray::toFloatArray).toList();
  }

  private static List<Optional<MemoryOrder>> orders(SamPredictor predictor) {
    return predictor.trunk().features().toList().stream().map(MemoryOrder::of).toList();
  }

  private static void blind(SamModel model) {
    model.weights().names().stream()
        .filter(name -> name.startsWith("image_encoder.") && name.endsWith("weight"))
        .forEach(name -> model.weights().get(name).muli(0));
  }

  @Test
  void otherTailsHaveEmbeddingsOfTheirOwn() {
    String[] tail = {"one"};
    Supplier<Optional<String>> name = () -> Optional.of(tail[0]);
    float[] one;
    float[] two;
    try (SamPredictor predictor = predictor(Kind.VIT, Duration.ZERO, name)) {
      predictor.setImage(image);
      one = predictor.predict(CLICK, null).lowRes().logits();
      tail[0] = "two";
      model.weights().get("image_encoder.neck.0.weight").muli(1.5);
      predictor.forgetEmbedding();
      two = predictor.predict(CLICK, null).lowRes().logits();
      assertThat(two).isNotEqualTo(one);
    }
    written();
    assertThat(count()).as("a trunk and two embeddings").isEqualTo(3);
    try (SamPredictor predictor = predictor(Kind.VIT, Duration.ZERO, name)) {
      blind(model);
      predictor.setImage(image);
      assertThat(predictor.predict(CLICK, null).lowRes().logits()).isEqualTo(two);
      tail[0] = "one";
      predictor.forgetEmbedding();
      assertThat(predictor.predict(CLICK, null).lowRes().logits()).isEqualTo(one);
    }
  }

  @Test
  void whatIsComputedFastIsNotKept() throws Exception {
    try (SamPredictor predictor =
        predictor(Kind.VIT, Duration.ofHours(1), () -> Optional.of("plain"))) {
      predictor.setImage(image);
      predictor.predict(CLICK, null);
    }
    written();
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void leavesNoArraysBehind() {
    try (SamPredictor first = predictor(Kind.HIERA, Duration.ofHours(1), Optional::empty)) {
      first.setImage(image); // after which the model has all that it makes of its weights
      first.predict(CLICK, null);
    }
    NDManager arrays = model.weights().manager();
    int before = arrays.getManagedArrays().size();
    for (int i = 0; i < 2; i++) {
      try (SamPredictor predictor = new SamPredictor(model)) {
        predictor.keepIn(
            new FeatureStore(files, Duration.ZERO, "model", () -> Optional.of("plain")));
        predictor.setImage(image);
        predictor.predict(CLICK, null);
      }
      written();
      assertThat(arrays.getManagedArrays().size()).isEqualTo(before);
    }
  }

  private static Plane noise(ImageSize size, int seed) {
    Random random = new Random(seed);
    float[] values = new float[(int) (Plane.CHANNELS * size.area())];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(256);
    }
    return new Plane(size, values);
  }
}
