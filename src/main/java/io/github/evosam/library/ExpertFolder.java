package io.github.evosam.library;

import io.github.evosam.weights.SafeTensors;
import io.github.evosam.weights.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folder of one expert, to read from. It came whole and goes whole; while it is there, only
 * {@code expert.json} changes, in one step.
 *
 * @param path of the folder
 */
record ExpertFolder(Path path) {
  /** The expert's id, if the folder is as it should be. */
  String id() {
    return path.getFileName().toString();
  }

  /** Whether it has not been removed yet. */
  boolean exists() {
    return Files.isDirectory(path);
  }

  /**
   * The bytes of {@code expert.json}.
   *
   * @throws LibraryException if there is none, or a very large one
   */
  byte[] manifestBytes() {
    Path file = path.resolve(ExpertManifest.FILE);
    if (Files.exists(file) && !Files.isRegularFile(file)) { // reading a pipe would not end
      throw damaged("its " + ExpertManifest.FILE + " is no ordinary file", null);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(ManifestJson.MAX_BYTES + 1);
      if (bytes.length > ManifestJson.MAX_BYTES) {
        throw damaged("its " + ExpertManifest.FILE + " is larger than 1 MiB", null);
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw damaged("it has no " + ExpertManifest.FILE, e);
    } catch (IOException e) {
      throw damaged(e.toString(), e);
    }
  }

  /**
   * The manifest; that all files are there in their size is checked too.
   *
   * @throws LibraryException if the expert cannot be used
   */
  ExpertManifest manifest() {
    try {
      ExpertManifest manifest = ManifestJson.read(manifestBytes());
      if (!manifest.id().equals(id())) {
        throw new IllegalArgumentException("its manifest is that of expert " + manifest.id());
      }
      for (Map.Entry<String, FileRecord> file : manifest.files().entrySet()) {
        checkSize(file.getKey(), file.getValue());
      }
      return manifest;
    } catch (NewerFormatException e) {
      throw new LibraryException(
          "Expert in '%s' cannot be used: %s".formatted(path, e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw damaged(e.getMessage(), e);
    } catch (IOException e) {
      throw damaged(e.toString(), e);
    }
  }

  private void checkSize(String name, FileRecord expected) throws IOException {
    Path file = path.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("its file " + name + " is missing");
    }
    long bytes = Files.size(file);
    if (bytes != expected.bytes()) {
      throw new IllegalArgumentException(
          "its file %s has %d bytes instead of %d".formatted(name, bytes, expected.bytes()));
    }
  }

  /**
   * The content of a file, checked by size and hash.
   *
   * @throws LibraryException if it is not what was saved
   */
  byte[] content(String name, FileRecord expected) {
    try {
      checkSize(name, expected);
      byte[] content = Files.readAllBytes(path.resolve(name));
      checkSame(name, expected, FileRecord.of(content));
      return content;
    } catch (IOException e) {
      throw damaged(e.toString(), e);
    } catch (IllegalArgumentException e) {
      throw damaged(e.getMessage(), e);
    }
  }

  private static void checkSame(String name, FileRecord expected, FileRecord found) {
    if (!found.equals(expected)) {
      throw new IllegalArgumentException(
          "its file %s has changed since it was saved (%s instead of %s)"
              .formatted(name, found, expected));
    }
  }

  /** What is wrong with the expert; empty if nothing is. Reads all its bytes. */
  List<String> problems() {
    ExpertManifest manifest;
    try {
      manifest = manifest();
    } catch (LibraryException e) {
      return List.of(e.getMessage());
    }
    List<String> problems = new ArrayList<>();
    manifest.files().forEach((name, record) -> problem(name, record).ifPresent(problems::add));
    return problems;
  }

  private Optional<String> problem(String name, FileRecord expected) {
    try {
      checkSame(name, expected, FileRecord.of(path.resolve(name)));
      if (name.endsWith(".safetensors")) {
        SafeTensors.check(path.resolve(name));
      }
      if (name.equals(ExpertManifest.THUMBNAIL)
          && !Expert.isSmallPicture(Files.readAllBytes(path.resolve(name)))) {
        throw new IllegalArgumentException("its " + name + " is no small PNG picture");
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(damaged(e.toString(), e).getMessage());
    } catch (IllegalArgumentException e) {
      return Optional.of(damaged(e.getMessage(), e).getMessage());
    } catch (WeightsException e) {
      return Optional.of(e.getMessage());
    }
  }

  private LibraryException damaged(String reason, Exception cause) {
    if (!exists()) {
      return new LibraryException("Expert in '" + path + "' has been removed meanwhile", cause);
    }
    return new LibraryException(
        "Expert in '%s' cannot be used: %s; import it again from its .evosam file, or remove it"
            .formatted(path, reason),
        cause);
  }
}
