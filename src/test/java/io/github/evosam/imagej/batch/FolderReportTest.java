package io.github.evosam.imagej.batch;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.SegmentationRequest.Search;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.result.ResultFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@code evosam-report.csv} says of a folder. */
class FolderReportTest extends FolderRuns {
  @Test
  void anotherFilterAddsToTheReportAndWhatIsGoneLeavesIt() throws IOException {
    png("a.png", 1);
    png("b, c.png", 2);
    png("gone.png", 3);
    run("", 0);
    Files.delete(input.resolve("gone.png"));
    png("d.png", 4);

    run("d", 0);

    assertThat(report())
        .extracting(line -> line.replaceAll(",\\d+,.*", ""))
        .containsExactly(
            "image,status,objects,expert,error,notes",
            "a.png,segmented",
            "\"b, c.png\",segmented",
            "d.png,segmented");
    run("", 0);
    assertThat(report())
        .extracting(line -> line.replaceAll(",\\d+,.*", ""))
        .containsExactly(
            "image,status,objects,expert,error,notes",
            "a.png,done before",
            "\"b, c.png\",done before",
            "d.png,done before");
  }

  @Test
  void whatAnEarlierRunSaidOverSeveralLinesStaysWhole() throws IOException {
    Path file = output.resolve("evosam-report.csv");
    Files.createDirectories(output);
    String said = "\"a, \"\"b\"\".png\",failed,,,\"first line\nsecond line\",\n";
    Files.writeString(
        file, "image,status,objects,expert,error,notes\n" + said + "gone.png,segmented,1,,,\n");

    new ReportFile(file, title -> title.equals("a, \"b\".png")).close();

    assertThat(file).hasContent("image,status,objects,expert,error,notes\n" + said);
  }

  @Test
  void whatIsPassedOverIsReported() throws IOException {
    png("a.png", 1);
    Files.writeString(input.resolve("scan.jp2"), "a format that is on no list");
    Files.writeString(input.resolve("notes.txt"), "never an image");
    FolderReport done = run("", 0);
    assertThat(report())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("scan.jp2,passed over,,,") && line.contains("*.jp2"));
    assertThat(done.problem()).isEmpty();
  }

  @Test
  void aChannelThatAnImageDoesNotHaveFailsForIt() throws IOException {
    png("grey.png", 1);
    ImagePlus two = IJ.createHyperStack("two", 60, 40, 2, 1, 1, 8);
    two.getStack().getProcessor(2).setValue(200);
    two.getStack().getProcessor(2).fillOval(20, 10, 15, 15);
    new FileSaver(two).saveAsTiff(input.resolve("two.tif").toString());
    FolderReport done = run("", 2);
    assertThat(done.segmented()).isEqualTo(1);
    assertThat(done.failures().get(0).reason())
        .contains("grey.png has no channel 2; its channels are numbered 1 to 1");
  }

  private FolderReport run(String filter, int channel) {
    ImageSegmentation task =
        new ImageSegmentation(
            PromptSource.besideImage(),
            new SegmentationRequest(ExpertChoice.NONE, Search.EVERYTHING, 3),
            SliceRange.ALL,
            channel);
    return new FolderSegmentation(
            new FolderImages(input, true, new NameFilter(filter)),
            task,
            new FolderResults(output, Set.of(ResultFormat.LABELS), false, false))
        .run(segmenter, new Follower());
  }

  private List<String> report() throws IOException {
    return Files.readAllLines(output.resolve(FolderResults.REPORT));
  }
}
