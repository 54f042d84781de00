package io.github.evosam.cli;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Plane;
import io.github.evosam.learning.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folders {@code images} and {@code masks} with files of equal names. */
final class TaskFolder {
  private TaskFolder() {}

  static List<Sample> samples(Path folder) {
    try (Stream<Path> files = Files.list(folder.resolve("images"))) {
      return files
          .sorted()
          .map(f -> read(f, folder.resolve("masks").resolve(f.getFileName())))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sample read(Path image, Path mask) {
    ImagePlus im = IJ.openImage(image.toString());
    ImagePlus mk = IJ.openImage(mask.toString());
    int w = im.getWidth();
    int h = im.getHeight();
    float[] v = new float[3 * w * h];
    int[] l = new int[w * h];
    ImageProcessor ip = im.getProcessor();
    ImageProcessor mp = mk.getProcessor();
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int i = y * w + x;
        l[i] = mp.get(x, y);
        int p = ip.get(x, y);
        boolean rgb = im.getType() == ImagePlus.COLOR_RGB;
        v[i] = rgb ? p >> 16 & 255 : p;
        v[w * h + i] = rgb ? p >> 8 & 255 : p;
        v[2 * w * h + i] = rgb ? p & 255 : p;
      }
    }
    ImageSize s = new ImageSize(w, h);
    return new Sample(new Plane(s, v), LabelMap.of(s, l));
  }
}
