package io.github.evosam.imagej.command.segment;

import io.github.evosam.engine.expert.ExpertChoice;

/**
 * What {@code EvoSAM Segment} is asked to do. The component names are the macro keys, see {@link
 * SegmentingCommand}.
 *
 * @param model name of a base model, or a checkpoint file
 * @param device {@code auto}, {@code cpu} or {@code gpuN}
 * @param expert {@code auto} for the one that fits the image, {@code none}, or an expert's name
 * @param prompts {@code selection}, {@code roimanager}, {@code everything}, {@code none} for all
 *     objects of the expert's task, or {@code auto} for these if an expert fits, else everything
 * @param roifile file of ROIs ({@code .roi}, {@code .zip}) that takes the place of {@code prompts};
 *     empty for none
 * @param slices {@code current}, {@code all}, {@code N} or {@code A-B}
 * @param range {@code percentile}, or {@code display} for the display range
 * @param labels whether to make a label image
 * @param rois whether to add ROIs to the ROI Manager
 * @param overlay whether to draw outlines over the image
 * @param table whether to measure the objects
 */
public record SegmentSettings(
    String model,
    String device,
    String expert,
    String prompts,
    String roifile,
    String slices,
    String range,
    boolean labels,
    boolean rois,
    boolean overlay,
    boolean table) {
  /** Checks that they go together and that there is something to do. */
  public SegmentSettings {
    requireExpert(expert, roifile.isEmpty() && prompts.equals("none"));
    if (!labels && !rois && !overlay && !table) {
      throw new IllegalArgumentException(
          "Nothing is to be made; set at least one of the keys labels, rois, overlay and table");
    }
  }

  private static void requireExpert(String expert, boolean unprompted) {
    if (expert.isBlank()) {
      throw new IllegalArgumentException(
          "expert= is not possible; expert is auto, none or the name of an expert");
    }
    if (unprompted && ExpertChoice.parse(expert).kind() == ExpertChoice.Kind.NONE) {
      throw new IllegalArgumentException(
          "prompts=none finds what an expert has learned, but expert=none; set expert to auto or a"
              + " name, or prompts to one of selection, roimanager and everything");
    }
  }

  /** Which expert is to be used. */
  public ExpertChoice expertChoice() {
    return ExpertChoice.parse(expert);
  }

  /** Whether all objects of the expert's task are to be found, without a prompt. */
  public boolean isUnprompted() {
    return roifile.isEmpty() && prompts.equals("none");
  }

  /** Whether objects are looked for that nobody has shown. */
  public boolean isSearched() {
    return roifile.isEmpty() && !prompts.equals("selection") && !prompts.equals("roimanager");
  }

  /**
   * Whether the search is for what an expert has learned; else it is for everything.
   *
   * @param hasExpert whether one is in place
   */
  public boolean isSearchedByTask(boolean hasExpert) {
    return isUnprompted() || isSearched() && prompts.equals("auto") && hasExpert;
  }
}
