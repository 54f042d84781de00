package io.github.evosam.engine;

import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.learning.ExpertLearning;
import io.github.evosam.engine.learning.LearningListener;
import io.github.evosam.engine.learning.LearningSettings;
import io.github.evosam.engine.learning.TaskDataset;
import io.github.evosam.engine.learning.TaskImage;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ModelInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A home with a tiny model and experts that were taught in a moment. */
public final class TinyExperts {
  /** Name of the installed base model. */
  public static final String MODEL = "tiny";

  private TinyExperts() {}

  /** A home with the model and no expert. */
  public static Path home(Path folder) throws Exception {
    Path home = Files.createDirectories(folder);
    new ModelInstallation(home.resolve("models"))
        .install(MODEL, TinyModel.writeOfEmbeddedKind(home));
    return home;
  }

  /**
   * Teaches an expert.
   *
   * @param home made by {@link #home}
   * @param picture of its task; may be empty
   * @return its id
   */
  public static String teach(
      Path home, String name, String task, List<TaskImage> images, Optional<byte[]> picture) {
    TaskDataset taught = new TaskDataset(name, task, images, List.of(), 0.25, picture);
    return teach(home, MODEL, taught);
  }

  /** Teaches the embedded model an expert called {@code discs} of the {@link PaintedSource}. */
  public static String teachDiscs(Path home) {
    return teachDiscs(home, 256, 1);
  }

  /** As {@link #teachDiscs(Path)}, on images of a side and of enlarged discs. */
  public static String teachDiscs(Path home, int side, int magnification) {
    List<TaskImage> images =
        Stream.of(0, 300, 600, 900)
            .map(x -> PaintedSource.taught(x * magnification, 400, side, magnification))
            .toList();
    return teach(
        home,
        BaseModels.EMBEDDED,
        new TaskDataset("discs", "", images, List.of(), 0.25, Optional.empty()));
  }

  private static String teach(Path home, String model, TaskDataset taught) {
    ExpertLearning learning =
        ExpertLearning.open(
            new BaseModels(home.resolve("models")), model, "cpu", new ExpertCatalogue(home));
    try (var segmenter = learning.segmenter()) {
      return learning
          .learn(taught, LearningSettings.DEFAULT.withEpochs(1, 8), new Deaf(), () -> false)
          .id();
    }
  }

  /** Copies a home, for a test that changes it. */
  public static Path copy(Path home, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(home.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return to;
  }

  private static final class Deaf implements LearningListener {
    @Override
    public void stage(String what) {}

    @Override
    public void step(long step, long steps, float loss) {}

    @Override
    public void validated(long step, double dice) {}
  }
}
