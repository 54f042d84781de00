package io.github.evosam.imagej.command.experts;

import ij.IJ;
import io.github.evosam.imagej.command.EvoSamCommand;
import io.github.evosam.imagej.command.FailureRow;
import io.github.evosam.imagej.key.MacroChoice;
import io.github.evosam.imagej.key.Offer;
import io.github.evosam.imagej.key.Shown;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** {@code EvoSAM Manage Experts}: what the window of the experts does, for macros and scripts. */
@Plugin(type = Command.class)
public final class ManageExpertsCommand extends EvoSamCommand {
  /** Label of the command. */
  static final String TITLE = "EvoSAM Manage Experts";

  private static final String DO = "What to do";

  @Parameter(
      label = "Action",
      description = "remove is for ever",
      choices = {"list", "export", "import", "rename", "annotate", "verify", "remove"},
      persist = false)
  @Shown(group = DO, remembered = false)
  private String action = MacroChoice.value(ExpertAction.LIST);

  @Parameter(
      label = "Expert",
      description = "Name or id; empty for all, to list or to verify",
      required = false,
      persist = false)
  @Shown(
      group = DO,
      offer = Offer.EXPERTS,
      remembered = false,
      when = {
        "action=list",
        "action=export",
        "action=rename",
        "action=annotate",
        "action=verify",
        "action=remove"
      })
  private String expert = "";

  @Parameter(
      label = "File",
      description = "To export to or to import from, by custom with the ending .evosam",
      style = FileWidget.SAVE_STYLE,
      required = false,
      persist = false)
  @Shown(
      group = DO,
      remembered = false,
      when = {"action=export", "action=import"})
  private String file = "";

  @Parameter(
      label = "Replace a file that is there",
      description = "When exporting",
      persist = false)
  @Shown(group = DO, remembered = false, when = "action=export")
  private boolean replace;

  @Parameter(
      label = "With picture",
      description = "When exporting; it shows one of the images that the expert was taught",
      persist = false)
  @Shown(group = DO, remembered = false, when = "action=export")
  private boolean picture;

  @Parameter(
      label = "New name",
      description = "To rename, or to import under another name",
      required = false,
      persist = false)
  @Shown(
      group = DO,
      remembered = false,
      when = {"action=rename", "action=import"})
  private String name = "";

  @Parameter(
      label = "Notes",
      description = "To annotate: what takes the place of the notes",
      required = false,
      persist = false)
  @Shown(group = DO, remembered = false, when = "action=annotate")
  private String notes = "";

  @Parameter(type = ItemIO.OUTPUT)
  private int experts;

  @Parameter(type = ItemIO.OUTPUT)
  private int failures;

  /** With the usual keys. */
  public ManageExpertsCommand() {
    super(TITLE);
  }

  @Override
  protected void requireSensible() {
    settings();
  }

  @Override
  protected boolean isMeant() {
    return settings().action() != ExpertAction.REMOVE
        || IJ.showMessageWithCancel(
            TITLE,
            "Remove '%s' for ever?\nExport it first if it may be needed again.".formatted(expert));
  }

  @Override
  protected void work() {
    ManageExpertsRun run = ManageExpertsRun.of(settings());
    experts = run.experts().size();
    failures = run.failures();
  }

  @Override
  protected void failed(String reason) {
    FailureRow.add(reason);
  }

  private ManageExpertsSettings settings() {
    return new ManageExpertsSettings(
        MacroChoice.parse(ExpertAction.class, "action", action),
        expert.trim(),
        file.trim(),
        replace,
        picture,
        name.trim(),
        notes.trim());
  }
}
