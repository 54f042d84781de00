package io.github.evosam.imagej.command.propagate;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import io.github.evosam.engine.HomeSetting;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.engine.model.ModelInstallation;
import io.github.evosam.imagej.command.segment.SegmentCommand;
import io.github.evosam.sam.network.Sam2Fixture;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

/** What the log says of a model's memory; without a screen it is printed. */
class MemoryNoticeTest {
  @TempDir private static Path folder;
  private static String homeBefore;
  private static Context context;

  @BeforeAll
  static void install() {
    homeBefore = System.getProperty(EvoSamHome.PROPERTY);
    System.setProperty(EvoSamHome.PROPERTY, folder.resolve("home").toString());
    context = new Context(CommandService.class);
    new ModelInstallation(BaseModels.ofUser().folder())
        .install("micro", Sam2Fixture.FILE, OptionalInt.of(Sam2Fixture.INPUT_SIDE));
  }

  @AfterAll
  static void stop() {
    context.dispose();
    HomeSetting.restore(homeBefore);
  }

  @Test
  void propagateSaysThatItFollowsByTheMemoryAndSegmentThatItDoesNot() throws Exception {
    assertThat(log(PropagateCommand.class, "micro", "slices", "1-2"))
        .contains("EvoSAM Propagate: objects are followed by the memory of micro");
    assertThat(log(SegmentCommand.class, "micro", "slices", "1-2"))
        .contains("EvoSAM Segment: each slice is segmented by itself")
        .contains("by the memory of micro");
    assertThat(log(SegmentCommand.class, "micro", "slices", "current")).doesNotContain("memory");
  }

  @Test
  void ofAModelWithoutMemoryNothingIsSaid() throws Exception {
    String model = TinyModel.write(folder, 3).toString();
    assertThat(log(PropagateCommand.class, model, "slices", "1-2")).doesNotContain("memory");
    assertThat(log(SegmentCommand.class, model, "slices", "1-2")).doesNotContain("memory");
  }

  private static String log(Class<? extends Command> command, String model, Object... more)
      throws Exception {
    ImageStack slices = new ImageStack(60, 40);
    for (int slice = 0; slice < 2; slice++) {
      ByteProcessor pixels = new ByteProcessor(60, 40);
      pixels.setValue(200);
      pixels.fillOval(10, 10, 20, 20);
      slices.addSlice(pixels);
    }
    ImagePlus image = new ImagePlus("cells.tif", slices);
    image.setRoi(10, 10, 20, 20);
    String logged = logWindow();
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Object[] inputs = {
        "input", image, "model", model, "labels", false, "rois", false, "overlay", true, more[0],
        more[1]
      };
      CommandModule done = context.service(CommandService.class).run(command, false, inputs).get();
      assertThat(done.isCanceled()).as(done.getCancelReason()).isFalse();
    } finally {
      System.setOut(before);
    }
    // without a window ImageJ logs to standard output
    return printed.toString(StandardCharsets.UTF_8) + logWindow().substring(logged.length());
  }

  private static String logWindow() {
    String log = IJ.getLog();
    return log == null ? "" : log;
  }
}
