package io.github.evosam.imagej.command.propagate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.process.ByteProcessor;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.imagej.command.Told;
import io.github.evosam.imagej.command.segment.RunTrace;
import io.github.evosam.imagej.roi.RoiFiles;
import io.github.evosam.imagej.stack.PromptedSlices;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

class PropagateCommandTest {
  private static final int SLICES = 6;

  @TempDir private static Path folder;
  private static Context context;
  private static String model;

  private final ImagePlus image = noise();

  @BeforeAll
  static void start() {
    context = new Context(CommandService.class);
    model = TinyModel.write(folder, 3).toString();
  }

  @AfterAll
  static void stop() {
    context.dispose();
  }

  @AfterEach
  void forgetImages() {
    WindowManager.setTempCurrentImage(null);
  }

  @Test
  void aSingleSliceIsRefusedBeforeAnythingIsAsked() {
    WindowManager.setTempCurrentImage(new ImagePlus("alone", new ByteProcessor(20, 20)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PropagateCommand().suggest())
        .withMessageContaining("'alone' is a single slice");
  }

  @Test
  void aSelectionIsFollowedFromTheCurrentSlice() throws Exception {
    image.setSlice(3);
    image.setRoi(10, 10, 20, 20);
    CommandModule done =
        run(image, "labels", false, "rois", false, "overlay", true, "slices", "2-5");
    assertThat(done.isCanceled()).as(done.getCancelReason()).isFalse();
    assertThat(done.getOutput("objects")).isEqualTo(1);
    assertThat(image.getProp(RunTrace.OBJECTS)).isEqualTo("1");
    List<Integer> slices = new ArrayList<>();
    image.getOverlay().forEach(roi -> slices.add(roi.getPosition()));
    assertThat(slices).isSorted().contains(3).allMatch(slice -> slice >= 2 && slice <= 5);
    assertThat(image.getOverlay().get(0).getName()).endsWith("-0001");
  }

  @Test
  void resultsGoToAFolderAndAreCorrectedThere() throws Exception {
    Path out = folder.resolve("out");
    image.setSlice(2);
    image.setRoi(10, 10, 20, 20);
    CommandModule first = run(image, "folder", out.toString(), "slices", "1-4", "labels", false);
    assertThat(first.isCanceled()).as(first.getCancelReason()).isFalse();
    Path file = out.resolve("cells-labels.tif");
    ImagePlus before = IJ.openImage(file.toString());
    assertThat(PromptedSlices.of(before)).hasToString("1:2");
    assertThat(before.getStackSize()).isEqualTo(SLICES);
    assertThat(RoiFiles.read(out.resolve("cells-rois.zip"))).isNotEmpty();

    image.setSlice(4);
    image.setRoi(30, 10, 20, 20);
    CommandModule second =
        run(image, "folder", out.toString(), "slices", "1-4", "object", 1, "labels", false);
    assertThat(second.isCanceled()).as(second.getCancelReason()).isFalse();
    ImagePlus after = IJ.openImage(file.toString());
    assertThat(PromptedSlices.of(after)).hasToString("1:2,4");
    for (int slice = 1; slice <= 3; slice++) {
      assertThat(pixels(after, slice)).as("slice %d", slice).isEqualTo(pixels(before, slice));
    }
    assertThat(pixels(after, 4)).isNotEqualTo(pixels(before, 4));

    image.setSlice(3);
    CommandModule third =
        run(image, "folder", out.toString(), "object", 1, "absent", true, "labels", false);
    assertThat(third.isCanceled()).as(third.getCancelReason()).isFalse();
    assertThat(pixels(IJ.openImage(file.toString()), 3)).containsOnly(0);
  }

  @Test
  void whatIsNotPossibleCancelsWithASentence() throws Exception {
    assertThat(cancelled(image, "direction", "up")).contains("direction=up", "both, forward");
    assertThat(cancelled(image, "miniou", 1.5)).contains("miniou=1.5", "0..1");
    assertThat(cancelled(image, "minarea", 0)).contains("minarea=0");
    assertThat(cancelled(image, "slices", "current")).contains("slices=current", "A-B");
    assertThat(cancelled(image, "prompts", "selection")).contains("selection on 'cells.tif'");
    assertThat(cancelled(image, "absent", true)).contains("absent=true", "object");
    assertThat(cancelled(image, "object", 2, "prompts", "everything")).contains("object=2");
    image.setRoi(10, 10, 20, 20);
    assertThat(cancelled(image, "object", 2)).contains("no label image 'cells-labels'");
    assertThat(cancelled(image, "slices", "2-3")).contains("slice 1", "not among the slices 2-3");
    assertThat(image.getProp(RunTrace.ERROR)).contains("not among the slices 2-3");
    ImagePlus single = new ImagePlus("one", new ByteProcessor(20, 20));
    single.setRoi(2, 2, 9, 9);
    assertThat(cancelled(single)).contains("'one' is a single slice");
  }

  @Test
  void macroOptionsAreReadStrictly() {
    PropagateSettings settings =
        told(
            "prompts=everything slices=2-5 direction=Forward minoverlap=0.2 mincontrast=0 folder=[/a b]");
    assertThat(settings.what().slices()).isEqualTo("2-5");
    assertThat(settings.way().direction()).isEqualTo("forward");
    assertThat(settings.way().rule().minOverlap()).isEqualTo(0.2);
    assertThat(settings.way().rule().minContrast()).isZero();
    assertThat(settings.folder()).isEqualTo("/a b");
    assertThat(told("prompts=selection").what().slices()).isEqualTo("all");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> told("object=x"))
        .withMessageContaining("object=x");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> told("overlay folder=/tmp/x"))
        .withMessageContaining("overlay=true");
  }

  private static PropagateSettings told(String options) {
    return Told.by(new PropagateCommand(), options).settings();
  }

  private static String cancelled(ImagePlus image, Object... more) throws Exception {
    CommandModule done = run(image, more);
    assertThat(done.isCanceled()).as("%s", List.of(more)).isTrue();
    return done.getCancelReason();
  }

  private static CommandModule run(ImagePlus image, Object... more) throws Exception {
    Object[] basic = {
      "input",
      image,
      "model",
      model,
      "device",
      "cpu",
      "expert",
      "none",
      "minarea",
      1,
      "miniou",
      0.0,
      "minoverlap",
      0.0,
      "mincontrast",
      0.0
    };
    Object[] all = new Object[more.length + basic.length];
    System.arraycopy(basic, 0, all, 0, basic.length);
    System.arraycopy(more, 0, all, basic.length, more.length);
    return context.service(CommandService.class).run(PropagateCommand.class, false, all).get();
  }

  private static int[] pixels(ImagePlus image, int slice) {
    short[] values = (short[]) image.getStack().getPixels(slice);
    int[] labels = new int[values.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = values[i] & 0xffff;
    }
    return labels;
  }

  private static ImagePlus noise() {
    Random random = new Random(2);
    ImageStack stack = new ImageStack(60, 50);
    for (int i = 0; i < SLICES; i++) {
      byte[] pixels = new byte[60 * 50];
      random.nextBytes(pixels);
      stack.addSlice(new ByteProcessor(60, 50, pixels));
    }
    return new ImagePlus("cells.tif", stack);
  }
}
