package io.github.evosam.imagej.command.batch;

import ij.gui.GenericDialog;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.imagej.command.ExpertNames;
import java.util.Optional;

/** The questions of {@code EvoSAM Batch Folder} in plain ImageJ. */
final class BatchFolderDialog {
  /** Label of the command. */
  static final String TITLE = "EvoSAM Batch Folder";

  private static final BatchFolderSettings USUAL = BatchFolderSettings.DEFAULT;
  private static final int FOLDER_COLUMNS = 28;

  /**
   * Asks the user.
   *
   * @return the answer; empty if cancelled
   * @throws IllegalArgumentException if an answer is not possible
   */
  Optional<BatchFolderSettings> ask() {
    GenericDialog dialog = dialog();
    dialog.showDialog();
    return dialog.wasCanceled() ? Optional.empty() : Optional.of(answer(dialog));
  }

  /** The dialog, not shown. */
  static GenericDialog dialog() {
    GenericDialog dialog = new GenericDialog(TITLE);
    addFolders(dialog, USUAL.folders());
    addSearch(dialog, USUAL.search());
    addOutputs(dialog, USUAL.outputs());
    return dialog;
  }

  private static void addFolders(GenericDialog dialog, BatchFolderSettings.Folders usual) {
    dialog.addDirectoryField("Folder of images", usual.input(), FOLDER_COLUMNS);
    dialog.addStringField("Names that contain (or *.tif)", usual.filter(), 16);
    dialog.addCheckbox("Folders inside, too", usual.recursive());
    dialog.addDirectoryField("Folder for results", usual.output(), FOLDER_COLUMNS);
    dialog.addCheckbox("Make existing results anew", usual.overwrite());
  }

  private static void addSearch(GenericDialog dialog, BatchFolderSettings.Search usual) {
    String[] models = BaseModels.ofUser().names().toArray(String[]::new);
    String[] experts = ExpertNames.choices(TITLE).toArray(String[]::new);
    String[] prompts = BatchFolderSettings.PROMPTS.toArray(String[]::new);
    dialog.addChoice("Model", models, usual.model());
    dialog.addChoice("Expert", experts, usual.expert());
    dialog.addCheckbox("ROI files beside the images show objects", usual.roifiles());
    dialog.addChoice("Without a ROI file", prompts, usual.prompts());
    dialog.addStringField("Slices (all, N, A-B)", usual.slices(), 8);
    dialog.addStringField("Device (auto, cpu, gpuN)", usual.device(), 8);
  }

  private static void addOutputs(GenericDialog dialog, BatchFolderSettings.Outputs usual) {
    dialog.addCheckbox("Label images", usual.labels());
    dialog.addCheckbox("Masks", usual.mask());
    dialog.addCheckbox("ROI files", usual.rois());
    dialog.addCheckbox("Pictures with objects", usual.overlay());
    dialog.addCheckbox("One table of measurements", usual.table());
  }

  /** What the dialog says now; a GenericDialog is read kind by kind, each in order. */
  static BatchFolderSettings answer(GenericDialog dialog) {
    String input = dialog.getNextString().trim();
    String filter = dialog.getNextString().trim();
    String output = dialog.getNextString().trim();
    BatchFolderSettings.Folders folders =
        new BatchFolderSettings.Folders(
            input, dialog.getNextBoolean(), filter, output, dialog.getNextBoolean());
    String model = dialog.getNextChoice();
    String expert = dialog.getNextChoice();
    String prompts = dialog.getNextChoice();
    String slices = dialog.getNextString().trim();
    String device = dialog.getNextString().trim();
    boolean roifiles = dialog.getNextBoolean();
    return new BatchFolderSettings(
        folders,
        new BatchFolderSettings.Search(model, device, expert, prompts, roifiles, slices),
        new BatchFolderSettings.Outputs(
            dialog.getNextBoolean(),
            dialog.getNextBoolean(),
            dialog.getNextBoolean(),
            dialog.getNextBoolean(),
            dialog.getNextBoolean()));
  }
}
