package io.github.evosam.imagej.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import io.github.evosam.geometry.Plane;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file with the two colours of {@link OddScene}, and what is right.
 *
 * @param name of the file
 * @param bytes of it
 * @param disc colour in the plane's 0..255; null if the file is to be refused
 * @param ground the other colour
 * @param words that the refusal, or a note, holds; empty for no note
 */
record OddFile(String name, byte[] bytes, int[] disc, int[] ground, String words) {
  static final int[] RED = {220, 30, 60};
  static final int[] BLUE = {20, 40, 160};

  static OddFile grey(String name, byte[] bytes, int disc, int ground) {
    return new OddFile(
        name, bytes, new int[] {disc, disc, disc}, new int[] {ground, ground, ground}, "");
  }

  static OddFile colour(String name, byte[] bytes) {
    return new OddFile(name, bytes, RED, BLUE, "");
  }

  static OddFile refused(String name, byte[] bytes, String words) {
    return new OddFile(name, bytes, null, null, words);
  }

  static OddFile noted(OddFile odd, String words) {
    return new OddFile(odd.name, odd.bytes, odd.disc, odd.ground, words);
  }

  /** Reads the file in a folder; nothing may be printed meanwhile. */
  void check(Path folder) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      read(file);
    } finally {
      System.setOut(out);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private void read(Path file) {
    if (disc == null) {
      assertThatExceptionOfType(ImageFileException.class)
          .isThrownBy(() -> ImageFiles.named(file, () -> CurrentPlane.of(ImageFiles.open(file))))
          .withMessageContainingAll(file.toString(), words);
      return;
    }
    ImagePlus image = ImageFiles.open(file);
    Plane plane = CurrentPlane.of(image);
    double tolerance = name.matches(".*(jpeg.tif|jpg)") ? 12 : 1;
    assertColour(plane, OddScene.X, OddScene.Y, disc, tolerance);
    assertColour(plane, OddScene.WIDTH - 3, OddScene.HEIGHT - 3, ground, tolerance);
    if (words.isEmpty()) {
      assertThat(ImageNotes.of(image)).isEmpty();
    } else {
      assertThat(ImageNotes.of(image)).hasSize(1);
      assertThat(ImageNotes.of(image).get(0)).contains(file.toString(), words);
    }
  }

  private static void assertColour(Plane plane, int x, int y, int[] colour, double tolerance) {
    for (int c = 0; c < 3; c++) {
      assertThat((double) plane.at(c, x, y))
          .as("channel %d at %d,%d", c, x, y)
          .isCloseTo(colour[c], within(tolerance));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
