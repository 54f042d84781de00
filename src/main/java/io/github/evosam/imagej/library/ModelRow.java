package io.github.evosam.imagej.library;

import io.github.evosam.engine.model.ModelCatalogue.Published;
import io.github.evosam.engine.model.ModelInstallation.Installed;
import java.util.Optional;

/**
 * One line of the table of base models.
 *
 * @param name that the user chooses it by
 * @param state whether it can be used
 * @param installed what is noted of it, if it is installed
 * @param published where it can be had, if it is published
 * @param note more to say, such as what a check found; may be empty
 */
public record ModelRow(
    String name,
    State state,
    Optional<Installed> installed,
    Optional<Published> published,
    String note) {
  /** Whether a model can be used. */
  public enum State {
    /** Ships with the plugin. */
    EMBEDDED("ships with EvoSAM"),
    /** In the user's folder. */
    INSTALLED("installed"),
    /** Known, but not there yet. */
    KNOWN("can be installed"),
    /** A folder that should be a model. */
    DAMAGED("damaged"),
    /** Not there any more. */
    REMOVED("removed");

    private final String text;

    State(String text) {
      this.text = text;
    }
  }

  /** As in {@code installed, intact}. */
  public String status() {
    return note.isEmpty() ? state.text : state.text + ", " + note;
  }

  /** Kind of image encoder; empty if it is not known before the model is installed. */
  public String encoder() {
    return installed.map(Installed::encoder).orElse("");
  }

  /** Side of the model's input, as in {@code 1024²}. */
  public String input() {
    return installed.map(model -> model.inputSide() + "²").orElse("");
  }

  /** Size of the installed file, or of the download. */
  public String size() {
    long known = published.map(p -> p.bytes().orElse(0)).orElse(0L);
    return ExpertRow.size(installed.map(Installed::bytes).orElse(known));
  }

  /** SHA-256 of the installed file, or what the download must have; empty if there is none. */
  public String checksum() {
    return installed
        .map(model -> "SHA-256 " + model.sha256())
        .or(() -> published.map(Published::checksum))
        .orElse("");
  }

  /** File or address that it came or comes from; empty for the embedded one. */
  public String source() {
    return installed.map(Installed::source).or(() -> published.map(Published::source)).orElse("");
  }
}
