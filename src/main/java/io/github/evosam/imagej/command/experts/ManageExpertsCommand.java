package io.github.evosam.imagej.command.experts;

import io.github.evosam.imagej.command.MacroChoice;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;
import org.scijava.widget.TextWidget;

/**
 * {@code EvoSAM Manage Experts} in Fiji: what the window of the experts does, for macros and
 * scripts. Field names are macro keys; see {@link ManageExpertsSettings} for what they mean. In
 * plain ImageJ {@link ManageExpertsPlugIn} takes its place.
 */
@Plugin(
    type = Command.class,
    menu = {
      @Menu(label = "Plugins"),
      @Menu(label = "EvoSAM"),
      @Menu(label = "EvoSAM Manage Experts")
    })
public final class ManageExpertsCommand extends ContextCommand {
  private static final ManageExpertsSettings USUAL = ManageExpertsSettings.DEFAULT;

  @Parameter(
      label = "Action",
      description = "What to do; remove is for ever",
      choices = {"list", "export", "import", "rename", "annotate", "verify", "remove"},
      persist = false)
  private String action = MacroChoice.value(USUAL.action());

  @Parameter(
      label = "Expert",
      description = "Name or id; empty for all, to list or to verify",
      required = false,
      persist = false)
  private String expert = USUAL.expert();

  @Parameter(
      label = "File",
      description = "To export to or to import from, by custom with the ending .evosam",
      style = FileWidget.SAVE_STYLE,
      required = false,
      persist = false)
  private String file = USUAL.file();

  @Parameter(
      label = "Replace a file that is there",
      description = "When exporting",
      persist = false)
  private boolean replace = USUAL.replace();

  @Parameter(
      label = "New name",
      description = "To rename, or to import under another name",
      required = false,
      persist = false)
  private String name = USUAL.name();

  @Parameter(
      label = "Notes",
      description = "To annotate: what takes the place of the notes",
      style = TextWidget.AREA_STYLE,
      required = false,
      persist = false)
  private String notes = USUAL.notes();

  @Parameter(type = ItemIO.OUTPUT, label = "Experts")
  private int experts;

  @Parameter(type = ItemIO.OUTPUT, label = "Experts that are damaged")
  private int failures;

  @Override
  public void run() {
    ManageExpertsRun run = ManageExpertsRun.of(this::settings);
    experts = run.experts().size();
    failures = run.failures();
    if (!run.error().isEmpty()) {
      cancel(run.error());
    }
  }

  private ManageExpertsSettings settings() {
    return new ManageExpertsSettings(
        MacroChoice.parse(ExpertAction.class, "action", action),
        expert.trim(),
        file.trim(),
        replace,
        name.trim(),
        notes.trim());
  }
}
