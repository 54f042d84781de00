import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Made by the build: NOTICE.txt of all libraries that go out with EvoSAM, and a folder with the
 * licences of each. Ends with an error for a library that {@code src/licenses/libraries.tsv} does
 * not know, so that none goes out without its licence.
 *
 * <p>Arguments: folder of the jars, {@code src/licenses}, the project's LICENSE, target folder.
 */
final class Notice {
  private static final String OWN = "apache-2.0.txt";
  private static final String IN_JAR = "(META-INF/)?(LICEN[CS]E|NOTICE|COPYING|COPYRIGHT)[^/]*";

  private final Path texts;
  private final Path license;
  private final Path target;
  private final Map<String, String[]> known = new HashMap<>();

  private Notice(Path texts, Path license, Path target) {
    this.texts = texts;
    this.license = license;
    this.target = target;
  }

  public static void main(String[] arguments) throws IOException {
    Notice notice =
        new Notice(Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]));
    notice.read();
    notice.write(Path.of(arguments[0]));
  }

  private void read() throws IOException {
    for (String line : Files.readAllLines(texts.resolve("libraries.tsv"))) {
      String[] cells = line.split("\t");
      if (!line.startsWith("#") && cells.length == 4) {
        known.put(cells[0], cells);
      }
    }
  }

  private void write(Path jars) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("EvoSAM for Fiji");
    lines.add("Licensed under the Apache License, version 2.0; see LICENSE.txt.");
    lines.add("");
    lines.add("It goes out with these libraries, each under its own licence, whose text lies in the");
    lines.add("folder of its name:");
    lines.add("");
    List<Path> files;
    try (var found = Files.list(jars)) {
      files = found.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
    }
    for (Path jar : files) {
      lines.add(entry(jar));
    }
    Files.createDirectories(target);
    Files.copy(license, target.resolve("LICENSE.txt"), REPLACE);
    Files.write(target.resolve("NOTICE.txt"), lines);
  }

  private static final java.nio.file.StandardCopyOption REPLACE =
      java.nio.file.StandardCopyOption.REPLACE_EXISTING;

  private String entry(Path jar) throws IOException {
    String name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
    String artifact = name.replaceFirst("-\\d.*", "");
    String[] cells = known.get(artifact);
    if (cells == null) {
      throw new IOException(
          "The licence of " + artifact + " is not known; add it to src/licenses/libraries.tsv");
    }
    Path folder = Files.createDirectories(target.resolve(artifact));
    int inside = unpack(jar, folder);
    for (String text : cells[2].split(" ")) {
      if (text.equals("-") && inside == 0) {
        throw new IOException(jar + " holds no licence; add its text to src/licenses");
      }
      if (!text.equals("-")) {
        Path source = text.equals(OWN) ? license : texts.resolve(text);
        Files.copy(source, folder.resolve(text), REPLACE);
      }
    }
    String version = name.substring(Math.min(name.length(), artifact.length() + 1));
    return "%s %s: %s; %s".formatted(artifact, version, cells[1], cells[3]);
  }

  /** Takes out what a jar says itself. */
  private static int unpack(Path jar, Path folder) throws IOException {
    int count = 0;
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(e -> (ZipEntry) e)::iterator) {
        if (!entry.isDirectory() && entry.getName().matches(IN_JAR)) {
          String name = entry.getName().replaceFirst("^META-INF/", "");
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, folder.resolve(name), REPLACE);
          }
          count++;
        }
      }
    }
    return count;
  }
}
