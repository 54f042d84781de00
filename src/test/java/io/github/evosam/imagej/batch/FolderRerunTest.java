package io.github.evosam.imagej.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.result.ResultFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a run does with what earlier ones, and others, have left. */
class FolderRerunTest extends FolderRuns {
  @Test
  void aSecondRunDoesOnlyWhatIsMissing() throws IOException {
    png("a.png", 1);
    png("b.png", 2);
    run(all(), false);
    Map<String, String> before = contents();
    Files.delete(output.resolve("b-overlay.png"));

    Follower follower = new Follower();
    FolderReport report = run(all(), false, follower);

    assertThat(follower.events).containsExactly("done before a.png", "segmented b.png");
    assertThat(report.problem()).isEmpty();
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void aCancelledRunGoesOnWhereItStopped() throws IOException {
    for (String name : List.of("a", "b", "c", "d")) {
      png(name + ".png", name.charAt(0));
    }
    Follower impatient = new Follower();
    impatient.most = 2;
    FolderReport first = run(all(), false, impatient);
    assertThat(first.isCancelled()).isTrue();
    assertThat(first.problem().orElseThrow()).contains("2 images segmented", "goes on");
    assertThat(output.resolve("c-labels.tif")).doesNotExist();

    Follower follower = new Follower();
    FolderReport second = run(all(), false, follower);

    assertThat(follower.events)
        .containsExactly(
            "done before a.png", "done before b.png", "segmented c.png", "segmented d.png");
    assertThat(Files.readAllLines(output.resolve("evosam-measurements.csv")))
        .hasSize(1 + second.objects());
  }

  @Test
  void whatADeadRunHadBegunIsMadeAgain() throws IOException {
    png("a.png", 1);
    run(all(), false);
    Map<String, String> before = contents();
    Path record = output.resolve(".evosam-batch/images/a.properties");
    Files.writeString(record, Files.readString(record).replace("done=true", "done=false"));
    Files.writeString(output.resolve("a-labels.tif"), "from another time");
    Files.createDirectories(output.resolve(".evosam-batch/stage/.evosam-1"));
    Path halfRecord =
        Files.createFile(output.resolve(".evosam-batch/images/.a.properties.1f.part"));
    Path halfReport = Files.createFile(output.resolve(".evosam-report.csv.1f.part"));
    Path ofOthers = Files.createFile(output.resolve(".other.csv.1f.part"));

    Follower follower = new Follower();
    run(all(), false, follower);

    assertThat(follower.events).containsExactly("segmented a.png");
    assertThat(halfRecord).doesNotExist();
    assertThat(halfReport).doesNotExist();
    assertThat(ofOthers).exists();
    Files.delete(ofOthers);
    assertThat(contents()).isEqualTo(before);
    assertThat(output.resolve(".evosam-batch/stage")).doesNotExist();
  }

  @Test
  void resultsOfOtherSettingsOrOfOtherProgramsAreNotOverwrittenUnasked() throws IOException {
    png("a.png", 1);
    png("b.png", 2);
    Files.createDirectories(output);
    Files.writeString(output.resolve("b-mask.png"), "mine");
    run(Set.of(ResultFormat.LABELS), false);
    String labels = contents().get("a-labels.tif");

    FolderReport refused = run(all(), false);

    assertThat(refused.failures()).hasSize(2);
    assertThat(refused.failures().get(0).reason())
        .contains("a-labels.tif is there already", "made with other settings", "[LABELS]");
    assertThat(contents().get("a-labels.tif")).isEqualTo(labels);
    assertThat(output.resolve("b-mask.png")).hasContent("mine");
    assertThat(output.resolve("a-overlay.png")).doesNotExist();

    assertThat(run(all(), true).problem()).isEmpty();
    assertThat(output.resolve("a-overlay.png")).exists();
    assertThat(IJ.openImage(output.resolve("b-mask.png").toString()).getWidth()).isEqualTo(60);
  }

  @Test
  void aChangedImageIsNotPassedOverSilently() throws IOException {
    png("a.png", 1);
    run(all(), false);
    ImagePlus other = new ImagePlus("a", new ByteProcessor(70, 30));
    new FileSaver(other).saveAsPng(input.resolve("a.png").toString());
    assertThat(run(all(), false).failures().get(0).reason())
        .contains("is there already", "before the image or its prompts were changed");
    assertThat(run(all(), true).segmented()).isEqualTo(1);
  }

  @Test
  void resultsBesideTheirImagesAreNoImages() throws IOException {
    png("a.png", 1);
    output = input;
    run(all(), false);
    Follower follower = new Follower();
    run(all(), false, follower);
    assertThat(follower.events).containsExactly("done before a.png");
  }

  @Test
  void twoRunsDoNotWriteIntoOneFolder() throws IOException {
    png("a.png", 1);
    try (ResultRecords other = ResultRecords.open(output)) {
      assertThat(other.measurements()).isEmpty();
      assertThatThrownBy(() -> run(all(), false))
          .isInstanceOf(ImageFileException.class)
          .hasMessageContaining("Another run writes into");
    }
    assertThat(run(all(), false).segmented()).isEqualTo(1);
  }
}
