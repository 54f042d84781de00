package io.github.evosam.imagej.command.segment;

import ij.IJ;
import ij.ImagePlus;
import io.github.evosam.imagej.image.SliceRange;
import org.scijava.command.Command;
import org.scijava.plugin.Plugin;

/** {@code EvoSAM Segment}: the objects of the image in front. */
@Plugin(type = Command.class)
public final class SegmentCommand extends SegmentingCommand {
  /** Label of the command. */
  static final String TITLE = "EvoSAM Segment";

  /** With the usual keys. */
  public SegmentCommand() {
    super(TITLE, "current");
  }

  @Override
  protected void requireSensible() {
    String slices = what().slices();
    if (!slices.equals("current")) {
      SliceRange.parse(slices);
    }
  }

  /** An earlier result does not keep the title of the new one, whether there will be one or not. */
  @Override
  protected void work() {
    ImagePlus image = begin();
    SegmentationResult.retireEarlier(image);
    SegmentSettings settings = what();
    SegmentationResult found = new Segmentation(image, settings).run();
    ImagePlus labels = found.show(settings);
    RunTrace.succeeded(found, labels);
    done(found.objects(), labels);
    IJ.showStatus("EvoSAM: objects found: " + found.objects());
  }

  @Override
  protected void failed(String reason) {
    super.failed(reason);
    if (image() != null) {
      SegmentationResult.retireEarlier(image());
    }
  }
}
