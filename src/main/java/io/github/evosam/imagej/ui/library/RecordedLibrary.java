package io.github.evosam.imagej.ui.library;

import io.github.evosam.imagej.library.ExpertRow;
import io.github.evosam.imagej.library.LibrarySession;
import java.nio.file.Path;
import java.util.List;

/**
 * Changes that the user of a window makes to the library, written into the macro recorder, too.
 *
 * @param session makes them
 */
record RecordedLibrary(LibrarySession session) {
  private static final String COMMAND = "EvoSAM Manage Experts";

  void rename(ExpertRow expert, String name) {
    MacroRecording.write(COMMAND, "action", "rename", "expert", expert.name(), "name", name.trim());
    session.rename(expert.id(), name);
  }

  void annotate(String id, String notes) {
    for (ExpertRow expert : session.rows(List.of(id))) {
      MacroRecording.write(COMMAND, "action", "annotate", "expert", expert.name(), "notes", notes);
    }
    session.annotate(id, notes);
  }

  /** Writes an expert as one file, in place of one that is there. */
  void exportTo(ExpertRow expert, Path file, boolean withPicture) {
    MacroRecording.write(
        COMMAND,
        "action",
        "export",
        "expert",
        expert.name(),
        "file",
        file.toString(),
        "replace",
        "true",
        "picture",
        Boolean.toString(withPicture));
    session.exportTo(expert.id(), file, withPicture);
  }

  /** Takes experts from files; one that needs another name first is not written down. */
  void importFrom(List<Path> files) {
    session.importFrom(
        files, file -> MacroRecording.write(COMMAND, "action", "import", "file", file.toString()));
  }

  void importAs(Path file, String name) {
    session.importAs(
        file,
        name,
        taken ->
            MacroRecording.write(
                COMMAND, "action", "import", "file", taken.toString(), "name", name.trim()));
  }

  void verify() {
    MacroRecording.write(COMMAND, "action", "verify");
    session.verify();
  }

  void remove(List<ExpertRow> experts) {
    experts.forEach(
        expert -> MacroRecording.write(COMMAND, "action", "remove", "expert", expert.name()));
    session.remove(experts.stream().map(ExpertRow::id).toList());
  }
}
