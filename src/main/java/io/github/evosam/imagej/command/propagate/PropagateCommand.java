package io.github.evosam.imagej.command.propagate;

import ij.IJ;
import ij.ImagePlus;
import io.github.evosam.imagej.command.segment.RunTrace;
import io.github.evosam.imagej.command.segment.SegmentingCommand;
import io.github.evosam.imagej.key.Offer;
import io.github.evosam.imagej.key.Shown;
import io.github.evosam.imagej.stack.StackTask;
import io.github.evosam.imagej.ui.session.InteractiveWindow;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** {@code EvoSAM Propagate}: objects through the slices of the stack in front. */
@Plugin(type = Command.class)
public final class PropagateCommand extends SegmentingCommand {
  private static final String ENDS = "An object ends below";
  private static final String CORRECTION = "Correct an earlier result";

  @Parameter(
      label = "Direction",
      description = "Where objects are followed to, from the slice that shows them",
      choices = {"both", "forward", "backward"},
      persist = false)
  @Shown(group = WHAT)
  private String direction = "both";

  @Parameter(
      label = "Write into folder",
      description = "Results are written there, slice by slice, instead of being kept in memory",
      style = FileWidget.DIRECTORY_STYLE,
      required = false,
      persist = false)
  @Shown(group = RESULTS, remembered = false)
  private String folder = "";

  @Parameter(
      label = "Object (0: follow new ones)",
      description = "Number in the label image of the object that is corrected",
      min = "0",
      persist = false)
  @Shown(group = CORRECTION, rare = true, remembered = false)
  private int object;

  @Parameter(
      label = "Label image to correct",
      description = "An open one; empty for NAME-labels",
      required = false,
      persist = false)
  @Shown(group = CORRECTION, rare = true, offer = Offer.IMAGES, remembered = false)
  private String labelimage = "";

  @Parameter(
      label = "It is absent from here on",
      description = "The object that is corrected is not on the current slice, and not beyond",
      persist = false)
  @Shown(group = CORRECTION, rare = true, remembered = false)
  private boolean absent;

  @Parameter(label = "Area (pixels)", min = "1", persist = false)
  @Shown(group = ENDS, rare = true)
  private int minarea = PropagateSettings.Way.RULE.minAreaPixels();

  @Parameter(
      label = "Predicted IoU",
      description = "How sure the model must be of the outline",
      min = "0",
      max = "1",
      persist = false)
  @Shown(group = ENDS, rare = true)
  private double miniou = PropagateSettings.Way.RULE.minPredictedIou();

  @Parameter(
      label = "Overlap (IoU)",
      description = "With the slice before",
      min = "0",
      max = "1",
      persist = false)
  @Shown(group = ENDS, rare = true)
  private double minoverlap = PropagateSettings.Way.RULE.minOverlap();

  @Parameter(
      label = "Share of its contrast",
      description = "What must be left of the contrast that it had at first",
      min = "0",
      max = "1",
      persist = false)
  @Shown(group = ENDS, rare = true)
  private double mincontrast = PropagateSettings.Way.RULE.minContrast();

  /** With the usual keys. */
  public PropagateCommand() {
    super(Propagating.TITLE, "all");
  }

  @Override
  protected void suggest() {
    super.suggest();
    StackTask.requireStack(image());
  }

  @Override
  protected void requireSensible() {
    settings();
  }

  @Override
  protected String heading() {
    return "Objects through the slices of '%s'".formatted(image().getTitle());
  }

  @Override
  protected void work() {
    ImagePlus image = begin();
    PropagateSettings settings = settings();
    if (InteractiveWindow.close(image)) {
      IJ.log(
          title()
              + ": the panel of EvoSAM Interactive was closed, since two would number objects; its"
              + " objects stay in label image and ROI Manager");
    }
    PropagateOutputs outputs =
        settings.folder().isEmpty()
            ? new PropagateInMemory(settings)
            : new PropagateInFolder(settings);
    PropagateOutputs.Result found = outputs.run(new Propagating(image, settings));
    RunTrace.succeeded(image, found.labels(), found.objects(), found.expert());
    done(found.objects(), found.labels());
    IJ.showStatus("EvoSAM: objects: " + found.objects());
  }

  /** What the keys ask for. */
  PropagateSettings settings() {
    return new PropagateSettings(
        what(),
        new PropagateSettings.Way(direction, minarea, miniou, minoverlap, mincontrast),
        new PropagateSettings.Correction(object, absent, text(labelimage)),
        text(folder));
  }

  private static String text(String orNull) {
    return orNull == null ? "" : orNull.trim();
  }
}
