package io.github.evosam.imagej.command.experts;

import ij.IJ;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.imagej.command.EvoSamCommand;
import io.github.evosam.imagej.command.FailureRow;
import io.github.evosam.imagej.key.Offer;
import io.github.evosam.imagej.key.Shown;
import io.github.evosam.imagej.library.ExpertRow;
import java.nio.file.Path;
import java.util.List;
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
  private String action = "list";

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
    switch (action) {
      case "export" -> {
        require("expert", expert);
        require("file", file);
      }
      case "import" -> require("file", file);
      case "rename" -> {
        require("expert", expert);
        require("name", name);
      }
      case "annotate", "remove" -> require("expert", expert);
      default -> {}
    }
  }

  private void require(String key, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "%s= is missing; action=%s needs it".formatted(key, action));
    }
  }

  @Override
  protected boolean isMeant() {
    return !action.equals("remove")
        || IJ.showMessageWithCancel(
            TITLE,
            "Remove '%s' for ever?\nExport it first if it may be needed again.".formatted(expert));
  }

  @Override
  protected void work() {
    List<ExpertRow> rows = rows(new ManagedExperts(ExpertCatalogue.ofUser()));
    ManagedExperts.report(action, rows);
    experts = rows.size();
    failures = (int) rows.stream().filter(row -> row.problem().isPresent()).count();
  }

  @Override
  protected void failed(String reason) {
    FailureRow.add(reason);
  }

  /** Does what the keys ask for; tells of the experts that it was about. */
  private List<ExpertRow> rows(ManagedExperts managed) {
    return switch (action) {
      case "export" -> List.of(managed.exported(expert, Path.of(file), replace, picture));
      case "import" -> List.of(managed.imported(Path.of(file), name));
      case "rename" -> List.of(managed.renamed(expert, name));
      case "annotate" -> List.of(managed.annotated(expert, notes));
      case "verify" -> managed.verified(expert);
      case "remove" -> List.of(managed.removed(expert));
      default -> managed.listed(expert);
    };
  }
}
