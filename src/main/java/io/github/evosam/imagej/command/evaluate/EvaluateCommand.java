package io.github.evosam.imagej.command.evaluate;

import ij.WindowManager;
import io.github.evosam.engine.evaluation.ScoreSummary;
import io.github.evosam.engine.evaluation.Tolerance;
import io.github.evosam.imagej.command.EvoSamCommand;
import io.github.evosam.imagej.command.FailureRow;
import io.github.evosam.imagej.key.Offer;
import io.github.evosam.imagej.key.Shown;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** {@code EvoSAM Evaluate}: results against their truth. */
@Plugin(type = Command.class)
public final class EvaluateCommand extends EvoSamCommand {
  /** Label of the command. */
  static final String TITLE = "EvoSAM Evaluate";

  private static final String COMPARED = "Open images, files, or two folders with equal names";
  private static final String SCORES = "Scores";

  @Parameter(
      label = "Result",
      description =
          "Title of an open label image or mask, a file, or a folder; empty for the image in front",
      required = false,
      persist = false)
  @Shown(group = COMPARED, offer = Offer.IMAGES_OR_PATH, remembered = false)
  private String result = "";

  @Parameter(
      label = "Truth",
      description = "Title of an open label image or mask, a file, or a folder",
      required = false,
      persist = false)
  @Shown(group = COMPARED, offer = Offer.IMAGES_OR_PATH, remembered = false)
  private String truth = "";

  @Parameter(
      label = "Tolerance of the surface Dice",
      description = "In the images' unit as 0.5, or in pixels as 2px",
      persist = false)
  @Shown(group = SCORES)
  private String tolerance = Tolerance.USUAL.toString();

  @Parameter(
      label = "Folder for CSV and plots",
      description = "May stay empty",
      style = FileWidget.DIRECTORY_STYLE,
      required = false,
      persist = false)
  @Shown(group = SCORES, remembered = false)
  private String output = "";

  @Parameter(label = "Results table", persist = false)
  @Shown(group = SCORES)
  private boolean table = true;

  @Parameter(label = "Plots", persist = false)
  @Shown(group = SCORES)
  private boolean plots = true;

  @Parameter(type = ItemIO.OUTPUT)
  private double dice = Double.NaN;

  @Parameter(type = ItemIO.OUTPUT)
  private double iou = Double.NaN;

  @Parameter(type = ItemIO.OUTPUT)
  private double hd95 = Double.NaN;

  @Parameter(type = ItemIO.OUTPUT)
  private double surfacedice = Double.NaN;

  @Parameter(type = ItemIO.OUTPUT)
  private double ap = Double.NaN;

  @Parameter(type = ItemIO.OUTPUT)
  private int failures;

  /** With the usual keys. */
  public EvaluateCommand() {
    super(TITLE);
  }

  @Override
  protected void suggest() {
    String[] titles = WindowManager.getImageTitles();
    result = titles.length > 0 ? titles[0] : "";
    truth = titles.length > 1 ? titles[1] : "";
  }

  @Override
  protected void requireSensible() {
    EvaluateSource source = source();
    if (!table && !plots && output.isEmpty()) {
      throw new IllegalArgumentException(
          "Nothing is to be made; set at least one of the keys table, plots and output");
    }
    source.comparisons();
  }

  @Override
  protected void work() {
    EvaluateReport report = EvaluateRun.of(source());
    report.write(output);
    report.show(table, plots);
    failures = report.failures();
    if (report.failure().isEmpty()) {
      ScoreSummary all = report.summary();
      dice = all.dice();
      iou = all.iou();
      hd95 = all.hd95();
      surfacedice = all.surfaceDice();
      ap = all.instances().meanAveragePrecision();
    } else {
      endWith(report.failure());
    }
  }

  @Override
  protected void failed(String reason) {
    FailureRow.add(reason);
  }

  private EvaluateSource source() {
    return new EvaluateSource(result, truth, Tolerance.parse(tolerance));
  }
}
