package io.github.evosam.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.ndarray.NDManager;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.Sam2Fixture;
import io.github.evosam.sam.network.SamConfig;
import io.github.evosam.weights.SafeTensors;
import io.github.evosam.weights.SafeTensorsWriter;
import io.github.evosam.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelInstallationTest {
  @TempDir private Path folder;
  private Path file;
  private Path home;
  private ModelInstallation models;

  @BeforeEach
  void write() {
    file = TinyModel.write(folder, 3);
    home = folder.resolve("models");
    models = new ModelInstallation(home);
  }

  @Test
  void aModelIsInstalledListedIntactAndRemoved() throws IOException {
    models.install("tiny", file);

    assertThat(models.list())
        .singleElement()
        .satisfies(m -> assertThat(models.isIntact(m)).isTrue());
    assertThat(new BaseModels(home).names()).containsExactly(BaseModels.EMBEDDED, "tiny");
    models.remove("tiny");
    assertThat(models.list()).isEmpty();
    assertThat(home).isDirectoryNotContaining(Files::isDirectory);
    models.install("tiny", file);
    assertThat(models.list()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image_encoder.neck.0.weight",
        "mask_decoder.transformer.layers.0.self_attn.q_proj.weight",
        "mask_decoder.output_upscaling.0.weight",
        "prompt_encoder.point_embeddings.1.weight"
      })
  void weightsThatLackATensorAreRefused(String tensor) {
    Path lacking = changed(weights -> {}, tensor);

    assertRefused(lacking, tensor);
  }

  @Test
  void weightsThatAnswerNoNumberAreRefused() {
    Path spoiled = changed(weights -> weights.get("mask_decoder.iou_token.weight").muli(Float.NaN));

    assertRefused(spoiled, "NaN");
  }

  @Test
  void anInputLargerThanAnyIsRefusedBeforeItIsRun() {
    Path huge = changed(weights -> weights.metadata().put(SamConfig.INPUT_SIDE_KEY, "1600000"));

    assertRefused(huge, "its input side is 1600000 pixels");
    assertThatExceptionOfType(WeightsException.class)
        .isThrownBy(() -> open(huge))
        .withMessageContaining("its input side is 1600000 pixels");
  }

  @Test
  void whatAKilledInstallationLeftIsNoModelAndIsClearedByTheNext() throws IOException {
    models.install("tiny", file);
    Files.move(home.resolve("tiny"), home.resolve("other.part")); // before its last step
    Files.createDirectories(home.resolve(".gone-x-1/deep")); // in the middle of a removal

    assertThat(models.list()).isEmpty();
    assertThat(models.unreadable()).isEmpty();
    assertThat(new BaseModels(home).names()).containsExactly(BaseModels.EMBEDDED);

    models.install("other", file);

    assertThat(models.list())
        .extracting(ModelInstallation.Installed::name)
        .containsExactly("other");
    try (Stream<Path> left = Files.list(home).filter(Files::isDirectory)) {
      assertThat(left).containsExactly(home.resolve("other"));
    }
  }

  @Test
  void aRepairedModelKeepsTheInputSideThatOnlyTheUserKnew() throws IOException {
    Path published = Sam2Fixture.FILE;
    ModelInstallation.Installed before =
        models.install("micro", published, OptionalInt.of(Sam2Fixture.INPUT_SIDE));
    Files.delete(home.resolve("micro/model.safetensors"));

    ModelInstallation.Installed again = models.repair("micro", (done, total) -> {});

    assertThat(again.inputSide()).isEqualTo(Sam2Fixture.INPUT_SIDE);
    assertThat(again.sha256()).as("experts know it by").isEqualTo(before.sha256());
  }

  @Test
  void damagedOnesAreNamedRepairedAndRemoved() throws IOException {
    models.install("tiny", file);
    Path weights = home.resolve("tiny/model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 1] ^= 1;
    Files.write(weights, bytes);
    assertThat(models.isIntact(models.list().get(0))).isFalse();

    assertThat(models.isIntact(models.repair("tiny", (done, total) -> {}))).isTrue();

    Files.delete(weights);
    Files.delete(file);
    assertThatExceptionOfType(WeightsException.class)
        .isThrownBy(() -> models.repair("tiny", (done, total) -> {}))
        .withMessageContainingAll("tiny", file.toString(), "models remove tiny");
    Files.writeString(home.resolve("tiny/model.json"), "[".repeat(5000));
    assertThat(models.list()).isEmpty();
    assertThat(models.unreadable()).containsExactly(home.resolve("tiny"));
    models.remove("tiny");
    assertThat(models.unreadable()).isEmpty();
  }

  @Test
  void aRecordOfAnotherModelIsNotBelieved() throws IOException {
    models.install("tiny", file);
    Files.move(home.resolve("tiny"), home.resolve("renamed"));

    assertThat(models.list()).isEmpty();
    assertThat(models.unreadable()).containsExactly(home.resolve("renamed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "..", BaseModels.EMBEDDED, "x/../tiny"})
  void onlyInstalledModelsAreRemoved(String name) {
    models.install("tiny", file);

    assertThatExceptionOfType(WeightsException.class)
        .isThrownBy(() -> models.remove(name))
        .withMessageContaining(name);
    assertThat(models.list()).hasSize(1);
  }

  private Path changed(Consumer<StateDict> change, String... lacking) {
    Path changed = folder.resolve("changed.safetensors");
    try (NDManager manager = NDManager.newBaseManager();
        StateDict weights = SafeTensors.read(file, manager)) {
      change.accept(weights);
      StateDict kept = new StateDict(manager);
      kept.metadata().putAll(weights.metadata());
      weights.names().stream()
          .filter(name -> !List.of(lacking).contains(name))
          .forEach(name -> kept.put(name, weights.get(name)));
      new SafeTensorsWriter(false).write(changed, kept);
    }
    return changed;
  }

  private void open(Path checkpoint) {
    try (NDManager manager = NDManager.newBaseManager()) {
      new BaseModels(home).open(checkpoint.toString(), manager);
    }
  }

  private void assertRefused(Path checkpoint, String words) {
    assertThatExceptionOfType(WeightsException.class)
        .isThrownBy(() -> models.install("changed", checkpoint))
        .withMessageContainingAll(checkpoint.toString(), words);
    assertThat(models.list()).isEmpty();
    assertThat(home.resolve("changed")).doesNotExist();
    assertThat(home.resolve("changed.part")).doesNotExist();
  }
}
