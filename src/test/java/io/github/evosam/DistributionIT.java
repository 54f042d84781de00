package io.github.evosam;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/**
 * Opens what {@code mvn package} made. A new dependency makes these tests fail until somebody has
 * decided where it belongs: in both zips, or in the list of what Fiji ships and out of {@code
 * src/assembly/fiji.xml}.
 */
class DistributionIT {
  private static final Path TARGET = Path.of(System.getProperty("evosam.target", "target"));
  private static final String PLUGIN =
      "plugins/EvoSAM_-" + System.getProperty("evosam.version") + ".jar";

  private static final String LICENSES = "licenses/EvoSAM/";

  private static final Set<String> SHIPPED_BY_FIJI =
      Set.of(
          "ij",
          "scijava-common",
          "parsington",
          "ejml-core",
          "ejml-ddense",
          "gson",
          "commons-compress",
          "commons-codec",
          "commons-io",
          "jna",
          "slf4j-api");

  /** Names without version of jars of Fiji that are others than ours of the same file name. */
  private static final Set<String> FIJI_HAS_ANOTHER = Set.of("api");

  /** Fiji has Logback; a second SLF4J provider beside it would be a warning at every start. */
  private static final Set<String> REPLACED_IN_FIJI = Set.of("slf4j-simple");

  private static final Set<String> COMMAND_LINE_ONLY =
      Set.of("picocli", "progressbar", "jline-terminal", "jline-native");

  @Test
  void fijiZipHoldsThePluginAndTheLibrariesThatFijiLacks() throws IOException {
    List<String> files = filesIn("evosam-fiji.zip");

    assertThat(files)
        .contains(PLUGIN)
        .as("a folder of its own: the updater compares names without versions")
        .allMatch(
            file ->
                file.equals(PLUGIN)
                    || file.matches("jars/evosam/[^/]+\\.jar")
                    || file.startsWith("licenses/EvoSAM/"));
    assertThat(libraries(files))
        .doesNotContainAnyElementsOf(SHIPPED_BY_FIJI)
        .doesNotContainAnyElementsOf(FIJI_HAS_ANOTHER)
        .isEqualTo(
            named(
                without(runtimeLibraries(), SHIPPED_BY_FIJI, REPLACED_IN_FIJI, COMMAND_LINE_ONLY)));
  }

  @Test
  void theFolderForAnUpdateSiteHoldsWhatTheZipHolds() throws IOException {
    Path folder = TARGET.resolve("evosam-fiji");
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> relative(folder, file)))
          .containsExactlyInAnyOrderElementsOf(filesIn("evosam-fiji.zip"));
    }
  }

  private static String relative(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  /** DJL's are called after it. */
  private static Set<String> named(Set<String> artifacts) {
    return artifacts.stream()
        .map(name -> name.matches("api|pytorch-.*") ? "djl-" + name : name)
        .collect(toCollection(TreeSet::new));
  }

  @Test
  void imagejZipHoldsThePluginAndItsLibrariesButNeitherImageJNorCommandLine() throws IOException {
    List<String> files = filesIn("evosam-imagej.zip");

    assertThat(files).contains(PLUGIN).allMatch(DistributionIT::isPluginOrLibrary);
    assertThat(libraries(files))
        .isEqualTo(without(runtimeLibraries(), Set.of("ij"), COMMAND_LINE_ONLY));
  }

  @Test
  void eachLibraryComesOnce() throws IOException {
    for (String zip : List.of("evosam-fiji.zip", "evosam-imagej.zip")) {
      List<String> files = filesIn(zip);
      long jars = files.stream().filter(file -> file.endsWith(".jar")).count();
      assertThat(libraries(files)).as(zip).hasSize((int) jars - 1);
    }
  }

  @Test
  void eachLibraryHasItsLicenceAndItsLineInTheNotice() throws IOException {
    for (String zip : List.of("evosam-fiji.zip", "evosam-imagej.zip")) {
      List<String> files = filesIn(zip);
      String notice = text(zip, LICENSES + "NOTICE.txt");
      assertThat(runtimeLibraries())
          .as(zip)
          .hasSizeGreaterThan(20)
          .allSatisfy(
              library -> {
                assertThat(files).anyMatch(file -> file.startsWith(LICENSES + library + "/"));
                assertThat(notice).contains("\n" + library + " ");
              });
      assertThat(text(zip, LICENSES + "LICENSE.txt")).contains("Apache License");
    }
  }

  @Test
  void everyTimeInTheZipsIsTheSameSoThatTwoBuildsAreEqual() throws IOException {
    for (String zip : List.of("evosam-fiji.zip", "evosam-imagej.zip")) {
      try (ZipFile file = new ZipFile(TARGET.resolve(zip).toFile())) {
        assertThat(file.stream().map(ZipEntry::getTimeLocal).distinct()).as(zip).hasSize(1);
      }
    }
  }

  private static String text(String zip, String name) throws IOException {
    try (ZipFile file = new ZipFile(TARGET.resolve(zip).toFile())) {
      return new String(file.getInputStream(file.getEntry(name)).readAllBytes());
    }
  }

  @Test
  void noZipCarriesSpark() throws IOException {
    for (String zip : List.of("evosam-fiji.zip", "evosam-imagej.zip")) {
      assertThat(filesIn(zip))
          .as(zip)
          .noneMatch(file -> file.matches("jars/(spark|scala|hadoop|netty|jackson)-.*"));
    }
    assertThat(runtimeLibraries())
        .as("beside the command line")
        .noneMatch(n -> n.startsWith("spark"));
  }

  @Test
  void commandLineJarFindsItsLibrariesBesideIt() throws IOException {
    assertThat(classPath()).isNotEmpty().allMatch(entry -> Files.exists(TARGET.resolve(entry)));
  }

  @Test
  void menuEntriesLieInTheRootOfThePlugin() throws IOException {
    try (JarFile jar = new JarFile(TARGET.resolve("evosam.jar").toFile())) {
      ZipEntry config = jar.getEntry("plugins.config");
      assertThat(config).as("plugins.config").isNotNull();
      assertThat(new String(jar.getInputStream(config).readAllBytes()).lines())
          .isNotEmpty()
          .allMatch(
              line ->
                  line.matches(
                      "Plugins>EvoSAM(>For macros)?, \"EvoSAM [^\"]+\", io\\.github\\.\\S+"));
    }
  }

  private static boolean isPluginOrLibrary(String file) {
    return file.equals(PLUGIN)
        || file.matches("jars/[^/]+\\.jar")
        || file.matches(LICENSES + "(LICENSE.txt|NOTICE.txt|[a-z0-9-]+/[^/]+)");
  }

  private static List<String> filesIn(String zip) throws IOException {
    try (ZipFile file = new ZipFile(TARGET.resolve(zip).toFile())) {
      return file.stream().filter(e -> !e.isDirectory()).map(ZipEntry::getName).toList();
    }
  }

  private static Set<String> runtimeLibraries() throws IOException {
    return artifacts(classPath().stream());
  }

  private static List<String> classPath() throws IOException {
    try (JarFile jar = new JarFile(TARGET.resolve("evosam.jar").toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      return List.of(manifest.getValue(Attributes.Name.CLASS_PATH).split(" "));
    }
  }

  private static Set<String> libraries(List<String> files) {
    return artifacts(files.stream().filter(file -> file.startsWith("jars/")));
  }

  /** {@code lib/gson-2.10.1.jar} → {@code gson}. */
  private static Set<String> artifacts(Stream<String> files) {
    return files
        .map(file -> file.substring(file.lastIndexOf('/') + 1).replaceFirst("-\\d.*", ""))
        .collect(toCollection(TreeSet::new));
  }

  @SafeVarargs
  private static Set<String> without(Set<String> all, Set<String>... removed) {
    Set<String> rest = new TreeSet<>(all);
    Arrays.stream(removed).forEach(rest::removeAll);
    return rest;
  }
}
