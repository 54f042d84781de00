package io.github.evosam.imagej.command.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.ResultsTable;
import io.github.evosam.engine.HomeSetting;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.learning.ExpertLearning;
import io.github.evosam.engine.learning.LearningListener;
import io.github.evosam.engine.learning.LearningSettings;
import io.github.evosam.engine.learning.TaskDataset;
import io.github.evosam.engine.learning.TaskImage;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.imagej.task.TinyTaskFolders;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

/** What the key {@code expert} does, and what a user sees of the expert that was chosen. */
class SegmentExpertTest {
  @TempDir private static Path folder;
  private static String homeBefore;
  private static Context context;
  private static String model;

  @BeforeAll
  static void teach() {
    homeBefore = System.getProperty(EvoSamHome.PROPERTY);
    System.setProperty(EvoSamHome.PROPERTY, folder.resolve("home").toString());
    context = new Context(CommandService.class);
    model = TinyModel.writeOfEmbeddedKind(folder).toString();
    ExpertLearning learning =
        ExpertLearning.open(BaseModels.ofUser(), model, "cpu", ExpertCatalogue.ofUser());
    LearningListener deaf =
        new LearningListener() {
          @Override
          public void stage(String what) {}

          @Override
          public void step(long step, long steps, float loss) {}

          @Override
          public void validated(long step, double dice) {}
        };
    try (var segmenter = learning.segmenter()) {
      TaskDataset task =
          new TaskDataset(
              "squares", "", TinyTasks.squares(8, 1), List.of(), 0.25, Optional.empty());
      learning.learn(task, LearningSettings.DEFAULT.withEpochs(8, 8), deaf, () -> false);
    }
  }

  @AfterAll
  static void stop() {
    context.dispose();
    HomeSetting.restore(homeBefore);
  }

  @Test
  void withoutAPromptTheFittingExpertFindsItsTask() throws Exception {
    ResultsTable.getResultsTable().reset(); // other commands add rows to it, too
    ImagePlus image = image("new.tif", TinyTasks.squares(1, 50));
    CommandModule done = run(image, "prompts", "none", "labels", false, "table", true);
    assertThat(done.isCanceled()).as(done.getCancelReason()).isFalse();
    assertThat(image.getProp(RunTrace.EXPERT)).isEqualTo("squares");
    assertThat(Double.parseDouble(image.getProp(RunTrace.CONFIDENCE))).isBetween(0.5, 1.0);
    ResultsTable table = ResultsTable.getResultsTable();
    assertThat((int) done.getOutput("objects")).isEqualTo(table.size()).isPositive();
    assertThat(table.getStringValue("Expert", 0)).isEqualTo("squares");
    assertThat(table.getValue("Confidence", 0)).isBetween(0.5, 1.0);
    table.reset();
  }

  @Test
  void anImageThatNoExpertFitsIsNotSegmentedWrongly() throws Exception {
    ImagePlus storm = image("storm.tif", TinyTasks.storms(1, 7));
    CommandModule done = run(storm, "prompts", "none");
    assertThat(done.getCancelReason())
        .contains("No expert fits 'storm.tif' (the nearest is 'squares')", "expert=NAME");
    assertThat(storm.getProp(RunTrace.EXPERT)).isNull();
  }

  @Test
  void autoFindsTheTaskOfAFittingExpertAndElseEverything() {
    ImagePlus image = image("new.tif", TinyTasks.squares(1, 50));
    SegmentationResult auto = new Segmentation(image, settings("auto", "auto")).run();
    SegmentationResult task = new Segmentation(image, settings("squares", "none")).run();
    assertThat(auto.expert().orElseThrow().name()).isEqualTo("squares");
    assertThat(pixels(auto)).isEqualTo(pixels(task));
    ImagePlus storm = image("storm.tif", TinyTasks.storms(1, 7));
    SegmentationResult unknown = new Segmentation(storm, settings("auto", "auto")).run();
    SegmentationResult everything = new Segmentation(storm, settings("none", "everything")).run();
    assertThat(unknown.expert()).isEmpty();
    assertThat(pixels(unknown)).isEqualTo(pixels(everything));
  }

  @Test
  void whereNoExpertFitsPromptsAreAnsweredByThePlainModel() {
    ImagePlus storm = image("storm.tif", TinyTasks.storms(1, 7));
    storm.setRoi(10, 10, 30, 30);
    SegmentationResult auto = new Segmentation(storm, settings("auto", "selection")).run();
    SegmentationResult none = new Segmentation(storm, settings("none", "selection")).run();
    SegmentationResult named = new Segmentation(storm, settings("squares", "selection")).run();
    assertThat(auto.expert()).isEmpty();
    assertThat(none.expert()).isEmpty();
    assertThat(Arrays.equals(pixels(auto), pixels(none))).as("the plain model's mask").isTrue();
    assertThat(named.expert().orElseThrow().describe()).isEqualTo("'squares' (as named)");
  }

  @Test
  void theTaskIsSearchedInsideTheSelection() {
    ImagePlus image = image("new.tif", TinyTasks.squares(1, 50));
    byte[] whole = pixels(new Segmentation(image, settings("squares", "none")).run());
    image.setRoi(0, 0, 32, 64);
    byte[] left = pixels(new Segmentation(image, settings("squares", "none")).run());
    for (int i = 0; i < whole.length; i++) {
      assertThat(left[i] != 0).isEqualTo(i % 64 < 32 && whole[i] != 0);
    }
  }

  @Test
  void theMiddlePlaneOfAStackDecides() {
    ImageStack stack = new ImageStack(TinyTasks.SIDE, TinyTasks.SIDE);
    stack.addSlice(image("a", TinyTasks.storms(1, 7)).getProcessor());
    stack.addSlice(image("b", TinyTasks.squares(1, 50)).getProcessor());
    stack.addSlice(image("c", TinyTasks.storms(1, 8)).getProcessor());
    ImagePlus image = new ImagePlus("stack.tif", stack);
    SegmentSettings all =
        new SegmentSettings(
            model, "cpu", "AUTO", "none", "", "all", "percentile", true, false, false, false);
    SegmentationResult result = new Segmentation(image, all).run();
    assertThat(result.labels()).hasSize(3);
    assertThat(result.expert().orElseThrow().name()).isEqualTo("squares");
  }

  @Test
  void aWrongExpertIsRefusedWithASentence() throws Exception {
    ImagePlus image = image("new.tif", TinyTasks.squares(1, 50));
    assertThat(run(image, "expert", "circles", "prompts", "none").getCancelReason())
        .contains("circles");
    assertThat(run(image, "expert", " ", "prompts", "none").getCancelReason())
        .contains("expert=", "auto", "none", "name");
    assertThatThrownBy(() -> settings("None", "none"))
        .hasMessageContaining("prompts=none")
        .hasMessageContaining("expert=none");
  }

  private static SegmentSettings settings(String expert, String prompts) {
    return new SegmentSettings(
        model, "cpu", expert, prompts, "", "current", "percentile", true, false, false, false);
  }

  private static byte[] pixels(SegmentationResult result) {
    return (byte[]) result.labelImage().getProcessor().getPixels();
  }

  private static CommandModule run(ImagePlus image, Object... more) throws Exception {
    Object[] all = new Object[more.length + 8];
    Object[] basic = {"input", image, "model", model, "device", "cpu", "rois", false};
    System.arraycopy(basic, 0, all, 0, basic.length);
    System.arraycopy(more, 0, all, basic.length, more.length);
    return context.service(CommandService.class).run(SegmentCommand.class, false, all).get();
  }

  private static ImagePlus image(String title, List<TaskImage> images) {
    return new ImagePlus(title, TinyTaskFolders.pixels(images.get(0)));
  }
}
