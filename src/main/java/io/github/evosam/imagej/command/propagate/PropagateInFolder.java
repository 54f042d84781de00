package io.github.evosam.imagej.command.propagate;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import io.github.evosam.imagej.command.segment.SegmentationResult;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.ImageTitle;
import io.github.evosam.imagej.result.LabelColours;
import io.github.evosam.imagej.result.StagedFolder;
import io.github.evosam.imagej.roi.RoiFiles;
import io.github.evosam.imagej.stack.LabelStackFile;
import io.github.evosam.imagej.stack.PromptedSlices;
import io.github.evosam.imagej.stack.StackObjects;
import io.github.evosam.imagej.stack.StackRois;
import io.github.evosam.imagej.ui.session.LabelWindow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Results as files, written slice by slice: {@code NAME-labels.tif}, which is then opened as a
 * virtual stack, and {@code NAME-rois.zip}. Earlier files of these names are replaced.
 */
record PropagateInFolder(PropagateSettings settings) implements PropagateOutputs {

  @Override
  public Result run(Propagating work) {
    Path folder = Path.of(settings.folder());
    String name = ImageTitle.of(work.image(), "labels");
    Optional<LabelStackFile> earlier = earlier(folder.resolve(name + ".tif"));
    try (StagedFolder stage = StagedFolder.in(folder)) {
      Propagating.Outcome outcome = write(work, stage.folder().resolve(name + ".tif"), earlier);
      closeEarlier(name);
      SegmentationResult.retireEarlier(work.image());
      stage.publish();
      ImagePlus labels =
          settings.what().labels() ? opened(folder.resolve(name + ".tif"), work.image()) : null;
      return new Result(labels, outcome.objects(), outcome.expert());
    } finally {
      earlier.ifPresent(LabelStackFile::close);
    }
  }

  private Optional<LabelStackFile> earlier(Path file) {
    if (!settings.correction().isAsked()) {
      return Optional.empty();
    }
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          "There is no %s to correct object %d in; propagate into this folder first"
              .formatted(file, settings.correction().object()));
    }
    LabelStackFile earlier = LabelStackFile.open(file);
    earlier.prompted().requireKnown(settings.correction().object(), file.toString());
    return Optional.of(earlier);
  }

  private Propagating.Outcome write(Propagating work, Path file, Optional<LabelStackFile> earlier) {
    PromptedSlices known = earlier.map(LabelStackFile::prompted).orElseGet(PromptedSlices::new);
    try (Opening opening = new Opening(file, work.image(), earlier)) {
      Propagating.Outcome outcome = work.run(known, opening);
      describe(opening.labels, work.image(), file);
      return outcome;
    }
  }

  /** The file of the labels, made when it is known what to keep with it. */
  private static final class Opening implements Propagating.Target, AutoCloseable {
    private final Path file;
    private final ImagePlus source;
    private final Optional<LabelStackFile> earlier;
    private LabelStackFile labels;

    Opening(Path file, ImagePlus source, Optional<LabelStackFile> earlier) {
      this.file = file;
      this.source = source;
      this.earlier = earlier;
    }

    @Override
    public LabelStackFile open(PromptedSlices prompted) {
      labels = LabelStackFile.create(file, source, prompted);
      earlier.ifPresent(labels::copyFrom);
      return labels;
    }

    @Override
    public void close() {
      if (labels != null) {
        labels.close();
      }
    }
  }

  private void describe(LabelStackFile labels, ImagePlus image, Path file) {
    String title = ImageTitle.of(image, "labels");
    if (settings.what().rois()) {
      Path rois = file.resolveSibling(ImageTitle.of(image, "rois") + ".zip");
      RoiFiles.write(StackRois.of(labels, image, title), rois);
    }
    if (settings.what().table()) {
      StackObjects.of(labels).appendTo(ResultsTable.getResultsTable(), image);
      ResultsTable.getResultsTable().show("Results");
    }
  }

  /** An open view of the file that is replaced would show what it does not hold. */
  private static void closeEarlier(String title) {
    ImagePlus earlier = WindowManager.getImage(title);
    if (earlier != null && earlier.getStack().isVirtual()) {
      earlier.changes = false;
      earlier.close();
    }
  }

  private static ImagePlus opened(Path file, ImagePlus image) {
    ImagePlus labels = IJ.openVirtual(file.toAbsolutePath().toString());
    if (labels == null) {
      throw new ImageFileException(
          "%s was written, but ImageJ cannot open it; open it by File > Import > TIFF Virtual Stack"
              .formatted(file));
    }
    try (LabelStackFile written = LabelStackFile.open(file)) {
      written.prompted().writeTo(labels); // which ImageJ leaves out of virtual stacks
    }
    labels.setTitle(ImageTitle.of(image, "labels"));
    labels.setLut(LabelColours.table());
    LabelWindow.show(labels, image);
    return labels;
  }
}
