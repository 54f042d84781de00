package io.github.evosam.imagej.command.evaluate;

import ij.WindowManager;
import io.github.evosam.engine.evaluation.ScoreSummary;
import io.github.evosam.engine.evaluation.Tolerance;
import java.awt.GraphicsEnvironment;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * {@code EvoSAM Evaluate} in Fiji. Field names are macro keys; see {@link EvaluateSettings} for
 * what they mean. In plain ImageJ {@link EvaluatePlugIn} takes its place.
 */
@Plugin(
    type = Command.class,
    menu = {@Menu(label = "Plugins"), @Menu(label = "EvoSAM"), @Menu(label = "EvoSAM Evaluate")})
public final class EvaluateCommand extends ContextCommand {
  private static final EvaluateSettings USUAL = EvaluateSettings.DEFAULT;

  @Parameter(
      label = "Result",
      description = "Title of an open label image or mask, a file, or a folder; empty: in front",
      required = false,
      persist = false)
  private String result = USUAL.result();

  @Parameter(
      label = "Truth",
      description = "Title of an open label image or mask, a file, or a folder",
      required = false,
      persist = false)
  private String truth = USUAL.truth();

  @Parameter(
      label = "Tolerance of the surface Dice",
      description = "In the images' unit as 0.5, or in pixels as 2px",
      persist = false)
  private String tolerance = USUAL.tolerance().toString();

  @Parameter(
      label = "Folder for CSV and plots",
      description = "May stay empty",
      style = FileWidget.DIRECTORY_STYLE,
      required = false,
      persist = false)
  private String output = USUAL.output();

  @Parameter(label = "Results table", persist = false)
  private boolean table = USUAL.table();

  @Parameter(label = "Plots", persist = false)
  private boolean plots = USUAL.plots();

  @Parameter(type = ItemIO.OUTPUT, label = "Mean Dice")
  private double dice = Double.NaN;

  @Parameter(type = ItemIO.OUTPUT, label = "Mean IoU")
  private double iou = Double.NaN;

  @Parameter(type = ItemIO.OUTPUT, label = "Mean HD95")
  private double hd95 = Double.NaN;

  @Parameter(type = ItemIO.OUTPUT, label = "Mean surface Dice")
  private double surfacedice = Double.NaN;

  @Parameter(type = ItemIO.OUTPUT, label = "Average precision")
  private double ap = Double.NaN;

  @Parameter(type = ItemIO.OUTPUT, label = "Images that could not be compared")
  private int failures;

  @Override
  public void run() {
    EvaluateRun run = EvaluateRun.of(this::settings);
    if (!GraphicsEnvironment.isHeadless()) {
      WindowManager.setTempCurrentImage(null); // else this pool thread holds on to its first image
    }
    failures = run.report().failures();
    if (run.error().isEmpty()) {
      ScoreSummary all = run.report().summary();
      dice = all.dice();
      iou = all.iou();
      hd95 = all.hd95();
      surfacedice = all.surfaceDice();
      ap = all.instances().meanAveragePrecision();
    } else {
      cancel(run.error());
    }
  }

  private EvaluateSettings settings() {
    return new EvaluateSettings(
        result.trim(), truth.trim(), Tolerance.parse(tolerance), output.trim(), table, plots);
  }
}
