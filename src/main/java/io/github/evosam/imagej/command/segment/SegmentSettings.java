package io.github.evosam.imagej.command.segment;

import io.github.evosam.engine.ModelOnDevice;
import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.SegmentationRequest.Search;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.imagej.image.Normalisation;

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

  /**
   * Checks the key expert.
   *
   * @param isNeeded whether only an expert says what is to be found
   * @throws IllegalArgumentException if it is blank, or none where one is needed
   */
  public static void requireExpert(String expert, boolean isNeeded) {
    if (ExpertChoice.parse(expert).kind() == ExpertChoice.Kind.NONE && isNeeded) {
      throw new IllegalArgumentException(
          "prompts=none finds what an expert has learned, but expert=none; set expert to auto or a name, or have everything found by prompts=everything");
    }
  }

  /** What is to be found. */
  public SegmentationRequest request() {
    Search search =
        switch (roifile.isEmpty() ? prompts : "") {
          case "none" -> Search.TASK;
          case "everything" -> Search.EVERYTHING;
          case "auto" -> Search.TASK_OR_EVERYTHING;
          default -> Search.PROMPTED;
        };
    return new SegmentationRequest(ExpertChoice.parse(expert), search);
  }

  /** How intensities become what the model sees. */
  public Normalisation normalisation() {
    return range.equals("display") ? Normalisation.DISPLAY : Normalisation.PERCENTILES;
  }

  /** The model that finds it. */
  public ModelOnDevice onDevice() {
    return new ModelOnDevice(model, device);
  }

  /** Whether prompts show the objects. */
  public boolean isPrompted() {
    return request().search() == Search.PROMPTED;
  }
}
