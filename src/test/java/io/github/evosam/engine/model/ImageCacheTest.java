package io.github.evosam.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.evosam.engine.ChangingExpert;
import io.github.evosam.engine.HomeSetting;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.TinyExperts;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.expert.Prompting;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.Prompt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that were encoded once, by whichever process. */
class ImageCacheTest {
  private static final List<List<Prompt>> BOX = List.of(List.of(new BoxPrompt(8, 8, 40, 40)));
  private static final Plane IMAGE = TinyTasks.squares(1, 5).get(0).plane().plane();

  @TempDir private Path folder;

  private static ImageCache cache(Path folder) {
    return new ImageCache(folder.resolve("cache"), 1 << 30, Duration.ZERO);
  }

  private static Segmenter open(Path folder, long seed) {
    String model = TinyModel.write(folder, seed).toString();
    return Segmenter.open(
        new BaseModels(folder), model, "cpu", new ExpertCatalogue(folder.resolve("home")));
  }

  private List<SegmentedObject> box(Segmenter segmenter) {
    segmenter.setImage(IMAGE);
    return segmenter.segment(BOX);
  }

  /** Encoders that are changed give the same masks only where they do not run. */
  private static Segmenter blind(Segmenter segmenter) {
    segmenter.reference(); // as it is on disk
    segmenter.model().weights().names().stream()
        .filter(name -> name.startsWith("image_encoder.") && name.endsWith("weight"))
        .forEach(name -> segmenter.model().weights().get(name).muli(0));
    return segmenter;
  }

  /** Encodes the image in a process of its own. */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    try (Segmenter segmenter = open(folder, 3)) {
      segmenter.router().keepImages(cache(folder));
      segmenter.setImage(IMAGE);
      segmenter.embed();
    }
  }

  @Test
  void whatAnotherProcessEncodedIsNotEncodedAgain() throws Exception {
    Path log = folder.resolve("log");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                ImageCacheTest.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(other.waitFor()).as(Files.readString(log)).isZero();
    assertThat(cache(folder).content().files()).isEqualTo(2);

    try (Segmenter plain = open(folder, 3);
        Segmenter again = blind(open(folder, 3))) {
      again.router().keepImages(cache(folder));
      assertThat(box(again)).isEqualTo(box(plain)).isNotEmpty();
      assertThat(box(again).get(0).mask().areaPixels()).isPositive();
    }
  }

  @Test
  void featuresOfAnotherModelAreNeverUsed() {
    List<SegmentedObject> first;
    try (Segmenter segmenter = open(folder, 3)) {
      segmenter.router().keepImages(cache(folder));
      first = box(segmenter);
    }
    try (Segmenter other = open(folder, 4);
        Segmenter plain = open(folder, 4)) {
      other.router().keepImages(cache(folder));
      assertThat(box(other)).isEqualTo(box(plain)).isNotEqualTo(first);
    }
    assertThat(cache(folder).content().files()).isEqualTo(4);
    assertThat(cache(folder).clear().files()).isEqualTo(4);
    assertThat(cache(folder).content()).isEqualTo(new ImageCache.Content(0, 0));
  }

  @Test
  void featuresBelongToTheModelThatWasOpened() {
    try (Segmenter segmenter = open(folder, 3)) {
      segmenter.router().keepImages(cache(folder));
      TinyModel.write(folder, 4); // in its place
      box(segmenter);
    }
    try (Segmenter other = open(folder, 4);
        Segmenter plain = open(folder, 4)) {
      other.router().keepImages(cache(folder));
      assertThat(box(other)).isEqualTo(box(plain));
    }
  }

  @Test
  void aModelWhoseFileIsGoneKeepsNothing() throws Exception {
    try (Segmenter segmenter = open(folder, 3)) {
      Files.delete(TinyModel.write(folder, 3));
      segmenter.router().keepImages(cache(folder));
      assertThat(box(segmenter)).isNotEmpty();
    }
    assertThat(cache(folder).content().files()).isZero();
  }

  @Test
  void anExpertThatMayStillChangeLeavesNoEmbedding() {
    try (Segmenter segmenter = open(folder, 3);
        Segmenter uncached = open(folder, 3)) {
      segmenter.router().keepImages(cache(folder));
      List<SegmentedObject> plain = box(segmenter);
      segmenter.router().put(ChangingExpert.of(segmenter, 2));
      uncached.router().put(ChangingExpert.of(uncached, 2));
      assertThat(box(segmenter)).isEqualTo(box(uncached)).isNotEqualTo(plain);
    }
    assertThat(cache(folder).content().files()).as("trunk and plain embedding").isEqualTo(2);
  }

  @Test
  void aSavedExpertHasEmbeddingsOfItsOwn() throws Exception {
    Path home = TinyExperts.home(folder.resolve("home"));
    TinyExperts.teach(home, "squares", "", TinyTasks.squares(4, 1), Optional.empty());
    ExpertChoice named = ExpertChoice.parse("squares");
    List<SegmentedObject> plain;
    List<SegmentedObject> adapted;
    try (Segmenter segmenter = ofHome(home)) {
      segmenter.router().keepImages(cache(folder));
      plain = box(segmenter);
      segmenter.use(named);
      segmenter.router().answer(Prompting.ADAPTED);
      adapted = box(segmenter);
      assertThat(adapted).isNotEqualTo(plain);
    }
    int before = cache(folder).content().files();
    try (Segmenter segmenter = ofHome(home);
        Segmenter uncached = ofHome(home)) {
      segmenter.router().keepImages(cache(folder));
      assertThat(box(segmenter)).isEqualTo(plain).isEqualTo(box(uncached));
      segmenter.use(named);
      segmenter.router().answer(Prompting.ADAPTED);
      uncached.use(named);
      uncached.router().answer(Prompting.ADAPTED);
      assertThat(box(segmenter)).isEqualTo(adapted).isEqualTo(box(uncached));
    }
    assertThat(cache(folder).content().files()).as("nothing was encoded again").isEqualTo(before);
  }

  private static Segmenter ofHome(Path home) {
    return Segmenter.open(
        new BaseModels(home.resolve("models")),
        TinyExperts.MODEL,
        "cpu",
        new ExpertCatalogue(home));
  }

  @Test
  void aLimitOfZeroKeepsNothing() {
    try (Segmenter segmenter = open(folder, 3)) {
      segmenter.router().keepImages(new ImageCache(folder.resolve("cache"), 0, Duration.ZERO));
      box(segmenter);
    }
    assertThat(folder.resolve("cache")).doesNotExist();
  }

  @Test
  void theLimitIsASetting() {
    String home = System.getProperty(EvoSamHome.PROPERTY);
    String before = System.getProperty(ImageCache.PROPERTY);
    try {
      System.setProperty(EvoSamHome.PROPERTY, folder.toString());
      System.setProperty(ImageCache.PROPERTY, "7");
      assertThat(ImageCache.ofUser().folder()).isEqualTo(folder.resolve("cache"));
      assertThat(ImageCache.ofUser().mostBytes()).isEqualTo(7 << 20);
      System.clearProperty(ImageCache.PROPERTY);
      assertThat(ImageCache.ofUser().mostBytes()).isEqualTo(2L << 30);
    } finally {
      restore(before);
      HomeSetting.restore(home);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "much", "1.5", "99999999999"})
  void aLimitThatIsNoneIsRefused(String limit) {
    String before = System.getProperty(ImageCache.PROPERTY);
    try {
      System.setProperty(ImageCache.PROPERTY, limit);
      assertThatIllegalArgumentException()
          .isThrownBy(ImageCache::ofUser)
          .withMessage(
              "evosam.cache.megabytes is a whole number of MB, 0 to keep no images, but '%s' came",
              limit);
    } finally {
      restore(before);
    }
  }

  private static void restore(String limit) {
    if (limit == null) {
      System.clearProperty(ImageCache.PROPERTY);
    } else {
      System.setProperty(ImageCache.PROPERTY, limit);
    }
  }
}
