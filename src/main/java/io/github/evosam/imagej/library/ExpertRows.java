package io.github.evosam.imagej.library;

import io.github.evosam.EvoSamException;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertEntry;
import io.github.evosam.engine.expert.ExpertListing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The experts as the library listed them last, with what was seen of them: pictures, and what the
 * last check found. Used on the thread that results are delivered on.
 */
final class ExpertRows {
  private final ExpertCatalogue catalogue;
  private final BackgroundWork files;
  private final LibraryListener listener;
  private final Map<String, Optional<byte[]>> thumbnails = new HashMap<>();
  private final Map<String, String> verified = new HashMap<>();
  private List<ExpertRow> rows = List.of();
  private String lastFailure = "";
  private boolean listing;
  private boolean listed;

  /**
   * No rows; nothing is read before {@link #refresh}.
   *
   * @param files does what is read
   */
  ExpertRows(ExpertCatalogue catalogue, BackgroundWork files, LibraryListener listener) {
    this.catalogue = catalogue;
    this.files = files;
    this.listener = listener;
  }

  /** A listing with the pictures of experts that were not seen before. */
  private record Seen(ExpertListing experts, Map<String, Optional<byte[]>> pictures) {}

  List<ExpertRow> all() {
    return rows;
  }

  /** The picture of an expert's task, PNG, if it has one. */
  Optional<byte[]> thumbnail(String id) {
    return thumbnails.getOrDefault(id, Optional.empty());
  }

  /** Keeps what a check found; the next refresh shows it. */
  void keep(List<ExpertEntry> checks) {
    checks.forEach(check -> verified.put(check.id(), check.status()));
  }

  /**
   * Reads the library again; the listener hears of it if something is new. Asked for while it is
   * being read, it does nothing.
   */
  void refresh() {
    if (listing) {
      return;
    }
    listing = true;
    Set<String> known = new HashSet<>(thumbnails.keySet());
    files.submit(() -> seen(known), this::show, this::listingFailed);
  }

  private Seen seen(Set<String> known) {
    ExpertListing experts = catalogue.details();
    Map<String, Optional<byte[]>> pictures = new HashMap<>();
    experts.experts().stream()
        .map(expert -> expert.entry().id())
        .filter(id -> !known.contains(id))
        .forEach(id -> pictures.put(id, picture(id)));
    return new Seen(experts, pictures);
  }

  /** A picture that cannot be read keeps nobody from seeing the rest; verifying tells of it. */
  private Optional<byte[]> picture(String id) {
    try {
      return catalogue.thumbnail(id);
    } catch (EvoSamException e) {
      return Optional.empty();
    }
  }

  private void show(Seen seen) {
    listing = false;
    lastFailure = "";
    thumbnails.putAll(seen.pictures());
    List<ExpertRow> now = ExpertRow.of(seen.experts(), verified);
    Set<String> ids = new HashSet<>(now.stream().map(ExpertRow::id).toList());
    thumbnails.keySet().retainAll(ids);
    verified.keySet().retainAll(ids);
    if (!listed || !now.equals(rows)) {
      listed = true;
      rows = now;
      listener.listed(rows);
    }
  }

  /** Asked for again and again, it says the same thing once. */
  private void listingFailed(String reason) {
    listing = false;
    if (!reason.equals(lastFailure)) {
      lastFailure = reason;
      listener.refused(reason);
    }
  }
}
