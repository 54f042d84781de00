package io.github.evosam.imagej.image;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where Bio-Formats lies for a process that is no Fiji: the system property {@value #PROPERTY}
 * names its jar ({@code bioformats_package.jar}), or a Fiji folder. It is looked at once.
 */
public final class BioFormatsPlace {
  /** Names the jar or the Fiji folder. */
  public static final String PROPERTY = "evosam.bioformats";

  private BioFormatsPlace() {}

  /** Whether the property names a place. */
  static boolean isNamed() {
    return !System.getProperty(PROPERTY, "").isEmpty();
  }

  /** A class loader with what lies at that place. */
  static ClassLoader loader() {
    return Held.LOADER;
  }

  /**
   * Checks what the property is to name.
   *
   * @throws IllegalArgumentException if it is neither a jar with Bio-Formats nor a Fiji folder that
   *     has it
   */
  public static void check(Path place) {
    try (URLClassLoader loader = loader(place)) {
      if (BioFormats.in(loader).isEmpty()) {
        throw new IllegalArgumentException(
            "%s is neither Bio-Formats (bioformats_package.jar) nor a Fiji folder that has it"
                .formatted(place));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("%s cannot be read (%s)".formatted(place, e), e);
    }
  }

  private static URLClassLoader loader(Path place) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path jar : Files.isDirectory(place) ? jars(place) : List.of(place)) {
      urls.add(jar.toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), BioFormats.class.getClassLoader());
  }

  /** Fiji keeps the importer among its plugins and the readers in a folder of their own. */
  private static List<Path> jars(Path fiji) throws IOException {
    List<Path> jars = new ArrayList<>();
    for (String folder : List.of("plugins", "jars/bio-formats", "jars")) {
      if (Files.isDirectory(fiji.resolve(folder))) {
        try (Stream<Path> files = Files.list(fiji.resolve(folder))) {
          files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
        }
      }
    }
    return jars;
  }

  /** Made when it is first asked for, and for the life of the process. */
  private static final class Held {
    private static final ClassLoader LOADER = make();

    private static ClassLoader make() {
      String place = System.getProperty(PROPERTY);
      try {
        return loader(Path.of(place));
      } catch (IOException e) {
        throw new ImageFileException(
            "Bio-Formats cannot be read at %s (%s); check the property %s"
                .formatted(place, e, PROPERTY),
            e);
      }
    }
  }
}
