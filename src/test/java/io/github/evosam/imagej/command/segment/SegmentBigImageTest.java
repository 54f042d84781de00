package io.github.evosam.imagej.command.segment;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import io.github.evosam.engine.HomeSetting;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.TinyExperts;
import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.imagej.command.MacroProcess;
import io.github.evosam.imagej.command.Told;
import io.github.evosam.imagej.image.BigDiscs;
import io.github.evosam.imagej.image.CurrentPlane;
import io.github.evosam.imagej.image.LabelReading;
import java.awt.event.KeyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image that is too big to be worked on as a whole, without a prompt, as users have it. */
class SegmentBigImageTest {
  private static final String MACRO =
      """
      argument = getArgument();
      open(argument + "big.tif");
      run("EvoSAM Segment", "prompts=none expert=discs device=cpu rois=false");
      here = Property.get("evosam.objects") + Property.get("evosam.error");
      selectImage("big-labels");
      saveAs("tiff", argument + "big-labels.tif");
      File.saveString(here, argument + "objects.txt");
      """;

  @TempDir private static Path folder;
  private static Path home;
  private static String homeBefore;
  private static LabelMap expected;

  @BeforeAll
  static void teach() throws Exception {
    home = TinyExperts.home(folder.resolve("home"));
    TinyExperts.teachDiscs(home);
    homeBefore = System.getProperty(EvoSamHome.PROPERTY);
    System.setProperty(EvoSamHome.PROPERTY, home.toString());
    expected = expected();
  }

  private static LabelMap expected() {
    BaseModels models = new BaseModels(home.resolve("models"));
    try (Segmenter segmenter =
        Segmenter.open(models, BaseModels.EMBEDDED, "cpu", new ExpertCatalogue(home))) {
      segmenter.setImage(CurrentPlane.of(BigDiscs.inMemory("big")));
      segmenter.use(ExpertChoice.parse("discs"));
      List<SegmentedObject> found = segmenter.segmentTask();
      return LabelMap.of(
          found.get(0).mask().size(), found.stream().map(SegmentedObject::mask).toList());
    }
  }

  @AfterAll
  static void restoreHome() {
    HomeSetting.restore(homeBefore);
  }

  @Test
  void aVirtualImageIsReadOnceAndSegmentedAsOneInMemory() {
    assertThat(expected.maxLabel()).isGreaterThan(255);
    AtomicInteger reads = new AtomicInteger();
    ImagePlus virtual = BigDiscs.virtual("big", reads::incrementAndGet);
    SegmentationResult result = new Segmentation(virtual, settings()).run();
    assertThat(reads.get()).as("what is shown is in memory").isLessThanOrEqualTo(1);
    ImagePlus labels = result.labelImage();
    assertThat(labels.getBitDepth()).isEqualTo(16);
    assertThat(LabelReading.labels(labels).toArray()).isEqualTo(expected.toArray());
    assertThat(result.objects()).isEqualTo(expected.maxLabel());
  }

  @Test
  void escapeEndsItAndLeavesItsReason() {
    ImagePlus image = BigDiscs.inMemory("big");
    Thread user =
        new Thread(
            () -> {
              while (image.getProp(RunTrace.ERROR) == null) {
                IJ.setKeyDown(KeyEvent.VK_ESCAPE);
                Thread.onSpinWait();
              }
            });
    user.setDaemon(true);
    user.start();
    image.show();
    SegmentCommand command =
        Told.by(
            new SegmentCommand(), "input=[big] device=cpu expert=discs prompts=none rois=false");
    command.run();
    assertThat(command.getCancelReason())
        .isEqualTo("Cancelled after 0 of 1 slices, so there are no results");
    assertThat(image.getProp(RunTrace.ERROR)).isEqualTo(command.getCancelReason());
    assertThat(image.getProp(RunTrace.OBJECTS)).isNull();
    IJ.resetEscape();
  }

  @Test
  void aHeadlessMacroFindsTheSame() throws Exception {
    new FileSaver(BigDiscs.inMemory("big")).saveAsTiff(folder.resolve("big.tif").toString());
    Path macro = Files.writeString(folder.resolve("big.ijm"), MACRO);
    String log = MacroProcess.run(home, macro, folder + "/");
    assertThat(folder.resolve("objects.txt")).as(log).hasContent("" + expected.maxLabel());
    ImagePlus labels = IJ.openImage(folder.resolve("big-labels.tif").toString());
    assertThat(LabelReading.labels(labels).toArray()).isEqualTo(expected.toArray());
  }

  private static SegmentSettings settings() {
    return Told.by(new SegmentCommand(), "device=cpu expert=discs prompts=none rois=false").what();
  }
}
