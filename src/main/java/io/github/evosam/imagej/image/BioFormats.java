package io.github.evosam.imagej.image;

import ij.IJ;
import ij.ImagePlus;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Bio-Formats, where it is installed. It is no dependency, so it is spoken to by name: {@code
 * loci.plugins.BF}, {@code loci.plugins.in.ImporterOptions} and {@code ImportProcess}. Opens no
 * window and needs none.
 *
 * @param loader that knows its classes
 */
record BioFormats(ClassLoader loader) {
  private static final String PACKAGE = "loci.plugins.";

  /**
   * The one that ImageJ's plugins use, or that of {@link BioFormatsPlace}; empty if there is none.
   */
  static Optional<BioFormats> installed() {
    if (BioFormatsPlace.isNamed()) {
      return in(BioFormatsPlace.loader());
    }
    ClassLoader plugins = IJ.getClassLoader();
    return in(plugins == null ? BioFormats.class.getClassLoader() : plugins);
  }

  /** The one that a class loader knows; empty if there is none. */
  static Optional<BioFormats> in(ClassLoader loader) {
    try {
      Class.forName(PACKAGE + "BF", false, loader);
      return Optional.of(new BioFormats(loader));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Number of series in a file; reads no pixel.
   *
   * @throws ImageFileException if it cannot be read
   */
  int seriesCount(Path file) {
    return reading(
        file,
        () -> {
          Class<?> options = type("in.ImporterOptions");
          Class<?> processes = type("in.ImportProcess");
          Object process = processes.getConstructor(options).newInstance(options(file));
          if (!(boolean) processes.getMethod("execute").invoke(process)) {
            throw ImageFiles.foreign(file, null);
          }
          try {
            return (int) processes.getMethod("getSeriesCount").invoke(process);
          } finally {
            Object reader = processes.getMethod("getReader").invoke(process);
            reader.getClass().getMethod("close").invoke(reader);
          }
        });
  }

  /**
   * One series of a file, not shown; all its channels, slices and frames in one image.
   *
   * @param series counts from 0
   * @throws ImageFileException if it cannot be read
   */
  ImagePlus open(Path file, int series) {
    return reading(
        file,
        () -> {
          Object options = options(file);
          Class<?> type = options.getClass();
          type.getMethod("clearSeries").invoke(options);
          type.getMethod("setSeriesOn", int.class, boolean.class).invoke(options, series, true);
          ImagePlus[] images =
              (ImagePlus[]) type("BF").getMethod("openImagePlus", type).invoke(null, options);
          if (images == null || images.length == 0) {
            throw ImageFiles.foreign(file, null);
          }
          return images[0];
        });
  }

  private Object options(Path file) throws ReflectiveOperationException {
    Class<?> type = type("in.ImporterOptions");
    Object options = type.getConstructor().newInstance();
    type.getMethod("setId", String.class).invoke(options, file.toAbsolutePath().toString());
    type.getMethod("setQuiet", boolean.class).invoke(options, true);
    type.getMethod("setWindowless", boolean.class).invoke(options, true);
    return options;
  }

  private Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(PACKAGE + name, true, loader);
  }

  /** Reading by reflection. */
  private interface Reading<T> {
    T read() throws ReflectiveOperationException;
  }

  private static <T> T reading(Path file, Reading<T> reading) {
    try {
      return reading.read();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof OutOfMemoryError error) {
        throw error;
      }
      throw new ImageFileException(
          "Bio-Formats cannot read %s (%s); copy or export it again, or convert it to TIFF"
              .formatted(file, e.getCause()),
          e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new ImageFileException(
          "The installed Bio-Formats has another interface than is known here (%s), so %s cannot be read; update it, or convert the file to TIFF"
              .formatted(e, file),
          e);
    }
  }
}
