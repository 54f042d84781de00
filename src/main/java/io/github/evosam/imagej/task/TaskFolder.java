package io.github.evosam.imagej.task;

import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.ImageTitle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Training data on disk: a folder of images and a folder of masks with equal names, {@code
 * images/NAME.png} and {@code masks/NAME.png}. The endings may differ; hidden files, folders inside
 * and files that are no images by their names, such as notes and tables, are passed over.
 */
public final class TaskFolder {
  private static final int NAMES_SHOWN = 10;

  /** Texts, tables, settings and programs, which people keep beside their images. */
  private static final Pattern NO_IMAGE =
      Pattern.compile(
          "(?i).*\\.(txt|md|rtf|pdf|docx?|odt|csv|tsv|xlsx?|ods|json|xml|ya?ml|html?|log|ini|ijm|py"
              + "|m|r|ipynb|lnk|roi|db)");

  /**
   * The pairs of two folders.
   *
   * @param pairs sorted by name
   * @param notes what was passed over, sentences
   */
  record Pairing(List<LabelledFiles> pairs, List<String> notes) {}

  private TaskFolder() {}

  /**
   * The pairs in {@code folder/images} and {@code folder/masks}, sorted by name.
   *
   * @throws ImageFileException as {@link #pairs(Path, Path, Consumer)}
   */
  public static List<LabelledFiles> pairs(Path folder) {
    return pairing(folder).pairs();
  }

  /**
   * As {@link #pairs(Path)}.
   *
   * @param notes hears what was passed over, sentences
   */
  public static List<LabelledFiles> pairs(Path folder, Consumer<String> notes) {
    Pairing pairing = pairing(folder);
    pairing.notes().forEach(notes);
    return pairing.pairs();
  }

  /**
   * The pairs of two folders, sorted by name; no file is opened.
   *
   * @param notes hears what was passed over, sentences
   * @throws ImageFileException if a folder is missing or empty, if an image has no mask or a mask
   *     no image (each is named), or if two files of a folder have one name
   */
  public static List<LabelledFiles> pairs(Path images, Path masks, Consumer<String> notes) {
    Pairing pairing = pairing(images, masks);
    pairing.notes().forEach(notes);
    return pairing.pairs();
  }

  /** As {@link #pairs(Path)}, with what was passed over. */
  static Pairing pairing(Path folder) {
    if (Files.isDirectory(folder) && !Files.isDirectory(folder.resolve("images"))) {
      throw new ImageFileException(
          "%s has no folder 'images'; a task folder holds 'images' and 'masks' with equal names"
              .formatted(folder));
    }
    return pairing(folder.resolve("images"), folder.resolve("masks"));
  }

  /** As {@link #pairs(Path, Path, Consumer)}, with what was passed over. */
  static Pairing pairing(Path images, Path masks) {
    List<String> notes = new ArrayList<>();
    Map<String, Path> imageFiles = filesByName(images, notes);
    Map<String, Path> maskFiles = filesByName(masks, notes);
    requirePartners(images, imageFiles.keySet(), masks, maskFiles.keySet());
    if (imageFiles.isEmpty()) {
      throw new ImageFileException("There is no image in " + images + "; add images and masks");
    }
    List<LabelledFiles> pairs =
        imageFiles.entrySet().stream()
            .map(image -> new LabelledFiles(image.getValue(), maskFiles.get(image.getKey())))
            .toList();
    return new Pairing(pairs, notes);
  }

  /** The files of a folder by their names without endings. */
  static Map<String, Path> filesByName(Path folder) {
    return filesByName(folder, new ArrayList<>());
  }

  private static Map<String, Path> filesByName(Path folder, List<String> notes) {
    if (!Files.isDirectory(folder)) {
      throw new ImageFileException("There is no folder " + folder + "; check the path");
    }
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path file : (Iterable<Path>) entries.filter(TaskFolder::isData)::iterator) {
        Optional<String> fault = ImageTitle.fault(file);
        if (fault.isPresent()) {
          throw new ImageFileException(file + ": " + fault.get());
        }
        if (NO_IMAGE.matcher(file.getFileName().toString()).matches()) {
          notes.add(file + " is no image by its name and was passed over");
          continue;
        }
        Path same = files.put(ImageTitle.base(file.getFileName().toString()), file);
        if (same != null) {
          throw new ImageFileException(
              "%s and %s have one name, so it is not clear which is meant; remove one"
                  .formatted(same, file));
        }
      }
    } catch (IOException e) {
      throw new ImageFileException("Cannot read the folder " + folder + " (" + e + ")", e);
    }
    return files;
  }

  private static boolean isData(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && !name.startsWith(".")
        && !name.equalsIgnoreCase("Thumbs.db")
        && !name.equalsIgnoreCase("desktop.ini");
  }

  private static void requirePartners(
      Path images, Collection<String> imageNames, Path masks, Collection<String> maskNames) {
    List<String> faults = new ArrayList<>();
    addLonely(faults, "images without a mask in " + masks, imageNames, maskNames);
    addLonely(faults, "masks without an image in " + images, maskNames, imageNames);
    if (!faults.isEmpty()) {
      throw new ImageFileException(
          String.join("; ", faults) + "; give each image a mask of the same name");
    }
  }

  private static void addLonely(
      List<String> faults, String what, Collection<String> names, Collection<String> partners) {
    TreeSet<String> lonely = new TreeSet<>(names);
    lonely.removeAll(partners);
    if (!lonely.isEmpty()) {
      String shown = lonely.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
      int more = lonely.size() - NAMES_SHOWN;
      faults.add(
          "%d %s: %s%s"
              .formatted(lonely.size(), what, shown, more > 0 ? " and " + more + " more" : ""));
    }
  }
}
