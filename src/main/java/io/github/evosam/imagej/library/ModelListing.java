package io.github.evosam.imagej.library;

import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ModelCatalogue;
import io.github.evosam.engine.model.ModelCatalogue.Published;
import io.github.evosam.engine.model.ModelInstallation;
import io.github.evosam.engine.model.ModelInstallation.Installed;
import io.github.evosam.imagej.library.ModelRow.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What base models there are, and what a check of them finds. */
public final class ModelListing {
  /** What a check says of a model that is as it was installed. */
  static final String INTACT = "intact";

  private ModelListing() {}

  /**
   * The embedded model, those in the user's folder, and those that can be installed.
   *
   * @param checks what {@link #check} found; may be empty
   */
  public static List<ModelRow> of(ModelInstallation models, Map<String, String> checks) {
    Map<String, Published> published = new HashMap<>();
    ModelCatalogue.details().forEach(model -> published.put(model.name(), model));
    List<ModelRow> rows = new ArrayList<>();
    rows.add(
        new ModelRow(BaseModels.EMBEDDED, State.EMBEDDED, Optional.empty(), Optional.empty(), ""));
    for (Installed model : models.list()) {
      rows.add(row(model, Optional.ofNullable(published.get(model.name())), checks));
    }
    models.unreadable().forEach(folder -> rows.add(unreadable(folder)));
    for (Published model : ModelCatalogue.details()) {
      if (rows.stream().noneMatch(row -> row.name().equals(model.name()))) {
        rows.add(new ModelRow(model.name(), State.KNOWN, Optional.empty(), Optional.of(model), ""));
      }
    }
    return List.copyOf(rows);
  }

  private static ModelRow row(
      Installed model, Optional<Published> published, Map<String, String> checks) {
    String note = checks.getOrDefault(key(model), "");
    boolean isIntact = note.isEmpty() || note.equals(INTACT);
    return new ModelRow(
        model.name(),
        isIntact ? State.INSTALLED : State.DAMAGED,
        Optional.of(model),
        published,
        note);
  }

  private static ModelRow unreadable(Path folder) {
    return new ModelRow(
        folder.getFileName().toString(),
        State.DAMAGED,
        Optional.empty(),
        Optional.empty(),
        "it has no readable record");
  }

  /** Compares every installed file with its checksum; to be handed to {@link #of}. */
  public static Map<String, String> check(ModelInstallation models) {
    Map<String, String> found = new HashMap<>();
    for (Installed model : models.list()) {
      found.put(
          key(model), models.isIntact(model) ? INTACT : "changed or missing; repair or remove it");
    }
    return found;
  }

  /** A model that is installed anew is another one. */
  private static String key(Installed model) {
    return model.name() + model.sha256();
  }
}
