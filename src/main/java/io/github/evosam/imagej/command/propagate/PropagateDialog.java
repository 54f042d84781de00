package io.github.evosam.imagej.command.propagate;

import ij.ImagePlus;
import ij.gui.GenericDialog;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.imagej.command.ExpertNames;
import io.github.evosam.imagej.command.segment.SegmentSettings;
import java.util.Optional;

/**
 * The questions of {@code EvoSAM Propagate} in plain ImageJ; the rare ones on a second page.
 *
 * @param image the stack in front
 */
record PropagateDialog(ImagePlus image) {
  private static final SegmentSettings WHAT = PropagateSettings.DEFAULT.what();
  private static final PropagateSettings.Way WAY = PropagateSettings.Way.DEFAULT;
  private static final int FILE_COLUMNS = 20;

  /** What the second page asks. */
  private record Rare(
      String roifile,
      String range,
      String device,
      PropagateSettings.Way limits,
      PropagateSettings.Correction correction) {
    static final Rare USUAL =
        new Rare("", WHAT.range(), WHAT.device(), WAY, PropagateSettings.Correction.NONE);
  }

  /**
   * Asks the user.
   *
   * @return the answer; empty if cancelled
   * @throws IllegalArgumentException if an answer is not possible
   */
  Optional<PropagateSettings> ask() {
    GenericDialog dialog = firstPage();
    dialog.showDialog();
    if (dialog.wasCanceled()) {
      return Optional.empty();
    }
    String model = dialog.getNextChoice();
    String expert = dialog.getNextChoice();
    String prompts = dialog.getNextChoice();
    String slices = dialog.getNextString().trim();
    String direction = dialog.getNextChoice();
    String folder = dialog.getNextString().trim();
    boolean labels = dialog.getNextBoolean();
    boolean rois = dialog.getNextBoolean();
    boolean overlay = dialog.getNextBoolean();
    boolean table = dialog.getNextBoolean();
    Optional<Rare> rare = dialog.getNextBoolean() ? askRare() : Optional.of(Rare.USUAL);
    return rare.map(
        r ->
            new PropagateSettings(
                new SegmentSettings(
                    model,
                    r.device(),
                    expert,
                    prompts,
                    r.roifile(),
                    slices,
                    r.range(),
                    labels,
                    rois,
                    overlay,
                    table),
                new PropagateSettings.Way(
                    direction,
                    r.limits().minarea(),
                    r.limits().miniou(),
                    r.limits().minoverlap(),
                    r.limits().mincontrast()),
                r.correction(),
                folder));
  }

  private GenericDialog firstPage() {
    GenericDialog dialog = new GenericDialog(Propagating.TITLE);
    dialog.addMessage("Objects through the slices of '" + image.getTitle() + "'");
    dialog.addChoice("Model", BaseModels.ofUser().names().toArray(String[]::new), WHAT.model());
    String[] experts = ExpertNames.choices(Propagating.TITLE).toArray(String[]::new);
    dialog.addChoice("Expert", experts, WHAT.expert());
    dialog.addChoice("Prompts", SegmentSettings.PROMPTS.toArray(String[]::new), WHAT.prompts());
    dialog.addStringField("Slices (all, A-B)", WHAT.slices(), 8);
    dialog.addChoice(
        "Direction", PropagateSettings.DIRECTIONS.toArray(String[]::new), WAY.direction());
    dialog.addDirectoryField("Folder (instead of memory)", "", FILE_COLUMNS);
    dialog.addCheckbox("Label image", WHAT.labels());
    dialog.addCheckbox("ROIs to manager", WHAT.rois());
    dialog.addCheckbox("Overlay", WHAT.overlay());
    dialog.addCheckbox("Results table", WHAT.table());
    dialog.addCheckbox("Correct an object, and advanced settings", false);
    return dialog;
  }

  private static Optional<Rare> askRare() {
    GenericDialog dialog = new GenericDialog(Propagating.TITLE + ", advanced");
    dialog.addNumericField("Correct object (0: none)", 0, 0);
    dialog.addCheckbox("It is absent from here on", false);
    dialog.addStringField("Label image to correct", "", FILE_COLUMNS);
    dialog.addMessage("An object ends below");
    dialog.addNumericField("Area (pixels)", WAY.minarea(), 0);
    dialog.addNumericField("Predicted IoU", WAY.miniou(), 2);
    dialog.addNumericField("Overlap (IoU)", WAY.minoverlap(), 2);
    dialog.addNumericField("Share of its contrast", WAY.mincontrast(), 2);
    dialog.addMessage("Reading the image");
    dialog.addFileField("ROI file (instead of prompts)", "", FILE_COLUMNS);
    dialog.addChoice("Intensities", SegmentSettings.RANGES.toArray(String[]::new), WHAT.range());
    dialog.addStringField("Device (auto, cpu, gpuN)", WHAT.device(), 8);
    dialog.showDialog();
    if (dialog.wasCanceled()) {
      return Optional.empty();
    }
    int object = (int) dialog.getNextNumber();
    boolean absent = dialog.getNextBoolean();
    String labelimage = dialog.getNextString().trim();
    PropagateSettings.Way limits =
        new PropagateSettings.Way(
            WAY.direction(),
            (int) dialog.getNextNumber(),
            dialog.getNextNumber(),
            dialog.getNextNumber(),
            dialog.getNextNumber());
    String roifile = dialog.getNextString().trim();
    String range = dialog.getNextChoice();
    String device = dialog.getNextString().trim();
    return Optional.of(
        new Rare(
            roifile,
            range,
            device,
            limits,
            new PropagateSettings.Correction(object, absent, labelimage)));
  }
}
