package io.github.evosam.imagej.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import ij.IJ;
import ij.ImagePlus;
import io.github.evosam.engine.TinyExperts;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.learning.TaskImage;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.imagej.task.TinyTaskFolders;
import java.awt.GraphicsEnvironment;
import java.io.File;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.python.util.PythonInterpreter;
import org.scijava.Context;
import org.scijava.command.CommandService;

/**
 * The scripts, run as SciJava does: the {@code #@} lines are taken out, and what they ask for is
 * there as variables.
 */
class ScriptsTest {
  private static final Path SCRIPTS = Path.of("macros");

  @TempDir private Path folder;
  private final Context context = new Context(CommandService.class);
  private final Map<String, Object> variables = new HashMap<>();
  private final StringWriter printed = new StringWriter();

  @BeforeEach
  void prepare() {
    assumeFalse(GraphicsEnvironment.isHeadless(), "label images need a display");
    variables.put("commands", context.service(CommandService.class));
    variables.put("output", folder.resolve("results").toFile());
  }

  @AfterEach
  void dispose() {
    System.clearProperty(EvoSamHome.PROPERTY);
    context.dispose();
  }

  @Test
  void aGroovyScriptSegmentsAndMeasures() throws Exception {
    variables.put("file", new File("test-images/nuclei.tif").getAbsoluteFile());
    groovy("segment_and_measure.groovy");
    ImagePlus labels = IJ.openImage(folder.resolve("results/nuclei-labels.tif").toString());
    int objects = (int) labels.getProcessor().getStats().max;
    assertThat(objects).isGreaterThan(10);
    assertThat(printed).asString().startsWith(objects + " objects: ");
    assertThat(Files.readAllLines(folder.resolve("results/nuclei.csv")))
        .hasSize(objects + 1)
        .first()
        .asString()
        .contains("Area");
  }

  @Test
  void aGroovyScriptEndsWithTheReason() {
    variables.put("file", folder.resolve("nowhere.tif").toFile());
    assertThatThrownBy(() -> groovy("segment_and_measure.groovy")).hasMessageContaining("nowhere");
  }

  @Test
  void aJythonScriptTeachesAndApplies() throws Exception {
    Path home = TinyExperts.home(folder.resolve("home"));
    System.setProperty(EvoSamHome.PROPERTY, home.toString());
    TinyTaskFolders.write(folder.resolve("task"), TinyTasks.squares(6, 1));
    TaskImage image = TinyTasks.squares(1, 50).get(0);
    TinyTaskFolders.png(TinyTaskFolders.pixels(image), folder.resolve("new.png"));
    variables.put("name", "squares");
    variables.put("images", folder.resolve("task/images").toFile());
    variables.put("masks", folder.resolve("task/masks").toFile());
    variables.put("file", folder.resolve("new.png").toFile());
    variables.put("minutes", 0.05);
    variables.put("model", TinyExperts.MODEL);

    jython("teach_and_apply.py");

    assertThat(new ExpertCatalogue(home).isEmpty()).isFalse();
    assertThat(printed).asString().contains(" objects: ");
    assertThat(folder.resolve("results/new-labels.tif")).exists();
    assertThatThrownBy(() -> jython("teach_and_apply.py"))
        .hasStackTraceContaining("'squares'"); // the name is taken
  }

  private void groovy(String script) throws Exception {
    String text = Files.readString(SCRIPTS.resolve(script)).replaceAll("(?m)^#@.*$", "");
    Binding binding = new Binding(new HashMap<>(variables));
    binding.setProperty("out", printed); // where Groovy's println goes
    new GroovyShell(binding).evaluate(text);
  }

  private void jython(String script) throws Exception {
    try (PythonInterpreter python = new PythonInterpreter()) {
      variables.forEach(python::set);
      python.setOut(printed);
      python.exec(Files.readString(SCRIPTS.resolve(script)));
    }
  }
}
