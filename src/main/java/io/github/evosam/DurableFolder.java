package io.github.evosam;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Folders that take their place complete, and go as one. */
public final class DurableFolder {
  private DurableFolder() {}

  /**
   * Makes a folder, and those that it lies in, unless they are there; their names are forced to
   * disk.
   *
   * @throws IOException if one cannot be made
   */
  public static void make(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath();
    if (Files.isDirectory(absolute) || absolute.getParent() == null) {
      return;
    }
    make(absolute.getParent());
    Files.createDirectories(absolute); // another process may have been faster
    force(absolute.getParent());
  }

  /**
   * Gives a complete folder its final name in one step. {@link #force} the parent afterwards to be
   * sure that the name outlives a power failure.
   *
   * @param complete a folder on the same disk whose files are forced to disk already
   * @param target what must not exist yet
   * @throws IOException if it cannot be moved; nothing has changed then
   */
  public static void publish(Path complete, Path target) throws IOException {
    force(complete);
    Files.move(complete, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Forces the names in a folder to disk, where the system can do that (Windows cannot, and keeps
   * its own journal of names).
   *
   * @throws IOException if the disk refuses
   */
  public static void force(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /**
   * Deletes a folder with everything in it; links are deleted, not followed. A folder that does not
   * exist is fine.
   *
   * @throws IOException if something in it cannot be deleted; the rest may be gone by then
   */
  public static void delete(Path folder) throws IOException {
    Files.walkFileTree(folder, new Deletion());
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
      if (e != null) {
        throw e;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
