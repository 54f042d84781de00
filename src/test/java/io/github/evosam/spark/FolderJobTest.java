package io.github.evosam.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.SegmentationRequest.Search;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.imagej.batch.FolderImages;
import io.github.evosam.imagej.batch.FolderResults;
import io.github.evosam.imagej.batch.FolderSegmentation;
import io.github.evosam.imagej.batch.ImageSegmentation;
import io.github.evosam.imagej.batch.NameFilter;
import io.github.evosam.imagej.batch.PromptSource;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.result.ResultFormat;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderJobTest {
  @TempDir Path folder;

  @Test
  void whatIsAskedArrivesWhole() {
    ImageSegmentation task =
        new ImageSegmentation(
            PromptSource.besideImage(),
            new SegmentationRequest(ExpertChoice.parse("nuclei"), Search.EVERYTHING, 20),
            SliceRange.parse("2-3"),
            2);
    FolderSegmentation asked =
        new FolderSegmentation(
            new FolderImages(folder, true, NameFilter.IMAGES),
            task,
            new FolderResults(folder.resolve("out"), Set.of(ResultFormat.MASK), true, false));
    FolderJob job =
        FolderJob.of(new FolderJob.Model("home", "tiny", "cpu", 512), asked, Optional.empty());

    assertThat(job.folder().folder().task()).isEqualTo(task);
    assertThat(job.model().models())
        .isEqualTo(new BaseModels(Path.of("home", "models")).atInputSide(512));
    assertThat(job.folder().folder().results().folder()).isEqualTo(folder.resolve("out"));
  }
}
