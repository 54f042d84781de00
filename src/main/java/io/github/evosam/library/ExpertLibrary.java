package io.github.evosam.library;

import io.github.evosam.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The experts of a user or a lab, in a folder that several processes may read and change at once.
 * Every change is made whole or not at all, even if the process dies in its middle; readers need no
 * lock and never see half an expert. An expert that is damaged is reported and left out.
 *
 * <p>Safe for use from several threads. The format is that of {@code docs/library-format.md}.
 */
public final class ExpertLibrary {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** An expert, its state while it is learned and the images it is judged by have some MB. */
  private static final long LEAST_FREE = 64L << 20;

  /** Absolute. */
  final Path root;

  private final Disk disk;
  private final Duration patience;

  /**
   * A library. Nothing is read or made yet; the first expert that is added makes the folder.
   *
   * @param root its folder, which holds {@code format.json} and {@code experts}
   */
  public ExpertLibrary(Path root) {
    this(root, Disk.PLAIN, PATIENCE);
  }

  ExpertLibrary(Path root, Disk disk, Duration patience) {
    this.root = root.toAbsolutePath();
    this.disk = disk;
    this.patience = patience;
  }

  /**
   * All experts, by name, and those that are damaged. Sizes are checked, hashes are not.
   *
   * @throws LibraryException if the library is of a newer version or cannot be read
   */
  public LibraryListing list() {
    return experts().listing();
  }

  /**
   * The ids of all experts, sound or damaged, in order. Much faster than {@link #list}: the tensors
   * of an id never change, so whoever keeps them by id needs to ask for no more than this.
   *
   * @throws LibraryException if the library is of a newer version or cannot be read
   */
  public List<String> ids() {
    return experts().all().stream().map(ExpertFolder::id).toList();
  }

  /**
   * Looks up an expert.
   *
   * @param nameOrId name, whatever its case, or id
   * @throws LibraryException if there is none, or it is damaged; the message says why
   */
  public Expert find(String nameOrId) {
    return experts().find(nameOrId);
  }

  /**
   * Checks that a new expert may have a name, to be asked before minutes of learning. The name is
   * not kept free until then.
   *
   * @throws IllegalArgumentException if it cannot be a name
   * @throws LibraryException if an expert has it
   */
  public void requireFree(String name) {
    experts().requireFree(ExpertName.check(name), "");
  }

  /**
   * Checks that an expert can be saved, to be asked before minutes of learning: that the folder can
   * be written, and has room. The folder is made if it is missing.
   *
   * @throws LibraryException if not; says why
   */
  public void requireWritable() {
    try {
      Files.createDirectories(root);
      Files.delete(Files.createTempFile(root, ".evosam-", ".probe"));
      long free = Files.getFileStore(root).getUsableSpace();
      if (free < LEAST_FREE) {
        throw new IOException(
            "only %d MB are free there, less than %d".formatted(free >> 20, LEAST_FREE >> 20));
      }
    } catch (IOException e) {
      throw new LibraryException(
          "Expert library '%s' cannot take an expert: %s; check the disk's free space and the folder's permissions, or choose another folder (EVOSAM_HOME)"
              .formatted(root, e),
          e);
    }
  }

  /**
   * Saves an expert.
   *
   * @return the expert, with its new id
   * @throws LibraryException if the name is taken or the disk is full; the library is as it was
   *     then
   */
  public Expert add(NewExpert expert) {
    return add(expert.description(), change -> ExpertAddition.of(expert).addTo(change));
  }

  /** Saves an expert whose files are there already, by name. */
  Expert add(ExpertDescription description, Map<String, byte[]> files) {
    return add(description, new ExpertAddition(description, files, Optional.empty())::addTo);
  }

  private Expert add(ExpertDescription description, LibraryChange.Work<Expert> addition) {
    return change("Expert '%s' cannot be saved".formatted(description.name()), addition);
  }

  /**
   * Gives an expert another name.
   *
   * @return the expert with that name
   * @throws IllegalArgumentException if it cannot be a name
   * @throws LibraryException if there is no such expert, another has the name, or the library
   *     cannot be written
   */
  public Expert rename(String id, String name) {
    ExpertName.check(name);
    return change(
        "Expert %s cannot be renamed".formatted(id),
        change -> {
          change.experts().requireFree(name, id);
          return change.edit(id, json -> ManifestJson.renamed(json, name));
        });
  }

  /**
   * Replaces the notes of an expert.
   *
   * @return the expert with these notes
   * @throws IllegalArgumentException if they are too long
   * @throws LibraryException if there is no such expert, or the library cannot be written
   */
  public Expert annotate(String id, String notes) {
    ExpertDescription.checkLength("notes", notes);
    return change(
        "Notes of expert %s cannot be saved".formatted(id),
        change -> change.edit(id, json -> ManifestJson.annotated(json, notes)));
  }

  /**
   * Removes an expert, sound or damaged, with its statistics: the library is as if it had never
   * been learned.
   *
   * @throws LibraryException if there is no such expert, or the library cannot be written
   */
  public void remove(String id) {
    change(
        "Expert %s cannot be removed".formatted(id),
        change -> {
          change.remove(change.experts().require(id));
          return id;
        });
  }

  /**
   * Checks all bytes of all experts against their hashes.
   *
   * @return one entry for each expert, in order of their ids
   * @throws LibraryException if the library is of a newer version or cannot be read
   */
  public List<ExpertCheck> verify() {
    ExpertFolders experts = experts();
    return experts.all().stream()
        .map(ExpertCheck::of)
        .filter(check -> experts.folder(check.id()).exists())
        .toList();
  }

  /**
   * Writes an expert as one file with all that belongs to it.
   *
   * @param file with the ending {@code .evosam} by custom; replaced if it exists
   * @param withPicture whether its picture goes along, which shows one of the images that it was
   *     learned from
   * @throws LibraryException if there is no such expert, it is damaged, or the file cannot be
   *     written
   */
  public void exportTo(String id, Path file, boolean withPicture) {
    ExpertExport whole = ExpertExport.of(experts().require(id));
    ExpertExport export = withPicture ? whole : whole.withoutPicture();
    try {
      DurableFile.clear(file.toAbsolutePath().getParent(), file.getFileName() + "."); // killed ones
      DurableFile.write(file, export::writeTo);
    } catch (IOException e) {
      throw new LibraryException(
          "Expert %s cannot be exported to '%s': %s; check the folder and its free space"
              .formatted(id, file, e),
          e);
    }
  }

  /**
   * Takes an expert from a file that {@link #exportTo} wrote, checked in everything. It keeps its
   * id, and all its bytes if it keeps its name.
   *
   * @param name that it gets; empty: its own
   * @return the expert; if the library has this one already and another name was given, a second
   *     one with an id of its own
   * @throws IllegalArgumentException if it cannot be a name
   * @throws LibraryException if the file is not sound, the expert's name is taken, or the library
   *     cannot be written; the library is as it was then
   */
  public Expert importFrom(Path file, Optional<String> name) {
    name.ifPresent(ExpertName::check);
    String failure = "File '%s' cannot be imported".formatted(file);
    return opened(file, source -> change(failure, change -> source.addTo(change, name)));
  }

  /**
   * What a file says that it holds. Its own hash is checked, those of its tensors are not.
   *
   * @throws LibraryException if the file is no export of an expert
   */
  public ExpertManifest peek(Path file) {
    return opened(file, ExpertImport::expert);
  }

  private static <T> T opened(Path file, Function<ExpertImport, T> use) {
    try (ExpertImport source = ExpertImport.open(file)) {
      return use.apply(source);
    } catch (IOException e) {
      throw new LibraryException("File '%s' cannot be closed: %s".formatted(file, e), e);
    }
  }

  private ExpertFolders experts() {
    new LibraryFormat(root).check();
    return new ExpertFolders(root.resolve("experts"));
  }

  private <T> T change(String failure, LibraryChange.Work<T> work) {
    try (LibraryChange begun = LibraryChange.begin(root, disk, patience)) {
      return work.under(begun);
    } catch (IOException e) {
      throw new LibraryException(
          "%s in library '%s': %s; check the disk's free space and the folder's permissions"
              .formatted(failure, root, e),
          e);
    }
  }
}
