package io.github.evosam.imagej.batch;

import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.result.ResultFormat;
import io.github.evosam.imagej.result.StagedFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The results of images on disk: there with all that belongs to them, or not yet done. A record
 * that they are about to come is written before the first of them, and another one after the last,
 * so that what a process left that died between the two is known, and is made again.
 *
 * @param results which, and where
 * @param records of what is there
 * @param settings how results are made now, see {@link ImageRecord}
 */
record ImageStore(FolderResults results, ResultRecords records, String settings) {

  /**
   * An image's results in their places.
   *
   * @param record of them
   * @param outputs files, of several of one format the first
   */
  record Stored(ImageRecord record, Map<ResultFormat, Path> outputs) {}

  /** The record of an image whose results are all there, made now or earlier in the same way. */
  Optional<ImageRecord> finished(SourceImage image, String stamp) {
    return records
        .find(image)
        .filter(record -> record.isDone() && record.isOf(settings, stamp))
        .filter(record -> isInPlace(image, record));
  }

  private boolean isInPlace(SourceImage image, ImageRecord record) {
    Path folder = results.folderOf(image);
    return record.outputs().stream().allMatch(name -> Files.exists(folder.resolve(name)))
        && (!results.measured() || Files.exists(records.measurements(image)));
  }

  /**
   * Refuses an image whose results would take the places of others; those that an unfinished run
   * left, and those made in the same way of which one is missing, may be replaced.
   *
   * @param names of the files that will be written
   * @throws ImageFileException if one is there
   */
  void requireFree(SourceImage image, String stamp, List<String> names) {
    if (results.overwrite()) {
      return;
    }
    Optional<ImageRecord> record = records.find(image);
    List<String> replaceable =
        record
            .filter(r -> !r.isDone() || r.isOf(settings, stamp))
            .map(ImageRecord::outputs)
            .orElse(List.of());
    Path folder = results.folderOf(image);
    for (String name : names) {
      if (!replaceable.contains(name) && Files.exists(folder.resolve(name))) {
        throw new ImageFileException(
            "%s is there already%s; choose another folder for the results, or have it overwritten"
                .formatted(folder.resolve(name), record.map(this::origin).orElse("")));
      }
    }
  }

  private String origin(ImageRecord record) {
    return record.settings().equals(settings)
        ? ", made before the image or its prompts were changed"
        : ", made with other settings (" + record.settings() + ")";
  }

  /**
   * Puts all results of an image in place.
   *
   * @throws ImageFileException if one cannot be written
   */
  Stored put(SourceImage image, String stamp, SegmentedImage found) {
    ImageRecord record =
        new ImageRecord(
            false,
            settings,
            stamp,
            results.fileNames(found.image()),
            found.objects(),
            found.expert().map(ChosenExpert::name).orElse(""));
    Map<ResultFormat, Path> outputs;
    Path folder = results.folderOf(image);
    try (StagedFolder stage = StagedFolder.in(folder, records.stage())) {
      outputs = found.write(results.inOrder(), stage.folder(), folder, () -> false);
      records.put(image, record);
      if (results.measured()) {
        Path file = records.measurements(image);
        found.image().writeMeasurements(found.labels(), image.title(), expert(found), file);
      }
      stage.publish();
    }
    records.put(image, record.done());
    return new Stored(record.done(), outputs);
  }

  private static Map<String, String> expert(SegmentedImage found) {
    String confidence =
        found
            .expert()
            .flatMap(ChosenExpert::confidence)
            .map(c -> String.format(Locale.ROOT, "%.4f", c))
            .orElse("");
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("Expert", found.expert().map(ChosenExpert::name).orElse("none"));
    columns.put("Confidence", confidence);
    return columns;
  }
}
