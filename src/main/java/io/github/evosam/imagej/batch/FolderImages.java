package io.github.evosam.imagej.batch;

import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.ImageTitle;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The image files of a folder.
 *
 * @param folder where they lie
 * @param recursive whether those of the folders inside count, too
 * @param filter which names count
 */
public record FolderImages(Path folder, boolean recursive, NameFilter filter) {
  private static final Pattern RESULT =
      Pattern.compile("(.+)-(labels|mask|overlay|overlay-\\d{4,})\\.(tif|png)");

  /**
   * What was found.
   *
   * @param files in the order of their names
   * @param unreadable folders that cannot be read
   * @param passedOver titles of files that are no usual images, see {@link NameFilter#passesOver}
   */
  record Found(List<Path> files, List<FileFailure> unreadable, List<String> passedOver) {}

  /**
   * Looks for the files. Hidden files and folders are passed over, and so are results that lie
   * beside their image, as {@code cells-labels.tif} beside {@code cells.png}.
   *
   * @param results folder of the results, which is passed over if it lies inside
   * @throws ImageFileException if the folder is missing or cannot be read
   */
  Found find(Path results) {
    if (!Files.isDirectory(folder)) {
      throw new ImageFileException("There is no folder " + folder + "; check the path");
    }
    Listing listing = new Listing(results.toAbsolutePath().normalize());
    int depth = recursive ? Integer.MAX_VALUE : 1;
    try {
      Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, listing);
    } catch (IOException e) {
      throw new ImageFileException("Cannot read the folder " + folder + " (" + e + ")", e);
    }
    List<Path> images =
        listing.files.stream().filter(file -> !isResult(file, listing.bases)).toList();
    return new Found(images, listing.unreadable, List.copyOf(listing.passedOver));
  }

  /** A file's place in the folder without its ending: what its results are called after. */
  Path base(Path file) {
    return folder.relativize(withoutEnding(file));
  }

  /** A file's place in the folder, as a user reads it. */
  String title(Path file) {
    return new SourceImage(file, base(file), 0, 1).title();
  }

  private static Path withoutEnding(Path file) {
    return file.resolveSibling(ImageTitle.base(file.getFileName().toString()));
  }

  private static boolean isResult(Path file, Set<Path> bases) {
    Matcher result = RESULT.matcher(file.getFileName().toString());
    return result.matches() && bases.contains(file.resolveSibling(result.group(1)));
  }

  private final class Listing extends SimpleFileVisitor<Path> {
    private final Path results;
    private final Set<Path> files = new TreeSet<>();
    private final Set<Path> bases = new TreeSet<>();
    private final List<FileFailure> unreadable = new ArrayList<>();
    private final Set<String> passedOver = new TreeSet<>();

    private Listing(Path results) {
      this.results = results;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path inside, BasicFileAttributes attributes) {
      boolean isOfResults = inside.toAbsolutePath().normalize().equals(results);
      boolean isWanted = inside.equals(folder) || !isHidden(inside) && !isOfResults;
      return isWanted ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      boolean isFile = attributes.isRegularFile() && !isHidden(file);
      if (isFile && filter.accepts(file.getFileName().toString())) {
        Optional<String> fault = ImageTitle.fault(file);
        if (fault.isPresent()) {
          unreadable.add(new FileFailure(file.getFileName().toString(), fault.get()));
          return FileVisitResult.CONTINUE;
        }
        files.add(file);
        bases.add(withoutEnding(file));
      } else if (isFile && filter.passesOver(file.getFileName().toString())) {
        passedOver.add(folder.relativize(file).toString().replace('\\', '/'));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      if (!(e instanceof FileSystemLoopException)) {
        String place = folder.relativize(file).toString();
        unreadable.add(
            new FileFailure(place, "It cannot be read (" + e + "); check its permissions"));
      }
      return FileVisitResult.CONTINUE;
    }

    private static boolean isHidden(Path path) {
      return path.getFileName().toString().startsWith(".");
    }
  }
}
