package io.github.evosam.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import io.github.evosam.KilledProcess;
import io.github.evosam.engine.TinyExperts;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertEntry;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.engine.model.ModelInstallation;
import io.github.evosam.imagej.result.StagedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands that are killed before one of their file-system calls, see {@link KilledProcess}. Two
 * calls each in every test run; {@code -Devosam.kills=500} kills them before every one.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class KilledCommandsTest {
  private static final boolean IS_FULL = Integer.getInteger("evosam.kills", 0) >= 500;
  private static final List<Integer> FEW = List.of(3, 11);
  private static final int MOST_STEPS = 500;

  @TempDir private Path folder;
  private Path home;

  /** What is to hold after a kill. */
  private interface Check {
    void after(Path copy, int step) throws Exception;
  }

  @BeforeEach
  void makeHome() throws Exception {
    home = TinyExperts.home(folder.resolve("home"));
  }

  @Test
  void installingAModel() throws Exception {
    Path checkpoint = home.resolve("tiny.safetensors");
    kill(
        "models",
        copy -> List.of("models", "install", checkpoint.toString(), "--name", "new"),
        (copy, step) -> {
          ModelInstallation models = new ModelInstallation(copy.resolve("models"));
          assertThat(models.unreadable()).isEmpty();
          assertThat(models.list()).isNotEmpty().allMatch(models::isIntact);
          assertThatThrownBy(() -> models.remove("nobody")).hasMessageContaining("nobody");
          try (Stream<Path> children = Files.list(copy.resolve("models"))) {
            assertThat(children.map(child -> child.getFileName().toString()))
                .as("after the next change")
                .isSubsetOf(".lock", TinyExperts.MODEL, "new");
          }
        });
  }

  @Test
  void learning() throws Exception {
    TinyExperts.teach(home, "earlier", "", TinyTasks.holes(4, 2), Optional.empty());
    Map<String, String> earlier = contents(home.resolve("experts"));
    kill(
        "experts",
        copy -> List.of(),
        (copy, step) -> {
          ExpertCatalogue catalogue = new ExpertCatalogue(copy);
          assertThat(contents(copy.resolve("experts"))).containsAllEntriesOf(earlier);
          assertThat(catalogue.verify()).isNotEmpty().allMatch(ExpertEntry::isReady);
          catalogue.rename("earlier", "earlier " + step);
          assertThat(catalogue.list()).hasSizeLessThanOrEqualTo(2).allMatch(ExpertEntry::isReady);
          assertNoLeftovers(copy);
        });
  }

  @Test
  void aFolderOfImages() throws Exception {
    Path images = images(IS_FULL ? 8 : 2);
    List<String> run = List.of("--everything", "--points-per-side", "3", "--expert", "none");
    Map<String, String> expected = new HashMap<>();
    kill(
        "results",
        copy -> {
          List<String> command = new ArrayList<>(List.of("segment", images.toString(), "--table"));
          command.addAll(run);
          command.addAll(List.of("--model", TinyExperts.MODEL, "--output", copy + "/results"));
          return command;
        },
        (copy, step) -> {
          List<String> again = new ArrayList<>(List.of("segment", images.toString(), "--table"));
          again.addAll(run);
          again.addAll(List.of("--model", TinyExperts.MODEL, "--output", copy + "/results"));
          System.setProperty(EvoSamHome.PROPERTY, copy.toString());
          try {
            assertThat(EvoSam.commandLine().execute(again.toArray(String[]::new))).isZero();
          } finally {
            System.clearProperty(EvoSamHome.PROPERTY);
          }
          Map<String, String> results = contents(copy.resolve("results"));
          results.keySet().removeIf(name -> name.endsWith("evosam-report.csv"));
          assertThat(results.keySet()).anyMatch(name -> name.endsWith("a-origin.json"));
          expected.putAll(expected.isEmpty() ? results : Map.of());
          assertThat(results).as("whenever it was killed").isEqualTo(expected);
          assertNoLeftovers(copy);
        });
  }

  @Test
  void imagesWhoseResultsAreReplaced() throws Exception {
    Path image = images(1).resolve("a.png");
    Path earlier = Files.createDirectories(home.resolve("results"));
    List<String> names = List.of("a-labels.tif", "a-rois.zip", "a-overlay.png", "a-origin.json");
    for (String name : names) {
      Files.writeString(earlier.resolve(name), "earlier");
    }
    kill(
        "results",
        copy -> asked("segment", image, copy),
        (copy, step) -> {
          StagedFolder.in(copy.resolve("results")).close(); // the next start
          List<String> contents = List.copyOf(contents(copy.resolve("results")).values());
          String old = "earlier".length() + " bytes";
          assertThat(contents).hasSameSizeAs(names);
          assertThat(contents.stream().filter(content -> content.startsWith(old)).count())
              .as("together or not at all")
              .isIn(0L, (long) names.size());
          assertNoLeftovers(copy);
        });
  }

  @Test
  void aStack() throws Exception {
    ImageStack slices = new ImageStack(60, 40);
    Random random = new Random(4);
    IntStream.range(0, 3).forEach(slice -> slices.addSlice(noise(random)));
    Path stack = folder.resolve("stack.tif");
    new FileSaver(new ImagePlus("stack", slices)).saveAsTiffStack(stack.toString());
    kill(
        "results",
        copy -> asked("propagate", stack, copy),
        (copy, step) -> {
          StagedFolder.in(copy.resolve("results")).close(); // the next start
          assertThat(contents(copy.resolve("results")).keySet())
              .as("together or not at all")
              .isIn(Set.of(), Set.of("stack-labels.tif", "stack-rois.zip", "stack-origin.json"));
          assertNoLeftovers(copy);
        });
  }

  @Test
  void exportingAnExpert() throws Exception {
    TinyExperts.teach(home, "taught", "", TinyTasks.holes(4, 2), Optional.empty());
    kill(
        "exported",
        copy -> List.of("experts", "export", "taught", copy + "/exported/taught.evosam"),
        (copy, step) -> {
          Path exported = copy.resolve("exported/taught.evosam");
          if (Files.exists(exported)) {
            Path other = TinyExperts.home(copy.resolve("other"));
            ExpertCatalogue catalogue = new ExpertCatalogue(other);
            catalogue.importFrom(exported, Optional.empty());
            assertThat(catalogue.verify()).hasSize(1).allMatch(ExpertEntry::isReady);
          }
          new ExpertCatalogue(copy).exportTo("taught", exported, false);
          assertNoLeftovers(copy);
        });
  }

  /** A command that is asked for one object by a box. */
  private static List<String> asked(String command, Path image, Path home) {
    return List.of(
        command,
        image.toString(),
        "--box",
        "5,5,30,30",
        "--model",
        TinyExperts.MODEL,
        "--output",
        home + "/results");
  }

  /** A command, by the home that it works in; none: an expert is taught. */
  private interface CommandIn {
    List<String> of(Path copy);
  }

  private void kill(String part, CommandIn command, Check check) throws Exception {
    int killed = 0;
    for (int step = 0; step < MOST_STEPS; step++) {
      if (!IS_FULL && !FEW.contains(step)) {
        continue;
      }
      Path copy = TinyExperts.copy(home, folder.resolve("copy" + step)).toRealPath();
      Path watched = Files.createDirectories(copy.resolve(part));
      List<String> options = new ArrayList<>();
      options.add("-D%s=%s".formatted(EvoSamHome.PROPERTY, copy));
      List<String> arguments = command.of(copy);
      options.add(arguments.isEmpty() ? Teaching.class.getName() : EvoSam.class.getName());
      options.addAll(arguments.isEmpty() ? List.of(copy.toString()) : arguments);
      boolean isKilled = KilledProcess.run(watched, step, options);
      check.after(copy, step);
      if (!isKilled) {
        break;
      }
      killed++;
    }
    assertThat(killed).as("kills").isBetween(IS_FULL ? 3 : 1, MOST_STEPS - 1);
    System.err.printf("%s killed before %d file-system calls%n", part, killed);
  }

  /** What learns in a process of its own. */
  static final class Teaching {
    public static void main(String[] arguments) {
      Path home = Path.of(arguments[0]);
      TinyExperts.teach(home, "new", "", TinyTasks.squares(4, 5), Optional.empty());
      System.exit(0);
    }
  }

  /** A folder of {@code a.png}, {@code b.png} and so on. */
  private Path images(int count) throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    Random random = new Random(4);
    for (int i = 0; i < count; i++) {
      Path image = images.resolve((char) ('a' + i) + ".png");
      new FileSaver(new ImagePlus("noise", noise(random))).saveAsPng(image.toString());
    }
    return images;
  }

  private static ByteProcessor noise(Random random) {
    byte[] pixels = new byte[60 * 40];
    random.nextBytes(pixels);
    return new ByteProcessor(60, 40, pixels);
  }

  private static void assertNoLeftovers(Path copy) throws IOException {
    try (Stream<Path> files = Files.walk(copy)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".part"))
          .noneMatch(name -> name.startsWith(".evosam-stage"))
          .noneMatch(name -> name.equals("stage"));
    }
  }

  /** All visible files below a folder, by their place. */
  private static Map<String, String> contents(Path root) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString();
        if (!name.startsWith(".")) {
          byte[] bytes = Files.readAllBytes(file);
          contents.put(name, bytes.length + " bytes, hash " + java.util.Arrays.hashCode(bytes));
        }
      }
    }
    return contents;
  }
}
