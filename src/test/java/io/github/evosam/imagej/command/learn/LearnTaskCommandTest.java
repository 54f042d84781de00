package io.github.evosam.imagej.command.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;
import io.github.evosam.engine.HomeSetting;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertDetails;
import io.github.evosam.engine.learning.SameTask;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.imagej.command.Told;
import io.github.evosam.imagej.key.MacroKeys;
import io.github.evosam.imagej.task.TinyTaskFolders;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

class LearnTaskCommandTest {
  @TempDir private static Path folder;
  private static String homeBefore;
  private static Context context;
  private static String model;

  @BeforeAll
  static void start() throws Exception {
    homeBefore = System.getProperty(EvoSamHome.PROPERTY);
    System.setProperty(EvoSamHome.PROPERTY, folder.resolve("home").toString());
    Interpreter.batchMode = true; // the report needs no window then
    context = new Context(CommandService.class);
    model = TinyModel.write(folder, 3).toString();
    TinyTaskFolders.write(folder.resolve("train"), TinyTasks.squares(4, 1));
    TinyTaskFolders.write(folder.resolve("judge"), TinyTasks.squares(2, 70));
  }

  @AfterAll
  static void stop() {
    context.dispose();
    Interpreter.batchMode = false;
    HomeSetting.restore(homeBefore);
  }

  @Test
  void learnsFromFoldersAndShowsWhatChanged() throws Exception {
    CommandModule done =
        run("name", "squares", "task", "bright squares", "validation", folder.resolve("judge"));
    assertThat(done.isCanceled()).as(done.getCancelReason()).isFalse();
    ExpertDetails details = ExpertCatalogue.ofUser().show("squares");
    assertThat(details.task()).isEqualTo("bright squares");
    assertThat(details.images()).isEqualTo(4);
    assertThat(details.rank()).isEqualTo(2);
    assertThat((double) done.getOutput("dice"))
        .isEqualTo(details.promptless().orElseThrow().diceAfter());
    ImagePlus report = WindowManager.getImage("squares-report");
    assertThat(report.getStackSize()).as("validation images").isEqualTo(2);
    assertThat(report.getStack().getSliceLabel(1)).matches("square1: before .* after .* truth");
    assertThat(report.getWidth()).as("three pictures side by side").isGreaterThan(900);
  }

  @Test
  void aFaultCancelsWithASentenceAndLearnsNothing() throws Exception {
    assertThat(run("name", "a/b").getCancelReason()).contains("a/b");
    assertThat(run("name", "x", "source", "labels").getCancelReason()).contains("labelimage");
    assertThat(run("name", "x", "source", "air").getCancelReason())
        .contains("source=air", "folders", "labels", "roimanager");
    assertThat(run("name", "x", "minutes", 0.0).getCancelReason()).contains("minutes=0.0");
    assertThat(run("name", "x", "sametask", "never").getCancelReason())
        .contains("sametask=never", "keep, update, stop");
    assertThat(run("name", "x", "validation", folder.resolve("none")).getCancelReason())
        .contains("none");
    assertThat(ExpertCatalogue.ofUser().list()).noneMatch(expert -> expert.name().equals("x"));
  }

  @Test
  void macroOptionsAreReadStrictly() {
    LearnTaskCommand command = told("name=[two words] source=LABELS minutes=0.5 epochs=3 seed=7");
    assertThat(value("name", command)).isEqualTo("two words");
    assertThat(value("source", command)).isEqualTo("labels");
    assertThat(value("minutes", command)).isEqualTo("0.5");
    assertThat(told("name=x minutes=0.5").settings(8).budget()).hasSeconds(30);
    assertThat(command.settings(8).steps()).isEqualTo(6);
    assertThat(command.settings(8).seed()).isEqualTo(7);
    assertThat(command.known()).isEqualTo(SameTask.KEEP);
    assertThat(told("name=x sametask=UPDATE").known()).isEqualTo(SameTask.UPDATE);
    assertThatThrownBy(() -> told("name=x rank=3.5"))
        .hasMessageContaining("rank=3.5")
        .hasMessageContaining("whole number");
  }

  private static LearnTaskCommand told(String options) {
    return Told.by(new LearnTaskCommand(), options);
  }

  private static String value(String key, LearnTaskCommand command) {
    return MacroKeys.of(LearnTaskCommand.class).find(key).orElseThrow().text(command);
  }

  @Test
  void theCurvesShowEveryStepAndJudgement() {
    DiceCurve curve = new DiceCurve();
    assertThat(curve.plot().getProcessor().getWidth()).as("drawn without a point").isPositive();
    curve.loss(1, 2);
    curve.loss(2, 1);
    curve.dice(2, 0.75);
    assertThat(curve.plot().getDataObjectArrays(0)[0]).containsExactly(1, 2);
    assertThat(curve.plot().getDataObjectArrays(0)[1]).containsExactly(2, 1.9f);
    assertThat(curve.plot().getDataObjectArrays(1)[1]).containsExactly(0.75f);
    assertThat(curve.plot().getLimits())
        .as("the legend has room above the curves")
        .containsExactly(0, 2, 0, 2.5);
  }

  private static CommandModule run(Object... more) throws Exception {
    Object[] basic = {
      "model", model, "device", "cpu", "epochs", 1, "rank", 2, "images", folder.resolve("train")
    };
    Object[] all = new Object[basic.length + more.length];
    System.arraycopy(basic, 0, all, 0, basic.length);
    System.arraycopy(more, 0, all, basic.length, more.length);
    for (int i = 0; i < all.length; i++) {
      all[i] = all[i] instanceof Path path ? path.toString() : all[i];
    }
    return context.service(CommandService.class).run(LearnTaskCommand.class, false, all).get();
  }
}
