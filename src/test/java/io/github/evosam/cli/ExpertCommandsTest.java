package io.github.evosam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.process.ByteProcessor;
import io.github.evosam.engine.HomeSetting;
import io.github.evosam.engine.TinyExperts;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.imagej.task.TinyTaskFolders;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * What scripts rely on: keys, exit codes and sentences of everything that has to do with experts.
 */
class ExpertCommandsTest {
  @TempDir private static Path folder;
  private static String homeBefore;
  private static String model;
  private static JsonObject learned;
  private static Path image;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void teach() throws Exception {
    homeBefore = System.getProperty(EvoSamHome.PROPERTY);
    home("home");
    model = TinyModel.writeOfEmbeddedKind(folder).toString();
    TinyTaskFolders.write(folder.resolve("train"), TinyTasks.squares(6, 1));
    TinyTaskFolders.write(folder.resolve("test"), TinyTasks.squares(2, 70));
    image = folder.resolve("test/images/square1.png");
    ExpertCommandsTest first = new ExpertCommandsTest();
    int code = first.learn("squares", "train", "--epochs", "10", "--rank", "2", "--json");
    assertThat(code).as(first.err.toString()).isZero();
    assertThat(first.err.toString()).contains("Learning", "validation Dice");
    learned = first.json();
  }

  @AfterAll
  static void restoreHome() {
    HomeSetting.restore(homeBefore);
  }

  private static void home(String name) {
    System.setProperty(EvoSamHome.PROPERTY, folder.resolve(name).toString());
  }

  @Test
  void learnTellsTheKeysOthersRelyOn() {
    assertThat(learned.keySet())
        .contains("expert", "id", "diceBefore", "diceAfter", "seconds", "bytes", "warnings");
    assertThat(learned.keySet()).contains("start", "routing", "earlierTasks", "replaced");
    assertThat(learned.getAsJsonObject("routing").keySet())
        .contains("own", "others", "none", "images");
    assertThat(learned.get("expert").getAsString()).isEqualTo("squares");
    assertThat(learned.get("diceAfter").getAsDouble()).isBetween(0.0, 1.0);
    assertThat(learned.get("bytes").getAsLong()).isBetween(1L, 1L << 20);
  }

  @Test
  void theNewExpertIsListedShownAndSound() {
    assertThat(execute("experts", "list", "--json")).isZero();
    JsonObject entry = first(json().getAsJsonArray("experts"));
    assertThat(entry.keySet()).contains("id", "name", "baseModel", "created", "bytes", "status");
    assertThat(entry.get("id")).isEqualTo(learned.get("id"));
    assertThat(entry.get("status").getAsString()).isEqualTo("ready");
    assertThat(execute("experts", "show", "squares")).isZero();
    assertThat(out.toString()).contains("squares", "rank 2", "6 images", "no prompt");
    assertThat(execute("experts", "verify")).isZero();
  }

  @Test
  void matchRanksTheExperts() {
    assertThat(onModel("match", image.toString(), "--json")).as(err.toString()).isZero();
    JsonObject match = first(json().getAsJsonArray("images"));
    assertThat(match.keySet()).contains("image", "chosen", "confidence", "ranking");
    assertThat(match.get("chosen").getAsString()).isEqualTo("squares");
    assertThat(first(match.getAsJsonArray("ranking")).keySet()).contains("expert", "score");
  }

  @Test
  void segmentNeedsNoPromptWhereAnExpertFits() {
    assertThat(segment(image, "--json")).as(err.toString()).isZero();
    JsonObject result = first(json().getAsJsonArray("images"));
    assertThat(result.get("expert").getAsString()).isEqualTo("squares");
    assertThat(result.get("confidence").getAsDouble()).isBetween(0.0, 1.0);
    assertThat(Path.of(result.getAsJsonObject("outputs").get("labels").getAsString())).exists();
  }

  @Test
  void aNamedExpertAndNoneAreToldInTheJson() {
    assertThat(segment(image, "--expert", "squares", "--box", "5,5,40,40", "--json")).isZero();
    JsonObject named = first(json().getAsJsonArray("images"));
    assertThat(named.get("expert").getAsString()).isEqualTo("squares");
    assertThat(named.get("confidence").isJsonNull()).isTrue();
    assertThat(segment(image, "--expert", "none", "--box", "5,5,40,40", "--json")).isZero();
    assertThat(first(json().getAsJsonArray("images")).get("expert").isJsonNull()).isTrue();
  }

  @Test
  void anImageThatNoExpertFitsFailsAndTheOthersAreDone() throws Exception {
    TinyTaskFolders.write(folder.resolve("strange"), TinyTasks.storms(1, 3));
    Path strange = folder.resolve("strange/images/storm1.png");
    assertThat(segment(strange, image.toString(), "--json")).isEqualTo(1);
    JsonObject document = json();
    assertThat(document.getAsJsonArray("images")).hasSize(1);
    assertThat(first(document.getAsJsonArray("failures")).get("reason").getAsString())
        .contains("No expert fits", "the nearest is 'squares'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "box"})
  void evaluateJudgesWithTheExpert(String prompts) {
    Path test = folder.resolve("test");
    int code =
        onModel(
            "evaluate",
            "--images",
            test.resolve("images").toString(),
            "--masks",
            test.resolve("masks").toString(),
            "--prompts",
            prompts,
            "--expert",
            "auto",
            "--json");
    assertThat(code).as(err.toString()).isZero();
    JsonObject document = json();
    assertThat(document.get("images").getAsInt()).isEqualTo(2);
    assertThat(document.get("objects").getAsInt()).isEqualTo(2);
    assertThat(document.keySet()).contains("dice", "iou", "hd95Pixels", "surfaceDice", "perImage");
  }

  @Test
  void anExpertTravelsToAnotherHomeAndBack() {
    Path file = folder.resolve("squares.evosam");
    assertThat(execute("experts", "export", "squares", file.toString())).isZero();
    home("other");
    try {
      assertThat(execute("experts", "import", file.toString(), "--name", "theirs")).isZero();
      assertThat(execute("experts", "rename", "theirs", "ours")).isZero();
      assertThat(execute("experts", "rename", "ours", "a/b")).isEqualTo(2);
      assertThat(segment(image, "--expert", "ours")).as(err.toString()).isZero();
      assertThat(execute("experts", "remove", "ours")).isZero();
      assertThat(execute("experts", "list", "--json")).isZero();
      assertThat(json().getAsJsonArray("experts")).isEmpty();
      assertThat(execute("experts", "remove", "ours")).isEqualTo(3);
    } finally {
      home("home");
    }
  }

  @Test
  void aDamagedExpertIsToldAndKeepsNobodyFromTheOthers() throws Exception {
    Path file = folder.resolve("damage.evosam");
    assertThat(execute("experts", "export", "squares", file.toString())).isZero();
    home("damaged");
    try {
      assertThat(execute("experts", "import", file.toString())).isZero();
      Path adapter =
          folder.resolve(
              "damaged/experts/" + learned.get("id").getAsString() + "/adapter.safetensors");
      byte[] bytes = Files.readAllBytes(adapter);
      bytes[bytes.length - 1] ^= 1;
      Files.write(adapter, bytes);
      assertThat(execute("experts", "verify")).isEqualTo(1);
      assertThat(out.toString()).contains("adapter.safetensors");
      assertThat(segment(image, "--expert", "squares")).isEqualTo(3);
      assertThat(segment(image, "--box", "5,5,40,40", "--expert", "none")).isZero();
    } finally {
      home("home");
    }
  }

  @Test
  void aTakenNameIsRefusedBeforeAnythingIsRead() {
    assertThat(learn("squares", "no-such-folder")).isEqualTo(3);
    assertThat(err.toString()).contains("squares").doesNotContain("no-such-folder", "\tat ");
  }

  @Test
  void aKnownTaskIsRefusedKeptOrUpdatedAsAsked() throws Exception {
    assertThat(learn("again", "train", "--same-task", "stop", "--json")).isEqualTo(1);
    assertThat(first(json().getAsJsonArray("failures")).get("reason").getAsString())
        .contains("6 of 6 images look like those of expert 'squares'", "nothing was learned");
    assertThat(execute("experts", "show", "again")).isEqualTo(3);

    TinyExperts.copy(folder.resolve("home"), folder.resolve("known"));
    home("known");
    try {
      String[] asked = {"--same-task", "update", "--epochs", "5", "--rank", "2", "--json"};
      assertThat(learn("squares", "train", asked)).as(err.toString()).isZero();
      assertThat(json().getAsJsonObject("replaced").get("id")).isEqualTo(learned.get("id"));
      assertThat(execute("experts", "list", "--json")).isZero();
      assertThat(json().getAsJsonArray("experts")).hasSize(1);
    } finally {
      home("home");
    }
  }

  @Test
  void benchMatchTellsWhatManyExpertsCost() {
    int code = onModel("bench", "match", "--experts", "3,1", "--images", "4", "--json");
    assertThat(code).as(err.toString()).isZero();
    JsonArray timings = json().getAsJsonArray("timings");
    assertThat(timings).hasSize(2);
    assertThat(timings.get(1).getAsJsonObject().get("experts").getAsInt()).isEqualTo(3);
    assertThat(first(timings).keySet()).contains("experts", "add", "solve", "match", "trunk");
    assertThat(first(timings).getAsJsonObject("match").get("threadMillis").getAsDouble())
        .isPositive();
    assertThat(execute("experts", "list", "--json")).isZero();
    assertThat(json().getAsJsonArray("experts")).as("the user's own").hasSize(1);
  }

  @Test
  void everyImageThatCannotBeLearnedFromIsNamed() throws Exception {
    TinyTaskFolders.write(folder.resolve("faulty"), TinyTasks.squares(3, 5));
    Path masks = folder.resolve("faulty/masks");
    TinyTaskFolders.png(
        new ByteProcessor(TinyTasks.SIDE, TinyTasks.SIDE), masks.resolve("square2.png"));
    assertThat(learn("x", "faulty", "--json")).isEqualTo(1);
    assertThat(err.toString()).contains("1 of 3 masks show no object: square2");
    assertThat(json().getAsJsonArray("failures")).hasSize(1);
    TinyTaskFolders.png(new ByteProcessor(10, 10), masks.resolve("square1.png"));
    assertThat(learn("x", "faulty")).isEqualTo(1);
    assertThat(err.toString()).contains("square1");
    Files.delete(masks.resolve("square3.png"));
    Files.move(masks.resolve("square2.png"), masks.resolve("lonely.png"));
    assertThat(learn("x", "faulty")).isEqualTo(1);
    assertThat(err.toString())
        .contains("2 images without a mask", "square2, square3")
        .contains("1 masks without an image", "lonely")
        .doesNotContain("\tat ");
    assertThat(execute("experts", "show", "x")).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "learn none --images a --masks b",
        "learn x --images a",
        "learn x --images a --masks b --minutes 1 --epochs 2",
        "learn x --images a --masks b --minutes 0",
        "learn x --images a --masks b --rank 0",
        "learn x --images a --masks b --same-task never",
        "learn x --images a --masks b --validation 0.95",
        "evaluate --tasks here/nuclei there/nuclei",
        "bench match --experts 0",
        "match",
        "experts",
        "experts show",
        "segment a.png --expert none"
      })
  void wrongUsageIsRefused(String arguments) {
    assertThat(execute(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).isNotBlank();
  }

  @Test
  void withoutAnyExpertSegmentAsksForAPrompt() {
    home("empty");
    try {
      assertThat(segment(image)).isEqualTo(2);
      assertThat(err.toString()).contains("Nothing says what to segment");
      assertThat(onModel("match", image.toString(), "--json")).isZero();
      assertThat(first(json().getAsJsonArray("images")).get("chosen").isJsonNull()).isTrue();
    } finally {
      home("home");
    }
  }

  @Test
  void anUnknownExpertIsNamed() {
    assertThat(segment(image, "--expert", "nobody")).isEqualTo(3);
    assertThat(err.toString()).contains("nobody").doesNotContain("\tat ");
  }

  private int learn(String name, String task, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "learn",
                name,
                "--images",
                folder.resolve(task).resolve("images").toString(),
                "--masks",
                folder.resolve(task).resolve("masks").toString()));
    arguments.addAll(List.of(more));
    return onModel(arguments.toArray(String[]::new));
  }

  private int segment(Path first, String... more) {
    List<String> arguments = new ArrayList<>(List.of("segment", first.toString()));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("--output", folder.resolve("out").toString()));
    return onModel(arguments.toArray(String[]::new));
  }

  private int onModel(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--model", model, "--device", "cpu"));
    return execute(all.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    out.getBuffer().setLength(0);
    CommandLine commandLine = EvoSam.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }

  private JsonObject json() {
    return JsonParser.parseString(out.toString()).getAsJsonObject();
  }

  private static JsonObject first(JsonArray array) {
    return array.iterator().next().getAsJsonObject();
  }
}
