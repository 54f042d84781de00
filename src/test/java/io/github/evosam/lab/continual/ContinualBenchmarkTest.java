package io.github.evosam.lab.continual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.learning.LearningListener;
import io.github.evosam.engine.model.BaseModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two tasks, all methods, a few steps. */
class ContinualBenchmarkTest {
  private static final ContinualSettings SETTINGS = new ContinualSettings(6, 2, 1, 100, 1, 2, true);
  private static final List<ContinualMethod> ALL = Arrays.asList(ContinualMethod.values());

  @TempDir private static Path folder;
  private static String model;
  private static ContinualReport report;
  private static List<String> stages;

  @BeforeAll
  static void run() {
    model = TinyModel.writeOfEmbeddedKind(folder).toString();
    stages = new ArrayList<>();
    report = run(plan(ALL, SETTINGS), stages);
  }

  private static ContinualPlan plan(List<ContinualMethod> methods, ContinualSettings settings) {
    return new ContinualPlan(
        List.of(
            ContinualTask.of("squares", TinyTasks.squares(5, 1), TinyTasks.squares(2, 70)),
            ContinualTask.of("holes", TinyTasks.holes(5, 2), TinyTasks.holes(3, 71))),
        methods,
        settings);
  }

  private static ContinualReport run(ContinualPlan plan, List<String> stages) {
    try (ContinualBenchmark benchmark =
        ContinualBenchmark.open(new BaseModels(folder), model, "cpu")) {
      return benchmark.run(plan, folder.resolve("out"), new Stages(stages));
    }
  }

  private record Stages(List<String> stages) implements LearningListener {
    @Override
    public void stage(String what) {
      stages.add(what);
    }

    @Override
    public void step(long step, long steps, float loss) {}

    @Override
    public void validated(long step, double dice) {}
  }

  private static MethodResult of(ContinualMethod method) {
    return report.methods().get(method.key());
  }

  @Test
  void everyMethodHasAScoreForEachTaskSoFar() {
    assertThat(report.tasks()).containsExactly("squares", "holes");
    assertThat(report.methods()).hasSize(ALL.size());
    report
        .methods()
        .forEach(
            (method, result) -> {
              int firstRow = method.equals("joint") ? 0 : 1;
              assertThat(result.matrix()).as(method).hasSize(2);
              assertThat(result.matrix().get(0)).as(method).hasSize(firstRow);
              assertThat(result.matrix().get(1)).as(method).hasSize(2);
              assertThat(result.averageDice()).as(method).isBetween(0.0, 1.0);
              assertThat(result.secondsPerTask()).as(method).hasSize(1 + firstRow);
              assertThat(result.clicksPerTask()).as(method).hasSize(2);
              assertThat(result.clicksAfter()).as(method).isBetween(1.0, 20.0);
            });
  }

  @Test
  void toldTheTrueExpertNothingIsForgotten() {
    assertThat(of(ContinualMethod.ORACLE).forgetting()).isEqualTo(0.0);
    assertThat(of(ContinualMethod.ORACLE).backwardTransfer()).isEqualTo(0.0);
  }

  @Test
  void plainSamForgetsNothingAndLearnsNothing() {
    MethodResult frozen = of(ContinualMethod.FROZEN);
    assertThat(frozen.forgetting()).isEqualTo(0.0);
    assertThat(frozen.parameters()).isZero();
    assertThat(frozen.clicksAfter()).isEqualTo(frozen.clicksBefore());
  }

  @Test
  void tasksThatLookDifferentFindTheirExperts() {
    MethodResult matched = of(ContinualMethod.EVOSAM);
    assertThat(matched.routingAccuracy()).isEqualTo(1.0);
    assertThat(matched.matrix()).isEqualTo(of(ContinualMethod.ORACLE).matrix());
    assertThat(of(ContinualMethod.SEQUENTIAL).routingAccuracy()).isNull();
  }

  @Test
  void expertsGrowWithTheTasksAndAdaptersDoNot() {
    long one = of(ContinualMethod.SEQUENTIAL).parameters();
    assertThat(one).isPositive();
    assertThat(of(ContinualMethod.EVOSAM).parameters()).isEqualTo(2 * one);
    for (ContinualMethod single :
        List.of(
            ContinualMethod.EWC,
            ContinualMethod.LWF,
            ContinualMethod.REPLAY,
            ContinualMethod.JOINT)) {
      assertThat(of(single).parameters()).as(single.key()).isEqualTo(one);
    }
  }

  @Test
  void learningAllAtOnceHasNoHistory() {
    assertThat(of(ContinualMethod.JOINT).forgetting()).isNull();
    assertThat(of(ContinualMethod.JOINT).backwardTransfer()).isNull();
  }

  @Test
  void onTheFirstTaskAllMethodsOfOneAdapterAreTheSame() {
    List<Double> first = of(ContinualMethod.SEQUENTIAL).matrix().get(0);
    for (ContinualMethod single :
        List.of(ContinualMethod.EWC, ContinualMethod.LWF, ContinualMethod.REPLAY)) {
      assertThat(of(single).matrix().get(0)).as(single.key()).isEqualTo(first);
    }
  }

  @Test
  void expertsOfMatcherAndOracleAreLearnedOnce() {
    assertThat(stages.stream().filter(s -> s.startsWith("evosam: learning"))).hasSize(2);
    assertThat(stages).noneMatch(s -> s.startsWith("oracle: learning"));
  }

  @Test
  void whatIsThereIsNotWorkedOutAgainAndWhatIsMissingIs() throws IOException {
    List<String> again = new ArrayList<>();
    assertThat(run(plan(ALL, SETTINGS), again)).isEqualTo(report);
    assertThat(again).isEmpty();

    Path work = folder.resolve("out").resolve("work");
    byte[] noted = Files.readAllBytes(work.resolve("evosam-judged-02.json"));
    Files.delete(work.resolve("evosam-judged-02.json"));
    Files.delete(work.resolve("ewc-learned-02.json"));
    Files.delete(work.resolve("experts-learned-02.json"));
    assertThat(run(plan(ALL, SETTINGS), again).methods().keySet())
        .isEqualTo(report.methods().keySet());
    assertThat(again)
        .contains(
            "evosam: learning, task 2 of 2, holes",
            "evosam: judging, task 2 of 2, holes",
            "ewc: learning, task 2 of 2, holes")
        .noneMatch(stage -> stage.contains("sequential") || stage.contains("squares"));
    assertThat(work.resolve("evosam-judged-02.json")).hasBinaryContent(noted);
  }

  @Test
  void aFolderOfAnotherRunIsRefused() {
    ContinualSettings other = new ContinualSettings(8, 2, 1, 100, 1, 2, false);
    assertThatThrownBy(() -> run(plan(ALL, other), new ArrayList<>()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds results of another run")
        .hasMessageContaining("choose another output folder");
  }

  @Test
  void resultsOfOtherImagesAreNotTakenForTheseOnes() {
    List<ContinualTask> tasks = plan(ALL, SETTINGS).tasks();
    ContinualTask squares =
        ContinualTask.of("squares", TinyTasks.squares(5, 1), TinyTasks.squares(2, 72));
    ContinualPlan other = new ContinualPlan(List.of(squares, tasks.get(1)), ALL, SETTINGS);
    assertThatThrownBy(() -> run(other, new ArrayList<>()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds results of another run");
  }

  @Test
  void theTablesSayWhatWasMeasured() throws IOException {
    Path out = folder.resolve("out");
    List<String> matrix = Files.readAllLines(out.resolve("matrix.csv"));
    // seven methods with a triangle of three scores, joint with its last row
    assertThat(matrix).hasSize(1 + 7 * 3 + 2).startsWith("method,tasksLearned,task,dice");
    assertThat(matrix)
        .contains("oracle,1,squares," + of(ContinualMethod.ORACLE).matrix().get(0).get(0));
    assertThat(Files.readAllLines(out.resolve("summary.csv"))).hasSize(1 + ALL.size());
    assertThat(Files.readString(out.resolve("continual.md")))
        .contains("Order: squares → holes")
        .contains("Choosing automatically costs 0.000 of average Dice")
        .contains("| learned up to | squares | holes |")
        .contains("| oracle | ");
  }

  @Test
  void tasksOfOneNameAreRefused() {
    ContinualTask task = ContinualTask.of("a", TinyTasks.squares(2, 1), TinyTasks.squares(1, 2));
    assertThatThrownBy(() -> new ContinualPlan(List.of(task, task), ALL, SETTINGS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Two tasks are called 'a'");
    assertThatThrownBy(() -> ContinualTask.of("a", TinyTasks.squares(2, 1), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no test images");
    assertThatThrownBy(() -> ContinualMethod.parse("gem"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("evosam, oracle, frozen, sequential, ewc, lwf, replay, joint");
  }

  @Test
  void namesWithCommasAndQuotesStayOneField() {
    MethodResult result = of(ContinualMethod.FROZEN);
    ContinualReport odd =
        new ContinualReport("m", List.of("a,b", "say \"x\""), Map.of("frozen", result));
    assertThat(new ContinualTables(odd).matrixCsv())
        .contains("frozen,2,\"a,b\",")
        .contains("frozen,2,\"say \"\"x\"\"\",");
  }
}
