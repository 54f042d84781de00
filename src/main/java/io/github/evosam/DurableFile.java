package io.github.evosam;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are there whole or not at all, whatever happens while they are written. */
public final class DurableFile {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final String LEFTOVER = "\\..+\\.[0-9a-f]{1,16}\\.part";

  private DurableFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything; the stream is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes to a temporary sibling, forces it to disk and renames it. If that fails, an earlier file
   * of that name stays as it was and nothing else is left. If the process dies, a sibling may stay
   * that {@link #clear} deletes.
   *
   * @param file to write or replace; its folder exists
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, Content content) throws IOException {
    Path target = file.toAbsolutePath();
    Path temporary =
        target.resolveSibling(
            "." + target.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".part");
    try {
      create(temporary, content);
      move(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
    DurableFolder.force(target.getParent());
  }

  /**
   * Writes a new file and forces it to disk. If that fails, a part of it may stay.
   *
   * @throws IOException if the file is there already or cannot be written
   */
  public static void create(Path file, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
  }

  /**
   * Deletes what {@link #write} left of files when its process died. To be called by whoever alone
   * may write these files.
   *
   * @param folder of the files; those in folders below stay
   * @param prefix that their names begin with
   * @throws IOException if the folder cannot be read, or a file not be deleted
   */
  public static void clear(Path folder, String prefix) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.startsWith("." + prefix) && name.matches(LEFTOVER)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
