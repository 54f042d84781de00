package io.github.evosam.imagej.result;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.ImageFiles;
import io.github.evosam.imagej.image.ImageNotes;
import io.github.evosam.imagej.image.ImageSeries;
import io.github.evosam.imagej.image.ImageTitle;
import io.github.evosam.imagej.image.ImageWriting;
import io.github.evosam.imagej.image.Normalisation;
import io.github.evosam.imagej.image.PlaneSource;
import io.github.evosam.imagej.image.ShownChannel;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.roi.PromptedObject;
import io.github.evosam.imagej.roi.RoiFiles;
import io.github.evosam.imagej.roi.Selections;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An image file for those who need not know ImageJ: some planes of it go out as values, label maps
 * of the same planes come back and are written beside each other.
 */
public final class ImageDocument {
  private final Path file;
  private final int series;
  private final String name;
  private final ImagePlus image;
  private final List<StackPosition> positions;
  private final PlaneSource source;
  private StackPosition lastPosition;
  private PixelSource lastPixels;

  private ImageDocument(
      Path file, int series, String name, ImagePlus image, SliceRange range, int channel) {
    this.file = file;
    this.series = series;
    this.name = name;
    this.image = image;
    ShownChannel.turn(image, channel, file);
    this.positions = range.positions(image);
    this.source =
        ImageFiles.named(file, () -> PlaneSource.of(image, positions, Normalisation.PERCENTILES));
  }

  /**
   * Opens a file.
   *
   * @param range the planes of interest
   * @throws ImageFileException if the file cannot be read
   * @throws IllegalArgumentException if it has fewer planes
   */
  public static ImageDocument open(Path file, SliceRange range) {
    return open(file, range, ShownChannel.AS_THE_FILE);
  }

  /**
   * Opens a file, turned to a channel.
   *
   * @param range the planes of interest
   * @param channel 1..C, or {@link ShownChannel#AS_THE_FILE}
   * @throws ImageFileException if the file cannot be read, or has no such channel
   * @throws IllegalArgumentException if it has fewer planes
   */
  public static ImageDocument open(Path file, SliceRange range, int channel) {
    String name = ImageTitle.base(file.getFileName().toString());
    return new ImageDocument(file, 0, name, ImageFiles.open(file), range, channel);
  }

  /**
   * Opens one of the images in a file.
   *
   * @param series which, see {@link ImageSeries}
   * @param name that results are called after
   * @param range the planes of interest
   * @param channel 1..C, or {@link ShownChannel#AS_THE_FILE}
   * @throws ImageFileException if the file cannot be read, or has no such channel
   * @throws IllegalArgumentException if it has fewer planes
   */
  public static ImageDocument open(
      Path file, int series, String name, SliceRange range, int channel) {
    return new ImageDocument(file, series, name, ImageSeries.open(file, series), range, channel);
  }

  /** Where the image was read from. */
  public Path file() {
    return file;
  }

  /** Which of the images in the file it is, from 0. */
  public int series() {
    return series;
  }

  /** What results are called after. */
  public String name() {
    return name;
  }

  /** Width and height. */
  public ImageSize size() {
    return source.size();
  }

  /** What a user should know of how the file was read, sentences that name it. */
  public List<String> notes() {
    return ImageNotes.of(image);
  }

  /** Adds to the {@link #notes}: what there is to say of a prompt's file. */
  public void note(String sentence) {
    ImageNotes.add(image, sentence);
  }

  /** The planes of interest, in rising order. */
  public List<StackPosition> positions() {
    return positions;
  }

  /** One plane; the one that was asked for last is kept, so it is the same when asked for again. */
  public PixelSource plane(StackPosition position) {
    if (!position.equals(lastPosition)) {
      lastPixels = null;
      lastPixels = ImageFiles.named(file, () -> source.pixels(position));
      lastPosition = position;
    }
    return lastPixels;
  }

  /** The plane in the middle of those of interest, which shows best what the image is about. */
  public PixelSource middlePlane() {
    return plane(positions.get(middle()));
  }

  /** Index of the {@link #middlePlane} among the positions. */
  public int middle() {
    return positions.size() / 2;
  }

  /** The prompts of a ROI file: each ROI is one object. */
  public List<PromptedObject> prompts(Path roiFile) {
    return Selections.of(RoiFiles.read(roiFile), image);
  }

  /**
   * The files that {@link #write} makes for a format: {@code NAME-labels.tif}, {@code
   * NAME-mask.png} ({@code .tif} for several planes), {@code NAME-rois.zip}, {@code
   * NAME-overlay.png} (of several planes one each, {@code NAME-overlay-0007.png}).
   */
  public List<String> fileNames(ResultFormat format) {
    return switch (format) {
      case LABELS -> List.of(name + "-labels.tif");
      case MASK -> List.of(name + (isStack() ? "-mask.tif" : "-mask.png"));
      case ROIS -> List.of(name + "-rois.zip");
      case OVERLAY -> positions.stream().map(this::overlayName).toList();
    };
  }

  /**
   * Writes a result beside others, named as {@link #fileNames} says.
   *
   * @param labels as many as positions
   * @return the file, of several the first
   * @throws ImageFileException if it cannot be written
   */
  public Path write(ResultFormat format, List<LabelMap> labels, Path folder) {
    List<Path> files = fileNames(format).stream().map(folder::resolve).toList();
    switch (format) {
      case LABELS -> writeLabels(labels, files.get(0));
      case MASK -> writeMask(labels, files.get(0));
      case ROIS -> RoiFiles.write(rois(labels), files.get(0));
      case OVERLAY -> writeOverlays(labels, files);
    }
    return files.get(0);
  }

  /**
   * Writes what {@link ObjectTable} measures, in calibrated units, as {@link MeasurementFile}.
   *
   * @param labels as many as positions
   * @param imageName first column of each row
   * @param more columns at the end, the same in each row
   * @throws ImageFileException if the file cannot be written
   */
  public void writeMeasurements(
      List<LabelMap> labels, String imageName, Map<String, String> more, Path file) {
    ResultsTable table = new ResultsTable();
    for (int i = 0; i < labels.size(); i++) {
      ObjectTable.append(table, labels.get(i), image, positions.get(i));
    }
    for (int row = 0; row < table.size(); row++) {
      table.setValue("Image", row, imageName);
    }
    MeasurementFile.write(table, more, file);
  }

  private boolean isStack() {
    return positions.size() > 1;
  }

  private String overlayName(StackPosition position) {
    String plane = isStack() ? "-%04d".formatted(position.planeIn(image)) : "";
    return name + "-overlay" + plane + ".png";
  }

  /** Of what may be large, no more than a row or a plane of the file is in memory. */
  private void writeLabels(List<LabelMap> labels, Path target) {
    String title = name + "-labels";
    if (size().isBig() && !isStack()) {
      LabelTiff.write(image, positions.get(0), labels.get(0), title, target);
      return;
    }
    ImagePlus labelImage =
        isStack()
            ? LabelImages.virtual(image, positions, labels)
            : LabelImages.of(image, positions.get(0), labels.get(0));
    labelImage.setTitle(title);
    ImageWriting.tiff(labelImage, target);
  }

  private void writeMask(List<LabelMap> labels, Path target) {
    ij.ImageStack stack = new ij.ImageStack(size().width(), size().height());
    for (LabelMap map : labels) {
      stack.addSlice(LabelImages.mask(map.foreground()));
    }
    ImagePlus mask = new ImagePlus(name + "-mask", stack);
    mask.setCalibration(image.getCalibration().copy());
    if (isStack()) {
      ImageWriting.tiff(mask, target);
    } else {
      ImageWriting.png(mask, target);
    }
  }

  private List<Roi> rois(List<LabelMap> labels) {
    List<Roi> rois = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      rois.addAll(ObjectRois.of(labels.get(i), image, positions.get(i)));
    }
    return rois;
  }

  private void writeOverlays(List<LabelMap> labels, List<Path> files) {
    for (int i = 0; i < labels.size(); i++) {
      String title = files.get(i).getFileName().toString();
      ImageWriting.png(
          new ImagePlus(title, OverlayPicture.of(plane(positions.get(i)), labels.get(i))),
          files.get(i));
    }
  }
}
