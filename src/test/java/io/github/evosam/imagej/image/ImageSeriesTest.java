package io.github.evosam.imagej.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bio-Formats is on no class path of ours, so classes with the part of its interface that is used
 * stand in for it: files of theirs hold one line for each series, its width.
 */
class ImageSeriesTest {
  private static final Map<String, String> STAND_IN =
      Map.of(
          "loci/plugins/in/ImporterOptions.java",
          """
          package loci.plugins.in;
          public class ImporterOptions {
            public String id;
            public boolean quiet;
            public boolean windowless;
            public java.util.TreeSet<Integer> on = new java.util.TreeSet<>();
            public void setId(String s) { id = s; }
            public void setQuiet(boolean b) { quiet = b; }
            public void setWindowless(boolean b) { windowless = b; }
            public void clearSeries() { on.clear(); }
            public void setSeriesOn(int s, boolean b) { if (b) on.add(s); }
          }
          """,
          "loci/plugins/in/ImportProcess.java",
          """
          package loci.plugins.in;
          public class ImportProcess {
            public static int open;
            private final ImporterOptions options;
            public ImportProcess(ImporterOptions options) { this.options = options; }
            public boolean execute() { open++; return options.quiet && options.windowless; }
            public int getSeriesCount() throws java.io.IOException {
              return java.nio.file.Files.readAllLines(java.nio.file.Path.of(options.id)).size();
            }
            public Reader getReader() { return new Reader(); }
            public class Reader { public void close() { open--; } }
          }
          """,
          "loci/plugins/BF.java",
          """
          package loci.plugins;
          public final class BF {
            public static ij.ImagePlus[] openImagePlus(loci.plugins.in.ImporterOptions options)
                throws java.io.IOException {
              var lines = java.nio.file.Files.readAllLines(java.nio.file.Path.of(options.id));
              String width = lines.get(options.on.first());
              if (!width.matches("\\\\d+")) throw new java.io.IOException("bad block");
              return new ij.ImagePlus[] {
                new ij.ImagePlus("s", new ij.process.ByteProcessor(Integer.parseInt(width), 4))
              };
            }
          }
          """);

  @TempDir private static Path folder;
  private static URLClassLoader loader;
  private static Optional<BioFormats> bioFormats;

  @BeforeAll
  static void compileTheStandIn() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", folder + "/classes"));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    for (Map.Entry<String, String> source : STAND_IN.entrySet()) {
      Path file = folder.resolve("source").resolve(source.getKey());
      Files.createDirectories(file.getParent());
      arguments.add(Files.writeString(file, source.getValue()).toString());
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new))).isZero();
    URL[] classes = {folder.resolve("classes").toUri().toURL()};
    loader = new URLClassLoader(classes, ImageSeriesTest.class.getClassLoader());
    bioFormats = BioFormats.in(loader);
    assertThat(bioFormats).isPresent();
  }

  @AfterAll
  static void close() throws Exception {
    loader.close();
  }

  @Test
  void everySeriesOfAFileThatOnlyBioFormatsKnowsIsAnImage() throws Exception {
    Path file = Files.writeString(folder.resolve("two.lif"), "11\n22\n");
    assertThat(ImageSeries.count(file, bioFormats)).isEqualTo(2);
    assertThat(ImageSeries.open(file, 0, bioFormats).getWidth()).isEqualTo(11);
    assertThat(ImageSeries.open(file, 1, bioFormats).getWidth()).isEqualTo(22);
    Class<?> process = loader.loadClass("loci.plugins.in.ImportProcess");
    assertThat(process.getField("open").get(null)).as("readers left open").isEqualTo(0);
  }

  @Test
  void whatImageJReadsItselfIsReadWithoutBioFormats() {
    Path file = folder.resolve("own.tif");
    new FileSaver(new ImagePlus("own", new ByteProcessor(7, 5))).saveAsTiff(file.toString());
    assertThat(ImageSeries.count(file, bioFormats)).isEqualTo(1);
    assertThat(ImageSeries.open(file, 0, bioFormats).getWidth()).isEqualTo(7);
  }

  @Test
  void omeTiffIsLeftToBioFormatsWhereThereIsOne() throws Exception {
    Path file = folder.resolve("own.ome.tif");
    new FileSaver(new ImagePlus("own", new ByteProcessor(7, 5))).saveAsTiff(file.toString());
    assertThat(ImageSeries.count(file, Optional.empty())).isEqualTo(1);
    assertThat(ImageSeries.open(file, 0, Optional.empty()).getWidth()).isEqualTo(7);
    Path other = Files.writeString(folder.resolve("series.ome.tif"), "1\n2\n3\n");
    assertThat(ImageSeries.count(other, bioFormats)).isEqualTo(3);
  }

  @Test
  void aDamagedFileIsNamedWithTheReason() throws Exception {
    Path file = Files.writeString(folder.resolve("bad.lif"), "x\n");
    assertThatThrownBy(() -> ImageSeries.open(file, 0, bioFormats))
        .isInstanceOf(ImageFileException.class)
        .hasMessageContaining("bad.lif")
        .hasMessageContaining("bad block");
  }

  @Test
  void aMissingOrEmptyFileIsRefusedBeforeAnyReader() throws Exception {
    Path none = folder.resolve("none.lif");
    assertThatThrownBy(() -> ImageSeries.count(none, bioFormats)).hasMessageContaining("no file");
    Path empty = Files.createFile(folder.resolve("empty.lif"));
    assertThatThrownBy(() -> ImageSeries.count(empty, bioFormats)).hasMessageContaining("is empty");
  }

  @Test
  void anInterfaceThatIsNotKnownIsSaidToBeOne() throws Exception {
    Path file = Files.writeString(folder.resolve("one.lif"), "11\n");
    BioFormats without = new BioFormats(ImageSeriesTest.class.getClassLoader());
    assertThat(BioFormats.in(ImageSeriesTest.class.getClassLoader())).isEmpty();
    assertThatThrownBy(() -> without.open(file, 0))
        .isInstanceOf(ImageFileException.class)
        .hasMessageContaining("another interface")
        .hasMessageContaining("one.lif");
  }
}
