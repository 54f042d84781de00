package io.github.evosam.imagej.batch;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.io.RoiEncoder;
import ij.process.ByteProcessor;
import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.SegmentationRequest.Search;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.result.ResultFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder of small images and runs over it, for tests. */
abstract class FolderRuns {
  @TempDir private static Path shared;
  static Segmenter segmenter;

  @TempDir Path folder;
  Path input;
  Path output;

  @BeforeAll
  static void open() {
    segmenter =
        Segmenter.open(
            new BaseModels(shared),
            TinyModel.write(shared, 3).toString(),
            "cpu",
            new ExpertCatalogue(shared.resolve("home")));
  }

  @AfterAll
  static void close() {
    segmenter.close();
  }

  @BeforeEach
  void makeFolder() throws IOException {
    input = Files.createDirectories(folder.resolve("images"));
    output = folder.resolve("results");
  }

  FolderReport run(Set<ResultFormat> formats, boolean overwrite) {
    return run(formats, overwrite, new Follower());
  }

  FolderReport run(Set<ResultFormat> formats, boolean overwrite, FolderListener listener) {
    ImageSegmentation task =
        new ImageSegmentation(
            PromptSource.besideImage(),
            new SegmentationRequest(ExpertChoice.NONE, Search.EVERYTHING, 3),
            SliceRange.ALL);
    return new FolderSegmentation(
            images(), task, new FolderResults(output, formats, true, overwrite))
        .run(segmenter, listener);
  }

  FolderImages images() {
    return new FolderImages(input, true, NameFilter.IMAGES);
  }

  static Set<ResultFormat> all() {
    return EnumSet.allOf(ResultFormat.class);
  }

  void png(String name, long seed) {
    new FileSaver(noise(seed)).saveAsPng(input.resolve(name).toString());
  }

  void rectangle(String name) {
    RoiEncoder.save(new Roi(5, 5, 30, 25), input.resolve(name).toString());
  }

  void stack(String name, int slices) {
    ImageStack stack = new ImageStack(60, 40);
    for (int i = 0; i < slices; i++) {
      stack.addSlice(noise(i).getProcessor());
    }
    new FileSaver(new ImagePlus("s", stack)).saveAsTiffStack(input.resolve(name).toString());
  }

  static ImagePlus noise(long seed) {
    byte[] pixels = new byte[60 * 40];
    new Random(seed).nextBytes(pixels);
    return new ImagePlus("noise", new ByteProcessor(60, 40, pixels));
  }

  List<String> resultNames() throws IOException {
    return List.copyOf(contents().keySet());
  }

  /** The visible results by name; the report tells of the run, so it is left empty. */
  Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        String name = output.relativize(file).toString().replace('\\', '/');
        boolean isReport = name.equals(FolderResults.REPORT);
        if (!name.startsWith(".")) {
          contents.put(name, isReport ? "" : summary(file));
        }
      }
    }
    return contents;
  }

  private static String summary(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return bytes.length + " bytes, hash " + Arrays.hashCode(bytes);
  }
}
