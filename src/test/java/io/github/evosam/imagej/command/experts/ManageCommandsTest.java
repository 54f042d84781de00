package io.github.evosam.imagej.command.experts;

import static org.assertj.core.api.Assertions.assertThat;

import ij.measure.ResultsTable;
import io.github.evosam.engine.TinyExperts;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.engine.model.ModelInstallation;
import io.github.evosam.imagej.command.models.ManageModelsCommand;
import io.github.evosam.sam.network.Sam2Fixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleItem;

class ManageCommandsTest {
  private final Context context = new Context(CommandService.class);
  @TempDir private Path folder;

  @BeforeEach
  void emptyTable() {
    ResultsTable.getResultsTable().reset();
  }

  @AfterEach
  void stop() {
    System.clearProperty(EvoSamHome.PROPERTY);
    context.dispose();
  }

  @Test
  void aScriptSharesAnExpertWithAnotherHome() throws Exception {
    Path home = TinyExperts.home(folder.resolve("home"));
    String id = TinyExperts.teach(home, "squares", "", TinyTasks.squares(4, 1), Optional.empty());
    String file = folder.resolve("squares.evosam").toString();
    System.setProperty(EvoSamHome.PROPERTY, home.toString());
    CommandModule done =
        run(ManageExpertsCommand.class, "action", "export", "expert", "squares", "file", file);
    assertThat(done.isCanceled()).as(done.getCancelReason()).isFalse();
    assertThat((int) done.getOutput("experts")).isEqualTo(1);

    Path other = folder.resolve("other");
    System.setProperty(EvoSamHome.PROPERTY, other.toString());
    done = run(ManageExpertsCommand.class, "action", "import", "file", file);
    assertThat(done.isCanceled()).as(done.getCancelReason()).isFalse();
    assertThat(new ExpertCatalogue(other).show("squares").entry().id()).isEqualTo(id);
    done = run(ManageExpertsCommand.class, "action", "verify");
    assertThat((int) done.getOutput("experts")).isEqualTo(1);
    assertThat((int) done.getOutput("failures")).isZero();
    assertThat(run(ManageExpertsCommand.class, "action", "remove").getCancelReason())
        .contains("expert= is missing");
  }

  @Test
  void modelsAreListed() throws Exception {
    System.setProperty(EvoSamHome.PROPERTY, TinyExperts.home(folder.resolve("home")).toString());
    CommandModule done = run(ManageModelsCommand.class);
    assertThat(done.isCanceled()).as(done.getCancelReason()).isFalse();
    assertThat((int) done.getOutput("models")).isGreaterThan(2);
    assertThat((int) done.getOutput("failures")).isZero();
    assertThat(ResultsTable.getResultsTable().getStringValue("Model", 1)).isEqualTo("tiny");
    assertThat(run(ManageModelsCommand.class, "action", "install").getCancelReason())
        .contains("name=", "file=");
  }

  @Test
  void aModelIsInstalledAtTheSideThatIsAskedFor() throws Exception {
    System.setProperty(EvoSamHome.PROPERTY, TinyExperts.home(folder.resolve("home")).toString());
    CommandModule done =
        run(
            ManageModelsCommand.class,
            "action",
            "install",
            "name",
            "micro",
            "file",
            Sam2Fixture.FILE.toString(),
            "inputside",
            Sam2Fixture.INPUT_SIDE);
    assertThat(done.isCanceled()).as(done.getCancelReason()).isFalse();
    assertThat(new ModelInstallation(BaseModels.ofUser().folder()).list())
        .filteredOn(model -> model.name().equals("micro"))
        .extracting(ModelInstallation.Installed::inputSide)
        .containsExactly(Sam2Fixture.INPUT_SIDE);
    assertThat(
            run(ManageModelsCommand.class, "action", "install", "name", "x", "inputside", 512)
                .getCancelReason())
        .contains("inputside=512");
  }

  @Test
  void aDamagedModelIsRepairedAndRemoved() throws Exception {
    Path home = TinyExperts.home(folder.resolve("home"));
    System.setProperty(EvoSamHome.PROPERTY, home.toString());
    Path weights = home.resolve("models/tiny/model.safetensors");
    Files.write(weights, new byte[] {1, 2, 3});
    assertThat((int) run(ManageModelsCommand.class, "action", "verify").getOutput("failures"))
        .isOne();
    CommandModule repaired = run(ManageModelsCommand.class, "action", "repair", "name", "tiny");
    assertThat(repaired.isCanceled()).as(repaired.getCancelReason()).isFalse();
    assertThat((int) run(ManageModelsCommand.class, "action", "verify").getOutput("failures"))
        .isZero();
    CommandModule removed = run(ManageModelsCommand.class, "action", "remove", "name", "tiny");
    assertThat(removed.isCanceled()).as(removed.getCancelReason()).isFalse();
    assertThat(weights.getParent()).doesNotExist();
    assertThat(run(ManageModelsCommand.class, "action", "remove").getCancelReason())
        .contains("name= is missing");
  }

  @Test
  void theKeyActionNamesEveryAction() {
    assertThat(offered(ManageExpertsCommand.class))
        .containsExactly("list", "export", "import", "rename", "annotate", "verify", "remove");
    assertThat(offered(ManageModelsCommand.class))
        .containsExactly("list", "install", "verify", "repair", "remove");
  }

  @ParameterizedTest
  @CsvSource({
    "experts.ManageExpertsCommand, file, save",
    "models.ManageModelsCommand, file, open",
    "segment.SegmentCommand, roifile, open",
    "propagate.PropagateCommand, roifile, open",
    "propagate.PropagateCommand, folder, directory",
    "learn.LearnTaskCommand, roifile, open",
    "learn.LearnTaskCommand, images, directory",
    "batch.BatchFolderCommand, input, directory",
    "evaluate.EvaluateCommand, output, directory"
  })
  void aDialogKnowsWhatIsAPath(String command, String key, String style) throws Exception {
    Class<? extends Command> type =
        Class.forName("io.github.evosam.imagej.command." + command).asSubclass(Command.class);
    assertThat(context.service(CommandService.class).getCommand(type).getInput(key))
        .extracting(ModuleItem::getWidgetStyle)
        .isEqualTo(style);
  }

  private Object[] offered(Class<? extends Command> command) {
    ModuleItem<?> action =
        context.service(CommandService.class).getCommand(command).getInput("action");
    return action.getChoices().toArray();
  }

  private CommandModule run(Class<? extends Command> command, Object... inputs) throws Exception {
    return context.service(CommandService.class).run(command, false, inputs).get();
  }
}
