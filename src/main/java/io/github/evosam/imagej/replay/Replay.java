package io.github.evosam.imagej.replay;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.origin.OriginFile;
import io.github.evosam.engine.origin.ResultOrigin;
import io.github.evosam.imagej.batch.ImageSegmentation;
import io.github.evosam.imagej.batch.SegmentedImage;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.result.ImageDocument;
import io.github.evosam.imagej.result.ResultFormat;
import io.github.evosam.imagej.result.StagedFolder;
import io.github.evosam.imagej.stack.StackSegmentation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * Use case: makes the results of an image again, and says whether they are what they were.
 *
 * @param origin how they were made
 */
public record Replay(ResultOrigin origin) {

  /**
   * Makes them again.
   *
   * @param segmenter the model that was used, opened again
   * @param output folder for the results and their sidecar
   * @param watcher hears of the share done, and may end it
   * @return names of those that are not the same, bit for bit
   * @throws IllegalArgumentException if image, prompts, model or expert are not what they were, or
   *     the origin cannot be understood
   * @throws io.github.evosam.EvoSamException if something cannot be read or written
   * @throws CancellationException if it was cancelled; nothing is left then
   */
  public List<String> run(Segmenter segmenter, Path output, ImageSegmentation.Watcher watcher) {
    List<String> changes = origin.changes(segmenter);
    if (!changes.isEmpty()) {
      throw new IllegalArgumentException("It cannot be made again: " + String.join("; ", changes));
    }
    switch (origin.command()) {
      case ImageSegmentation.COMMAND -> segment(segmenter, output, watcher);
      case StackSegmentation.COMMAND -> propagate(segmenter, output, watcher);
      default ->
          throw new IllegalArgumentException(
              "It was made by '%s', which this version cannot make again; use EvoSAM %s"
                  .formatted(origin.command(), origin.version()));
    }
    return different(output);
  }

  private void segment(Segmenter segmenter, Path output, ImageSegmentation.Watcher watcher) {
    ImageSegmentation task = ImageSegmentation.of(origin);
    ImageDocument image =
        ImageDocument.open(
            origin.image().file(), origin.series(), origin.name(), task.range(), task.channel());
    List<ResultFormat> formats =
        Stream.of(ResultFormat.values())
            .filter(format -> origin.results().keySet().containsAll(image.fileNames(format)))
            .toList();
    SegmentedImage found = task.run(image, segmenter, watcher);
    try (StagedFolder stage = StagedFolder.in(output)) {
      found.write(formats, stage.folder(), output, watcher::isCancelled);
      stage.publish();
    }
  }

  private void propagate(Segmenter segmenter, Path output, ImageSegmentation.Watcher watcher) {
    StackSegmentation.of(origin)
        .run(
            origin.image().file(),
            segmenter,
            output,
            note -> {},
            share -> {
              watcher.progress(share);
              if (watcher.isCancelled()) {
                throw new CancellationException("Cancelled");
              }
            });
  }

  private List<String> different(Path output) {
    try {
      Map<String, String> now = OriginFile.checksums(output);
      return origin.results().entrySet().stream()
          .filter(result -> !result.getValue().equals(now.get(result.getKey())))
          .map(Map.Entry::getKey)
          .toList();
    } catch (IOException e) {
      throw new ImageFileException("Cannot read the folder " + output + " (" + e + ")", e);
    }
  }
}
