package io.github.evosam.imagej.command.segment;

import ij.ImagePlus;
import ij.gui.Roi;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.command.RoiManagers;
import io.github.evosam.imagej.roi.MaskRois;
import io.github.evosam.imagej.roi.PromptedObject;
import io.github.evosam.imagej.roi.RoiFiles;
import io.github.evosam.imagej.roi.Selections;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What shows {@code EvoSAM Segment} the objects: the selection, the ROI Manager or a ROI file.
 *
 * @param image that the prompts lie on
 * @param settings say where they come from
 */
public record SegmentPrompts(ImagePlus image, SegmentSettings settings) {

  /**
   * The prompted objects; none if all objects are to be found without a prompt.
   *
   * @throws IllegalArgumentException if there is no selection or ROI where one is needed, or it
   *     cannot show an object
   * @throws io.github.evosam.EvoSamException if the ROI file cannot be read
   */
  public List<PromptedObject> objects() {
    if (!settings.roifile().isEmpty()) {
      return Selections.of(RoiFiles.read(Path.of(settings.roifile())), image);
    }
    return switch (settings.prompts()) {
      case "selection" -> selected();
      case "roimanager" -> Selections.of(managed(), image);
      default -> List.of();
    };
  }

  /** The part of the image that is searched without a prompt: its area selection, if any. */
  public Optional<Mask> region() {
    Roi selection = image.getRoi();
    return selection == null || !selection.isArea()
        ? Optional.empty()
        : Optional.of(
            MaskRois.toMask(selection, new ImageSize(image.getWidth(), image.getHeight())));
  }

  private List<PromptedObject> selected() {
    if (image.getRoi() == null) {
      throw new IllegalArgumentException(
          "prompts=selection needs a selection on '%s', but there is none; draw a box or click a point, or use prompts=everything, or prompts=none for what an expert has learned"
              .formatted(image.getTitle()));
    }
    return Selections.of(image);
  }

  private static List<Roi> managed() {
    List<Roi> rois = RoiManagers.prompts();
    if (rois.isEmpty()) {
      throw new IllegalArgumentException(
          "prompts=roimanager needs ROIs in the ROI Manager, but it is empty; add some, or use"
              + " prompts=selection or roifile=FILE (without a screen there is no ROI Manager)");
    }
    return rois;
  }
}
