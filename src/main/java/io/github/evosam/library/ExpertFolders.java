package io.github.evosam.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The experts of a library, to read from; needs no lock.
 *
 * @param path of the folder {@code experts}, which need not exist
 */
record ExpertFolders(Path path) {
  private static final String HIDDEN = ".";

  /** The folders of experts, in order of their ids; what begins with a point is none. */
  List<ExpertFolder> all() {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(path)) {
      return children
          .filter(child -> !child.getFileName().toString().startsWith(HIDDEN))
          .filter(Files::isDirectory)
          .sorted()
          .map(ExpertFolder::new)
          .toList();
    } catch (IOException e) {
      throw new LibraryException(
          "Expert library '%s' cannot be read: %s; check its permissions".formatted(path, e), e);
    }
  }

  ExpertFolder folder(String id) {
    return new ExpertFolder(path.resolve(id));
  }

  /**
   * The folder of an expert, sound or damaged.
   *
   * @throws LibraryException if there is none
   */
  ExpertFolder require(String id) {
    return all().stream()
        .filter(folder -> folder.id().equals(id))
        .findFirst()
        .orElseThrow(() -> unknown(id, listing()));
  }

  LibraryListing listing() {
    List<Expert> experts = new ArrayList<>();
    List<DamagedExpert> damaged = new ArrayList<>();
    for (ExpertFolder folder : all()) {
      try {
        experts.add(new Expert(folder, folder.manifest()));
      } catch (LibraryException e) {
        if (folder.exists()) { // not removed by another process just now
          damaged.add(new DamagedExpert(folder.id(), name(folder), e.getMessage()));
        }
      }
    }
    experts.sort(Comparator.comparing(expert -> ExpertName.key(expert.name())));
    return new LibraryListing(experts, damaged);
  }

  /** The name of an expert, even of a damaged one, if it can be read. */
  static Optional<String> name(ExpertFolder folder) {
    try {
      return ManifestJson.nameIn(folder.manifestBytes());
    } catch (LibraryException e) {
      return Optional.empty();
    }
  }

  /**
   * The usable expert of that name or id.
   *
   * @throws LibraryException if there is none, or it is damaged
   */
  Expert find(String nameOrId) {
    LibraryListing listing = listing();
    Stream<Expert> named =
        listing.experts().stream().filter(e -> ExpertName.isSame(e.name(), nameOrId));
    Stream<Expert> numbered = listing.experts().stream().filter(e -> e.id().equals(nameOrId));
    return Stream.concat(named, numbered).findFirst().orElseThrow(() -> unknown(nameOrId, listing));
  }

  /**
   * Checks that no expert, not even a damaged one, has a name.
   *
   * @param name to be given
   * @param exceptId expert that may have it
   * @throws LibraryException if another has it
   */
  void requireFree(String name, String exceptId) {
    for (ExpertFolder folder : all()) {
      Optional<String> taken = name(folder).filter(other -> ExpertName.isSame(other, name));
      if (taken.isPresent() && !folder.id().equals(exceptId)) {
        throw new LibraryException(
            "There is an expert '%s' already; choose another name, or rename or remove that one first"
                .formatted(taken.get()));
      }
    }
  }

  private LibraryException unknown(String wanted, LibraryListing listing) {
    for (DamagedExpert damaged : listing.damaged()) {
      if (damaged.id().equals(wanted)
          || damaged.name().filter(n -> ExpertName.isSame(n, wanted)).isPresent()) {
        return new LibraryException(damaged.reason());
      }
    }
    List<String> names = listing.experts().stream().map(Expert::name).toList();
    return new LibraryException(
        names.isEmpty()
            ? "There is no expert '%s'; library '%s' is empty".formatted(wanted, path)
            : "There is no expert '%s'; there are %s".formatted(wanted, String.join(", ", names)));
  }
}
