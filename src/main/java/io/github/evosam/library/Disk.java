package io.github.evosam.library;

import io.github.evosam.DurableFile;
import io.github.evosam.DurableFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The changes that the library makes on disk, one by one, so that a test can stop before each.
 *
 * @param step told of each change before it is made
 */
record Disk(Step step) {
  /** The disk as it is. */
  static final Disk PLAIN = new Disk(change -> {});

  /** Hears of changes. */
  @FunctionalInterface
  interface Step {
    /**
     * Called before a change.
     *
     * @throws IOException if the change fails
     */
    void before(String change) throws IOException;
  }

  void createFolder(Path folder) throws IOException {
    step.before("create folder");
    Files.createDirectory(folder);
  }

  /** Writes a new file and forces it to disk. */
  void create(Path file, DurableFile.Content content) throws IOException {
    step.before("create " + file.getFileName());
    DurableFile.create(file, stepwise(file, content));
  }

  /** Writes or replaces a file in one step. */
  void replace(Path file, byte[] content) throws IOException {
    step.before("replace " + file.getFileName());
    DurableFile.write(file, stepwise(file, out -> out.write(content)));
  }

  private DurableFile.Content stepwise(Path file, DurableFile.Content content) {
    return out -> {
      step.before("fill " + file.getFileName());
      content.writeTo(out);
      step.before("finish " + file.getFileName());
    };
  }

  /** Gives a folder another name in one step. */
  void move(Path from, Path to) throws IOException {
    step.before("move folder");
    DurableFolder.publish(from, to);
  }

  /** Forces the names in a folder to disk. */
  void force(Path folder) throws IOException {
    step.before("force folder");
    DurableFolder.force(folder);
  }

  /** Deletes a folder with all in it. */
  void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> children = Files.list(folder)) {
      files = children.toList();
    }
    for (Path file : files) {
      step.before("delete " + file.getFileName());
      DurableFolder.delete(file);
    }
    step.before("delete folder");
    DurableFolder.delete(folder);
  }
}
