package io.github.evosam.lab.pretraining;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Plane;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.SamConfig;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.weights.Checkpoint;
import io.github.evosam.weights.SafeTensors;
import io.github.evosam.weights.SafeTensorsWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The training on a narrow network and images of discs. */
class PyramidTrainingTest {
  private static final Path ENCODER =
      Path.of("src/test/resources/fixtures/efficientnet_micro.safetensors");
  private static final PyramidBlueprint NARROW =
      new PyramidBlueprint(List.of(6, 8, 10, 12, 14), List.of(0, 1, 0, 1, 1));
  private static final PyramidRecipe RECIPE =
      new PyramidRecipe(0.25, List.of(new PyramidRecipe.Look(64, 2, 2, 1)), 1e-3f, 1, 7);

  @TempDir private Path folder;
  private Path start;

  @BeforeEach
  void writeFirstState() {
    start = folder.resolve("start.safetensors");
    try (NDManager manager = NDManager.newBaseManager();
        StateDict encoder = SafeTensors.read(ENCODER, manager);
        StateDict classifier = new StateDict(manager);
        StateDict state = new StateDict(manager)) {
      for (String name : encoder.names()) {
        classifier.put(name.replace("image_encoder.", ""), encoder.get(name).duplicate());
      }
      try (StateDict first = NARROW.initialise(manager, classifier, 64, 3)) {
        first.names().forEach(n -> state.put("weights." + n, first.get(n).duplicate()));
        state.metadata().putAll(first.metadata());
      }
      state.metadata().put("evosam.step", "0");
      new SafeTensorsWriter(false).write(start, state);
    }
  }

  private static ImageSets sets() {
    ImageSets sets = new ImageSets(RECIPE.scenes());
    for (int set = 0; set < 2; set++) {
      sets.add(Stream.iterate(10 * set, i -> i + 1).limit(3).map(PyramidTrainingTest::scene));
    }
    return sets;
  }

  /** Discs at random places; an earlier one covers a later one. */
  static LabelledPlane scene(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ImageSize size = new ImageSize(80, 64);
    List<Mask> discs = new ArrayList<>();
    for (int radius = 7; radius <= 13; radius += 2) {
      discs.add(disc(size, 80 * random.nextDouble(), 64 * random.nextDouble(), radius));
    }
    return image(size, discs);
  }

  private static Mask disc(ImageSize size, double x, double y, double radius) {
    BitSet disc = new BitSet();
    for (int i = 0; i < size.area(); i++) {
      disc.set(i, Math.hypot(i % size.width() - x, i / size.width() - y) <= radius);
    }
    return Mask.of(size, disc);
  }

  /** Bright objects on dark. */
  private static LabelledPlane image(ImageSize size, List<Mask> objects) {
    LabelMap labels = LabelMap.of(size, objects);
    int[] pixels = labels.toArray();
    float[] values = new float[3 * pixels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = pixels[i % pixels.length] > 0 ? 200 : 50;
    }
    return new LabelledPlane(new Plane(size, values), labels);
  }

  private Path trained(Path from, String to, int steps) {
    Path file = folder.resolve(to);
    try (PyramidTraining training = new PyramidTraining(RECIPE, sets(), from, null, 64)) {
      long first = training.step();
      training.run((step, loss, iou) -> {}, () -> training.step() - first == steps);
      training.save(file);
    }
    return file;
  }

  private static Map<String, float[]> values(Path file) {
    Map<String, float[]> values = new LinkedHashMap<>();
    try (NDManager manager = NDManager.newBaseManager();
        StateDict all = SafeTensors.read(file, manager)) {
      all.names().forEach(name -> values.put(name, all.get(name).toFloatArray()));
    }
    return values;
  }

  @Test
  void anInterruptedRunEndsAsAnUninterruptedOne() {
    Map<String, float[]> whole = values(trained(start, "whole.safetensors", 3));
    Path half = trained(start, "half.safetensors", 2);
    Map<String, float[]> parts = values(trained(half, "parts.safetensors", 1));
    assertThat(parts.keySet()).isEqualTo(whole.keySet());
    whole.forEach((name, tensor) -> assertThat(parts.get(name)).as(name).isEqualTo(tensor));
  }

  @Test
  void allIsLearnedButTheEncoder() {
    Map<String, float[]> before = values(start);
    Map<String, float[]> after = values(trained(start, "after.safetensors", 4));
    List<String> unmoved = new ArrayList<>();
    before.forEach(
        (name, tensor) -> {
          if (Arrays.equals(tensor, after.get(name))) {
            unmoved.add(name);
          }
        });
    List<String> encoder =
        before.keySet().stream().filter(name -> name.contains("image_encoder._")).toList();
    assertThat(encoder).isNotEmpty();
    assertThat(unmoved).containsAll(encoder);
    assertThat(unmoved).allMatch(name -> name.contains("image_encoder._"));
  }

  @Test
  void whatIsExportedIsTheModelThatIsJudgedAndTheWeightsAloneGoOn() throws Exception {
    Path model = folder.resolve("model.safetensors");
    Path weights = folder.resolve("weights.safetensors");
    SamConfig judged;
    try (PyramidTraining training = new PyramidTraining(RECIPE, sets(), start, null, 64)) {
      training.finish(2, (step, loss, iou) -> assertThat(loss).isFinite(), () -> false);
      training.export(model);
      training.saveWeights(weights);
      judged = training.averaged().config();
    }
    try (NDManager manager = NDManager.newBaseManager();
        SamModel read = SamModel.of(Checkpoint.read(model, manager))) {
      assertThat(read.config().inputSide()).isEqualTo(64);
      assertThat(judged).isEqualTo(read.config());
      assertThat(read.takesTokens()).isFalse();
    }
    assertThat(Files.size(weights)).isLessThan(Files.size(start) * 6 / 10);
    try (PyramidTraining again = new PyramidTraining(RECIPE, sets(), weights, null, 64)) {
      assertThat(again.step()).isEqualTo(2);
      again.run((step, loss, iou) -> assertThat(loss).isFinite(), () -> true);
      assertThat(again.step()).isEqualTo(3);
    }
  }

  @Test
  void developmentImagesAreJudgedBesideTheEllipse() {
    DevelopmentScores development = new DevelopmentScores();
    ImageSize size = new ImageSize(64, 64);
    development.add("discs", List.of(image(size, List.of(disc(size, 31.5, 31.5, 20)))));
    try (PyramidTraining training = new PyramidTraining(RECIPE, sets(), start, null, 64)) {
      DevelopmentScores.Dice dice = training.judge(development).get("discs");
      assertThat(dice.ellipse()).isGreaterThan(0.97);
      assertThat(List.of(dice.box(), dice.click(), dice.clicks()))
          .allSatisfy(d -> assertThat(d).isBetween(0.0, 1.0));
    }
  }
}
