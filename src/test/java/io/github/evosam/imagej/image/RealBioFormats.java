package io.github.evosam.imagej.image;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The real Bio-Formats, which {@code .ci/run} fetches; it is no dependency of ours. */
public final class RealBioFormats {
  /** Where it is fetched to, from the project's folder. */
  private static final Path JAR = Path.of(".cache", "bio-formats", "bioformats_package.jar");

  private RealBioFormats() {}

  /** Its jar; without it the test is skipped, aloud. */
  public static Path jar() {
    if (!Files.isRegularFile(JAR)) {
      String sentence =
          "SKIPPED, since %s is not there: .ci/run fetches it".formatted(JAR.toAbsolutePath());
      System.err.println(sentence);
      Assumptions.abort(sentence);
    }
    return JAR.toAbsolutePath();
  }
}
