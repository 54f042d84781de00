package io.github.evosam.library;

import io.github.evosam.DurableFile;
import io.github.evosam.ProcessLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A change of a library, made under its lock. It begins by clearing away what dead ones left, and
 * takes effect in a single step: the renaming of a folder, or of one file.
 */
final class LibraryChange implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LibraryChange.class);

  /** The file whose holder may change the library. */
  static final String LOCK = ".lock";

  private static final String NEW = ".new-";
  private static final String GONE = ".gone-";
  private static final String LEFTOVER = "\\.(new|gone)-[0-9a-f]{16}";

  /** What is done under the lock. */
  interface Work<T> {
    T under(LibraryChange change) throws IOException;
  }

  private final Disk disk;
  private final ExpertFolders experts;
  private final ProcessLock lock;
  private Path staging;

  private LibraryChange(Disk disk, ExpertFolders experts, ProcessLock lock) {
    this.disk = disk;
    this.experts = experts;
    this.lock = lock;
  }

  /**
   * Waits for the lock and begins; the library is made if need be.
   *
   * @throws LibraryException if the library is of a newer version, or in use for too long
   */
  static LibraryChange begin(Path root, Disk disk, Duration patience) throws IOException {
    LibraryFormat format = new LibraryFormat(root);
    format.check(); // before anything is touched
    Files.createDirectories(root);
    ProcessLock lock =
        ProcessLock.take(root.resolve(LOCK), patience)
            .orElseThrow(
                () ->
                    new LibraryException(
                        "Expert library '%s' has been in use by another EvoSAM for %d s; wait for it and try again"
                            .formatted(root, patience.toSeconds())));
    try {
      format.check();
      LibraryChange change =
          new LibraryChange(disk, new ExpertFolders(root.resolve("experts")), lock);
      change.prepare(format);
      return change;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private void prepare(LibraryFormat format) throws IOException {
    DurableFile.clear(format.root(), format.file().getFileName().toString());
    if (!format.isWritten()) {
      disk.replace(format.file(), format.content());
    }
    if (!Files.isDirectory(experts.path())) {
      disk.createFolder(experts.path());
      disk.force(format.root());
    }
    for (Path child : children(experts.path())) {
      if (child.getFileName().toString().matches(LEFTOVER)) {
        clear(child);
      } else if (Files.isDirectory(child)) {
        DurableFile.clear(child, ExpertManifest.FILE); // others may be writing other files there
      }
    }
  }

  /** Deletes a hidden folder now if possible, or else at the next change. */
  private void clear(Path hidden) {
    try {
      disk.delete(hidden);
    } catch (IOException e) {
      LOG.warn("Leftover '{}' cannot be deleted now; the next change tries again", hidden, e);
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }

  /** The experts as they are now. */
  ExpertFolders experts() {
    return experts;
  }

  /** An id that no expert has. */
  String freeId() {
    String id = ExpertId.random();
    return experts.folder(id).exists() ? freeId() : id;
  }

  /** Writes a file of the expert that {@link #publish} will show. */
  FileRecord stage(String name, DurableFile.Content content) throws IOException {
    if (staging == null) {
      Path folder = experts.path().resolve(NEW + ExpertId.random());
      disk.createFolder(folder);
      staging = folder;
    }
    disk.create(staged(name), content);
    return FileRecord.of(staged(name));
  }

  /** Where a staged file lies until the expert is published. */
  Path staged(String name) {
    return staging.resolve(name);
  }

  /** Shows the staged expert. */
  Expert publish(String id) throws IOException {
    ExpertFolder folder = experts.folder(id);
    disk.move(staging, folder.path());
    staging = null;
    force();
    return new Expert(folder, folder.manifest());
  }

  /** Replaces the manifest of an expert, which must be sound. */
  Expert edit(String id, UnaryOperator<byte[]> edit) throws IOException {
    ExpertFolder folder = experts.require(id);
    folder.manifest();
    disk.replace(folder.path().resolve(ExpertManifest.FILE), edit.apply(folder.manifestBytes()));
    return new Expert(folder, folder.manifest());
  }

  /** Takes an expert away. */
  void remove(ExpertFolder folder) throws IOException {
    Path gone = experts.path().resolve(GONE + ExpertId.random());
    disk.move(folder.path(), gone);
    force();
    clear(gone);
  }

  /** The change is made by now; that a power failure could undo it is no reason to call it off. */
  private void force() {
    try {
      disk.force(experts.path());
    } catch (IOException e) {
      LOG.warn("The change of '{}' may not outlive a power failure", experts.path(), e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (staging != null) {
        clear(staging);
      }
    } finally {
      lock.close();
    }
  }
}
