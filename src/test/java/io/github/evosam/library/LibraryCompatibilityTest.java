package io.github.evosam.library;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.github.evosam.nn.StateDict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries that earlier versions wrote are read for ever, and can be changed. */
class LibraryCompatibilityTest {
  private static final Path SAMPLES = Path.of("src", "test", "resources", "library");

  @TempDir Path folder;

  @Test
  void everySampleIsReadAndVerified() throws IOException {
    try (Stream<Path> samples = Files.list(SAMPLES)) {
      assertThat(samples.toList())
          .isNotEmpty()
          .allSatisfy(
              sample -> {
                ExpertLibrary library = new ExpertLibrary(sample);
                assertThat(library.list().damaged()).isEmpty();
                assertThat(library.verify()).isNotEmpty().allMatch(ExpertCheck::isSound);
              });
    }
  }

  @Test
  void version10SaysWhatItSaidThen() {
    ExpertLibrary library = new ExpertLibrary(SAMPLES.resolve("1.0"));

    ExpertManifest full = library.find("retinal vessels, zürich").manifest();
    assertThat(full.version()).isEqualTo(new FormatVersion(1, 0));
    assertThat(full.id()).isEqualTo("15cfc4c4f0d85a98");
    ExpertDescription told = full.description();
    assertThat(told.task()).isEqualTo("vessels in fundus images");
    assertThat(told.notes()).isEqualTo("learned on the old microscope\nsecond line");
    assertThat(told.baseModel().name()).isEqualTo("evosam-tiny");
    assertThat(told.baseModel().sha256()).isEqualTo("3f".repeat(32));
    assertThat(told.adapter().split()).isEqualTo(6);
    assertThat(told.adapter().rank()).isEqualTo(4);
    assertThat(told.adapter().alpha()).isEqualTo(8.0);
    assertThat(told.adapter().targets()).containsExactly("encoder.qv", "decoder");
    assertThat(told.scale()).isEqualTo(new TaughtScale(0.53125, 512, 1024, 0));
    assertThat(told.metrics().promptless()).contains(new DiceChange(0.125, 0.75));
    assertThat(told.metrics().prompted()).contains(new DiceChange(0.5, 0.8125));
    assertThat(told.provenance().created()).isEqualTo(Instant.parse("2026-02-03T04:05:06.789Z"));
    assertThat(told.provenance().images()).isEqualTo(20);
    assertThat(told.provenance().seed()).isEqualTo(-42);
    assertThat(told.provenance().pluginVersion()).isEqualTo("0.2.0");
    assertThat(told.provenance().warmStart()).contains("0123456789abcdef");

    ExpertManifest bare = library.find("28c1b1eb16d149e8").manifest();
    assertThat(bare.name()).isEqualTo("bare");
    assertThat(bare.description().metrics()).isEqualTo(ExpertMetrics.NONE);
    assertThat(bare.description().provenance().warmStart()).isEmpty();
    assertThat(library.find("bare").thumbnail()).isEmpty();
  }

  @Test
  void version10KnowsNoStartsAndKeepsNoImages() {
    Expert full = new ExpertLibrary(SAMPLES.resolve("1.0")).find("15cfc4c4f0d85a98");

    assertThat(full.manifest().description().provenance().starts()).isEmpty();
    assertThat(full.manifest().keptImages()).isEmpty();
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThat(full.keptImages(manager)).isEmpty();
    }
  }

  @Test
  void version11SaysWhatItSaidThen() {
    Expert full = new ExpertLibrary(SAMPLES.resolve("1.1")).find("retinal vessels, zürich");

    assertThat(full.manifest().version()).isEqualTo(new FormatVersion(1, 1));
    assertThat(full.manifest().description().provenance().starts())
        .containsExactly(
            new StartCandidate(Optional.empty(), 0.125, Optional.of(0.25)),
            new StartCandidate(Optional.of("0123456789abcdef"), 0.375, Optional.of(0.5)),
            new StartCandidate(Optional.of("fedcba9876543210"), 0.0625, Optional.empty()));
    try (NDManager manager = NDManager.newBaseManager();
        StateDict images = full.keptImages(manager).orElseThrow()) {
      assertThat(images.get("labels.0", 2, 2).toIntArray()).containsExactly(0, 1, 1, 300);
    }
    assertThat(new ExpertLibrary(SAMPLES.resolve("1.1")).find("bare").manifest().keptImages())
        .isEmpty();
  }

  @Test
  void version13AnswersAllPromptsInOneWay() {
    ExpertLibrary library = new ExpertLibrary(SAMPLES.resolve("1.3"));

    assertThat(prompts(library.find("retinal vessels, zürich")))
        .isEqualTo(new PromptWays("INFORMED", "INFORMED"));
    assertThat(prompts(new ExpertLibrary(SAMPLES.resolve("1.1")).find("bare")))
        .as("before there was a choice")
        .isEqualTo(new PromptWays("ADAPTED", "ADAPTED"));
  }

  private static PromptWays prompts(Expert expert) {
    return expert.manifest().description().adapter().prompts();
  }

  @Test
  void version10HoldsTheTensorsItHeldThen() {
    Expert expert = new ExpertLibrary(SAMPLES.resolve("1.0")).find("Retinal vessels, Zürich");

    try (NDManager manager = NDManager.newBaseManager();
        StateDict adapter = expert.adapter(manager);
        StateDict statistics = expert.statistics(manager)) {
      assertThat(adapter.get("encoder.11.q.a", 2, 3).toFloatArray())
          .containsExactly(1.5f, -0.25f, 3e-5f, 0f, -7f, 0.1f);
      assertThat(adapter.metadata()).isEqualTo(Map.of("kind", "sample"));
      assertThat(statistics.get("count", 1).toLongArray()).containsExactly(20);
      assertThat(statistics.get("gram", 2, 2).toDoubleArray())
          .containsExactly(2.0, 1 / 3.0, 1 / 3.0, Math.PI);
    }
    assertThat(expert.thumbnail())
        .hasValueSatisfying(png -> assertThat(png).startsWith(0x89, 'P', 'N', 'G'));
  }

  @Test
  void version10CanBeChanged() throws IOException {
    Path root = folder.resolve("home");
    copy(SAMPLES.resolve("1.0"), root);
    ExpertLibrary library = new ExpertLibrary(root);

    library.rename("28c1b1eb16d149e8", "renamed");
    library.remove("15cfc4c4f0d85a98");
    library.add(TestExperts.described("New"), TestExperts.files(1));

    assertThat(library.list().experts()).extracting(Expert::name).containsExactly("New", "renamed");
    assertThat(library.verify()).allMatch(ExpertCheck::isSound).hasSize(2);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }
}
