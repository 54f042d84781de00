package io.github.evosam.engine.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.TinyExperts;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.library.Expert;
import io.github.evosam.library.ExpertDescription;
import io.github.evosam.library.ExpertLibrary;
import io.github.evosam.library.LibraryException;
import io.github.evosam.library.NewExpert;
import io.github.evosam.library.TaughtScale;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.nn.StateDict;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One expert whose numbers are out of bounds ends nothing for the others. */
class BoundedExpertTest {
  @TempDir private Path folder;
  private ExpertLibrary library;
  private Expert sound;
  private Segmenter segmenter;

  @BeforeEach
  void teach() throws Exception {
    Path home = TinyExperts.home(folder.resolve("home"));
    TinyExperts.teach(home, "sound", "", TinyTasks.squares(4, 5), Optional.empty());
    library = new ExpertLibrary(home);
    sound = library.find("sound");
    segmenter =
        Segmenter.open(
            new BaseModels(home.resolve("models")),
            TinyExperts.MODEL,
            "cpu",
            new ExpertCatalogue(home));
    segmenter.setImage(TinyTasks.squares(1, 5).get(0).plane().plane());
  }

  @AfterEach
  void close() {
    segmenter.close();
  }

  @Test
  void anExpertThatDescribesImagesOtherwiseDoesNotEndTheChoice() {
    int before = segmenter.match().ranking().size();
    add("other", tensors -> {}, this::widened, sound.manifest().description().scale());

    assertThat(segmenter.match().ranking()).hasSize(before);
    segmenter.use(ExpertChoice.AUTO);
    assertThat(segmenter.use(ExpertChoice.parse("sound"))).isPresent();
    library.remove(library.find("other").id());
    assertThat(library.list().experts()).hasSize(1);
  }

  @Test
  void aTensorThatIsNoNumberIsNamed() {
    add(
        "spoiled",
        tensors -> tensors.get(LoraExpert.DENSE_PROMPT).muli(Float.NaN),
        tensors -> {},
        sound.manifest().description().scale());

    assertRefused("spoiled", LoraExpert.DENSE_PROMPT + "' holds the number NaN");
  }

  @Test
  void aPromptOfThousandsOfTokensIsRefused() {
    add(
        "talkative",
        tensors -> {
          long channels = tensors.shape(LoraExpert.DENSE_PROMPT).get(0);
          tensors.put(LoraExpert.SPARSE_PROMPT, tensors.manager().zeros(new Shape(5000, channels)));
        },
        tensors -> {},
        sound.manifest().description().scale());

    assertRefused("talkative", "at most 256");
  }

  @Test
  void anInputLargerThanTheModelsIsRefused() {
    add("large", tensors -> {}, tensors -> {}, new TaughtScale(1, 0, 2048, 0));

    assertRefused("large", "an input of 2048 pixels, but its base model has 64");
  }

  @Test
  void moreTilesThanAnHoursWorkAreRefusedBeforeTheFirst() {
    TaskScale tiny = new TaskScale(4, 64, 64);

    assertThat(tiny.forImage(new ImageSize(1000, 1000)).toString()).isNotEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tiny.forImage(new ImageSize(20_000, 20_000)))
        .withMessageContainingAll("tiles of 4 pixels", "20000 x 20000", "25010001");
  }

  private void widened(StateDict statistics) {
    statistics.put(
        "descriptors",
        statistics.manager().ones(new Shape(3, 7), ai.djl.ndarray.types.DataType.FLOAT64));
  }

  private void assertRefused(String name, String words) {
    assertThatExceptionOfType(LibraryException.class)
        .isThrownBy(() -> segmenter.use(ExpertChoice.parse(name)))
        .withMessageContainingAll(name, words);
    assertThat(segmenter.use(ExpertChoice.parse("sound"))).isPresent();
  }

  private void add(
      String name, Consumer<StateDict> adapter, Consumer<StateDict> statistics, TaughtScale scale) {
    ExpertDescription was = sound.manifest().description();
    ExpertDescription description =
        new ExpertDescription(
            name,
            was.task(),
            was.baseModel(),
            was.adapter(),
            scale,
            was.metrics(),
            was.provenance(),
            was.notes());
    try (NDManager manager = NDManager.newBaseManager();
        StateDict tensors = changed(sound.adapter(manager), adapter);
        StateDict remembered = changed(sound.statistics(manager), statistics)) {
      library.add(new NewExpert(description, tensors, remembered, Optional.empty()));
    }
  }

  private static StateDict changed(StateDict tensors, Consumer<StateDict> change) {
    change.accept(tensors);
    return tensors;
  }
}
