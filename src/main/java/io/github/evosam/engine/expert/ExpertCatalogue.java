package io.github.evosam.engine.expert;

import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.library.DamagedExpert;
import io.github.evosam.library.ExpertCheck;
import io.github.evosam.library.ExpertLibrary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Use case: look after the experts of a user or a lab. Every change is made whole or not at all.
 * Every method throws {@link io.github.evosam.EvoSamException} if the library cannot be read or
 * changed.
 */
public final class ExpertCatalogue {
  private final Path home;
  private final ExpertLibrary library;

  /**
   * The experts in a folder.
   *
   * @param home folder of the library; made by the first expert
   */
  public ExpertCatalogue(Path home) {
    this.home = home;
    library = new ExpertLibrary(home);
  }

  /** The experts of {@link EvoSamHome}. */
  public static ExpertCatalogue ofUser() {
    return new ExpertCatalogue(EvoSamHome.resolve());
  }

  public Path home() {
    return home;
  }

  public ExpertLibrary library() {
    return library;
  }

  /** Whether there is no expert at all. */
  public boolean isEmpty() {
    return library.ids().isEmpty();
  }

  /**
   * Checks that a new expert may have a name, to be asked before anything else.
   *
   * @throws IllegalArgumentException if it cannot be a name
   */
  public void requireFree(String name) {
    library.requireFree(name);
  }

  /** The experts by name, then those that cannot be used. */
  public List<ExpertEntry> list() {
    var listing = library.list();
    Stream<ExpertEntry> sound = listing.experts().stream().map(ExpertDetails::entry);
    return Stream.concat(sound, listing.damaged().stream().map(ExpertCatalogue::entry)).toList();
  }

  /** The experts with all that is noted of each, and those that cannot be used. */
  public ExpertListing details() {
    var listing = library.list();
    return new ExpertListing(
        listing.experts().stream().map(ExpertDetails::of).toList(),
        listing.damaged().stream().map(ExpertCatalogue::entry).toList());
  }

  private static ExpertEntry entry(DamagedExpert expert) {
    return new ExpertEntry(expert.id(), expert.name().orElse(""), "", "", 0, expert.reason());
  }

  /** All that is noted of an expert, found by name or id. */
  public ExpertDetails show(String nameOrId) {
    return ExpertDetails.of(library.find(nameOrId));
  }

  /** The picture of an expert's task, PNG, if it has one. */
  public Optional<byte[]> thumbnail(String nameOrId) {
    return library.find(nameOrId).thumbnail();
  }

  /**
   * Gives an expert another name.
   *
   * @throws IllegalArgumentException if it cannot be a name
   */
  public ExpertEntry rename(String nameOrId, String name) {
    return ExpertDetails.entry(library.rename(library.find(nameOrId).id(), name));
  }

  /**
   * Replaces the notes of an expert.
   *
   * @throws IllegalArgumentException if they are too long
   */
  public ExpertDetails annotate(String nameOrId, String notes) {
    return ExpertDetails.of(library.annotate(library.find(nameOrId).id(), notes));
  }

  /**
   * Removes an expert, sound or damaged, with all that the matcher knew of it.
   *
   * @return the expert that is gone
   */
  public ExpertEntry remove(String nameOrId) {
    ExpertEntry expert =
        list().stream()
            .filter(entry -> !entry.isReady())
            .filter(entry -> entry.isCalled(nameOrId))
            .findFirst()
            .orElseGet(() -> ExpertDetails.entry(library.find(nameOrId)));
    library.remove(expert.id());
    return expert;
  }

  /**
   * Writes an expert as one file, in place of one that is there; without its picture, which shows
   * one of the images that it was learned from.
   */
  public void exportTo(String nameOrId, Path file) {
    exportTo(nameOrId, file, false);
  }

  /** As {@link #exportTo(String, Path)}, with the picture if that is wanted. */
  public void exportTo(String nameOrId, Path file, boolean withPicture) {
    library.exportTo(library.find(nameOrId).id(), file, withPicture);
  }

  /**
   * Takes an expert from a file, checked in everything.
   *
   * @param name that it gets; empty: its own
   * @throws IllegalArgumentException if it cannot be a name
   */
  public ExpertEntry importFrom(Path file, Optional<String> name) {
    return ExpertDetails.entry(library.importFrom(file, name));
  }

  /**
   * The expert that a file holds, by its own description; nothing is imported, and its tensors are
   * not looked at.
   */
  public ExpertEntry peek(Path file) {
    return ExpertDetails.entry(library.peek(file));
  }

  /**
   * Checks every byte of every expert.
   *
   * @return a line for each, its status the problems that were found
   */
  public List<ExpertEntry> verify() {
    List<ExpertEntry> checked = new ArrayList<>();
    List<ExpertEntry> listed = list();
    for (ExpertCheck check : library.verify()) {
      String status = check.isSound() ? ExpertEntry.READY : String.join("; ", check.problems());
      listed.stream()
          .filter(entry -> entry.id().equals(check.id()))
          .forEach(e -> checked.add(withStatus(e, status)));
    }
    return checked;
  }

  private static ExpertEntry withStatus(ExpertEntry e, String status) {
    return new ExpertEntry(e.id(), e.name(), e.baseModel(), e.created(), e.bytes(), status);
  }
}
