package io.github.evosam.imagej.command.experts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.engine.TinyExperts;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertDetails;
import io.github.evosam.engine.expert.ExpertEntry;
import io.github.evosam.imagej.command.MacroProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experts looked after by a macro without a screen. */
class ManageExpertsMacroTest {
  @TempDir private Path folder;

  @Test
  void aMacroSharesNamesChecksAndRemovesAnExpert() throws Exception {
    Path home = TinyExperts.home(folder.resolve("home"));
    String id = TinyExperts.teach(home, "squares", "", TinyTasks.squares(4, 1), Optional.empty());
    Path file = folder.resolve("squares.evosam");
    String log =
        macro(
            home,
            """
            run("EvoSAM Manage Experts", "action=export expert=squares file=[%1$s]");
            run("EvoSAM Manage Experts", "action=rename expert=squares name=[bright squares]");
            run("EvoSAM Manage Experts", "action=annotate expert=[bright squares] notes=[site A, 20x]");
            run("EvoSAM Manage Experts", "action=verify expert=[bright squares]");
            run("EvoSAM Manage Experts", "action=list");
            print("listed " + getResultString("Expert", nResults - 1) + " " + getResult("Dice", nResults - 1)
                + " " + getResultString("Notes", nResults - 1));
            run("EvoSAM Manage Experts", "action=remove expert=%2$s");
            run("EvoSAM Manage Experts", "action=list");
            run("EvoSAM Manage Experts", "action=import file=[%1$s] name=again");
            for (i = 0; i < nResults; i++)
              print("row " + getResultString("Action", i) + "|" + getResultString("Expert", i) + "|"
                  + getResultString("Id", i) + "|" + getResultString("Status", i) + "|" + getResultString("Error", i));
            """
                .formatted(file, id));

    assertThat(log)
        .containsSubsequence(
            "listed bright squares 0.",
            "site A, 20x",
            "row export|squares|" + id + "|ready|",
            "row rename|bright squares|" + id + "|ready|",
            "row annotate|bright squares|" + id + "|ready|",
            "row verify|bright squares|" + id + "|verified|",
            "row list|bright squares|" + id + "|ready|",
            "row remove|bright squares|" + id + "|removed|",
            "row import|again|");
    assertThat(log.lines().filter(line -> line.startsWith("row "))).hasSize(7);
    ExpertCatalogue experts = new ExpertCatalogue(home);
    assertThat(experts.list()).extracting(ExpertEntry::name).containsExactly("again");
    assertThat(experts.show("again").notes()).isEmpty(); // it was exported before
  }

  @Test
  void aDamagedExpertIsFoundAndNamed() throws Exception {
    Path home = TinyExperts.home(folder.resolve("home"));
    String id = TinyExperts.teach(home, "squares", "", TinyTasks.squares(4, 1), Optional.empty());
    damage(home, id);
    String log =
        macro(
            home,
            """
            run("EvoSAM Manage Experts", "action=verify");
            print("all " + getResultString("Status", 0) + ": " + getResultString("Error", 0));
            run("EvoSAM Manage Experts", "action=verify expert=SQUARES");
            print("one " + getResultString("Status", 1) + ": " + getResultString("Error", 1));
            """);
    assertThat(log)
        .contains("all damaged: Expert in", "one damaged: Expert in")
        .contains("has changed since it was saved");
  }

  private static void damage(Path home, String id) throws Exception {
    try (var files = Files.walk(home.resolve("experts").resolve(id))) {
      Path tensors =
          files.filter(f -> f.toString().endsWith(".safetensors")).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(tensors);
      bytes[bytes.length - 1] ^= 1;
      Files.write(tensors, bytes);
    }
  }

  @Test
  void whatCannotBeDoneLeavesARowWithItsReasonAndChangesNothing() throws Exception {
    Path home = TinyExperts.home(folder.resolve("home"));
    TinyExperts.teach(home, "squares", "", TinyTasks.squares(4, 1), Optional.empty());
    ExpertDetails before = new ExpertCatalogue(home).show("squares");
    Path present = Files.writeString(folder.resolve("present.evosam"), "not to be lost");
    String log =
        macro(
            home,
            """
            tries = newArray("action=burn", "action=rename expert=squares", "action=remove",
                "action=rename expert=circles name=rings", "action=export expert=squares file=[%1$s]",
                "action=import file=[%1$s]", "action=list colour=red", "action=list expert=circles");
            for (i = 0; i < tries.length; i++) {
              run("EvoSAM Manage Experts", tries[i]);
              print("row " + i + ": " + getResultString("Error", nResults - 1));
            }
            """
                .formatted(present));
    assertThat(log)
        .contains("row 0: action=burn is not possible; action is one of list, export, import")
        .contains("row 1: name= is missing; action=rename needs it")
        .contains("row 2: expert= is missing; action=remove needs it")
        .containsPattern("row 3: .*'circles'")
        .contains("row 4: file=" + present + " is there already", "replace=true")
        .containsPattern("row 5: .*present.evosam.*")
        .contains("row 6: The key 'colour' is not known; keys are action, expert, file")
        .containsPattern("row 7: .*'circles'");
    assertThat(present).hasContent("not to be lost");
    assertThat(new ExpertCatalogue(home).show("squares")).isEqualTo(before);
  }

  @Test
  void aMacroInstallsAModelAndChecksIt() throws Exception {
    Path home = TinyExperts.home(folder.resolve("home"));
    Path checkpoint;
    try (var files = Files.list(home)) {
      checkpoint = files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    String log =
        macro(
            home,
            """
            run("EvoSAM Manage Models", "action=install file=[%s] name=second");
            run("EvoSAM Manage Models", "action=verify");
            for (i = 0; i < nResults; i++)
              print("row " + getResultString("Action", i) + "|" + getResultString("Model", i) + "|"
                  + getResultString("Status", i) + "|" + getResultString("Error", i));
            tries = newArray("action=install", "action=install name=nobody", "action=install file=[%s] name=second",
                "action=install file=nowhere.pt");
            for (i = 0; i < tries.length; i++) {
              run("EvoSAM Manage Models", tries[i]);
              print("try " + i + ": " + getResultString("Error", nResults - 1));
            }
            """
                .formatted(checkpoint, checkpoint));
    assertThat(log)
        .containsSubsequence(
            "row install|second|installed|",
            "row verify|evosam-lite|ships with EvoSAM|",
            "row verify|second|installed, intact|",
            "row verify|tiny|installed, intact|")
        .contains("|can be installed|")
        .contains("try 0: It is not said what to install")
        .contains("try 1: 'nobody' is neither a file nor a published model; published are")
        .contains("try 2: There is a model 'second' already")
        .contains("try 3: file=nowhere.pt is no file");
  }

  private String macro(Path home, String text) throws Exception {
    return MacroProcess.run(home, Files.writeString(folder.resolve("manage.ijm"), text), "");
  }
}
