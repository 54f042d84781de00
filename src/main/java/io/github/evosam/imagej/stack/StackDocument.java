package io.github.evosam.imagej.stack;

import ij.ImagePlus;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.origin.OriginFile;
import io.github.evosam.engine.origin.ResultOrigin;
import io.github.evosam.engine.propagation.LabelStack;
import io.github.evosam.engine.propagation.Seed;
import io.github.evosam.engine.propagation.Span;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.ImageFiles;
import io.github.evosam.imagej.image.ImageNotes;
import io.github.evosam.imagej.image.ImageTitle;
import io.github.evosam.imagej.image.IntensityRange;
import io.github.evosam.imagej.image.Normalisation;
import io.github.evosam.imagej.image.PlaneSource;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.result.StagedFolder;
import io.github.evosam.imagej.roi.PromptedObject;
import io.github.evosam.imagej.roi.RoiFiles;
import io.github.evosam.imagej.roi.Selections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/**
 * A stack in a file, for those who need not know ImageJ: prompts go in, label stacks and ROIs come
 * out as files. What is too large for memory is read, and all is written, slice by slice.
 */
public final class StackDocument {
  /** A TIFF that fills a larger share of the memory is not read at once. */
  private static final int MEMORY_SHARE = 4;

  private final Path file;
  private final ImagePlus image;
  private final StackTask task;

  private StackDocument(Path file, ImagePlus image, StackTask task) {
    this.file = file;
    this.image = image;
    this.task = task;
  }

  /**
   * Where results go.
   *
   * @param folder of {@code NAME-labels.tif} and {@code NAME-rois.zip}; files of these names are
   *     replaced
   * @param origin how they are made, for the sidecar beside them
   */
  public record Target(Path folder, ResultOrigin origin) {}

  /**
   * What was made of a stack.
   *
   * @param objects where each lies
   * @param labels file of the label stack
   * @param rois file of the ROIs
   */
  public record Written(StackObjects objects, Path labels, Path rois) {}

  /**
   * Opens a file.
   *
   * @param range planes to look at
   * @throws ImageFileException if the file cannot be read
   * @throws IllegalArgumentException if it is no stack, or has fewer planes
   */
  public static StackDocument open(Path file, SliceRange range) {
    long most = Runtime.getRuntime().maxMemory() / MEMORY_SHARE;
    return open(file, range, most);
  }

  /** Opens a file; a TIFF of more bytes than given is read slice by slice. */
  static StackDocument open(Path file, SliceRange range, long mostBytes) {
    ImagePlus image = image(file, mostBytes);
    return new StackDocument(file, image, new StackTask(image, range, Normalisation.PERCENTILES));
  }

  /**
   * Opens a file as {@link #open(Path, SliceRange)}; a TIFF, however small, is read slice by slice
   * if ImageJ reads it so, any other file at once.
   */
  public static StackDocument openBySlices(Path file, SliceRange range) {
    return open(file, range, 0);
  }

  /**
   * Opens a file as {@link #openBySlices(Path, SliceRange)} where its intensities are known, so
   * that no slice is read before it is asked for.
   *
   * @param ranges what {@link #ranges} has told elsewhere
   */
  public static StackDocument openBySlices(
      Path file, SliceRange range, Map<Integer, IntensityRange> ranges) {
    ImagePlus image = image(file, 0);
    return new StackDocument(
        file,
        image,
        new StackTask(image, range, positions -> PlaneSource.of(image, positions, ranges)));
  }

  private static ImagePlus image(Path file, long mostBytes) {
    try {
      boolean large = Files.isRegularFile(file) && Files.size(file) > mostBytes;
      boolean tiff = file.toString().toLowerCase(Locale.ROOT).matches(".*\\.tiff?");
      Optional<ImagePlus> streamed =
          large && tiff ? ImageFiles.openBySlices(file) : Optional.empty();
      return streamed.orElseGet(() -> ImageFiles.open(file));
    } catch (IOException e) {
      throw new ImageFileException("Cannot read " + file + " (" + e + ")", e);
    }
  }

  /** Where it was read from. */
  public Path file() {
    return file;
  }

  /** The planes to look at, by their index from 0. */
  public Span span() {
    return task.span();
  }

  /** One of these planes; it is read now. */
  public PixelSource plane(int plane) {
    return task.plane(plane);
  }

  /** The intensities that become 0 and 255, by channel; empty for colours. */
  public Map<Integer, IntensityRange> ranges() {
    return task.ranges();
  }

  /** What a user should know of how the file was read, sentences that name it. */
  public List<String> notes() {
    return ImageNotes.of(image);
  }

  /** What results are called after. */
  public String name() {
    return ImageTitle.base(image);
  }

  /** Width and height. */
  public ImageSize size() {
    return new ImageSize(image.getWidth(), image.getHeight());
  }

  /** Whether the pixels stay on disk until they are needed. */
  boolean isStreamed() {
    return image.getStack().isVirtual();
  }

  /** Puts the expert in place that the plane in the middle calls for, once for the whole stack. */
  public Optional<ChosenExpert> choose(Segmenter segmenter, ExpertChoice choice) {
    return segmenter.use(choice, task::example);
  }

  /**
   * Objects that are shown on one plane.
   *
   * @param objects the prompts of each, image pixels
   * @param plane counted from 1
   */
  public List<Seed> seeds(List<List<Prompt>> objects, int plane) {
    StackPosition position = new SliceRange(plane, plane).positions(image).get(0).inAllChannels();
    return StackSeeds.of(
        objects.stream().map(prompts -> new PromptedObject("", position, prompts)).toList(),
        image,
        plane - 1);
  }

  /**
   * Objects that the ROIs of a file show, see {@link StackSeeds}.
   *
   * @param plane of ROIs that are bound to none, counted from 1
   */
  public List<Seed> seeds(Path roiFile, int plane) {
    return StackSeeds.of(Selections.of(RoiFiles.read(roiFile), image), image, plane - 1);
  }

  /**
   * Follows objects and writes the results, all of them or none.
   *
   * @param progress hears of the share done, 0..1
   */
  public Written follow(
      Segmenter segmenter, StackTask.Following following, Target target, DoubleConsumer progress) {
    PromptedSlices prompted = new PromptedSlices();
    prompted.note(following.seeds());
    return write(target, prompted, labels -> task.follow(segmenter, following, labels, progress));
  }

  /** A search by an open model with the expert in place, plane by plane. */
  StackTask.PlaneSearch by(Segmenter segmenter, StackTask.Search search) {
    return task.by(segmenter, search);
  }

  /** Finds and links objects and writes the results, as {@link #follow}. */
  Written link(StackTask.PlaneSearch search, Target target, DoubleConsumer progress) {
    return write(target, new PromptedSlices(), labels -> task.link(search, labels, progress));
  }

  private Written write(Target target, PromptedSlices prompted, Consumer<LabelStack> work) {
    Path folder = target.folder();
    String labelName = ImageTitle.of(image, "labels") + ".tif";
    String roiName = ImageTitle.of(image, "rois") + ".zip";
    try (StagedFolder stage = StagedFolder.in(folder)) {
      StackObjects objects;
      try (LabelStackFile labels =
          LabelStackFile.create(stage.folder().resolve(labelName), image, prompted)) {
        work.accept(labels);
        objects = StackObjects.of(labels);
        RoiFiles.write(StackRois.of(labels, image, labelName), stage.folder().resolve(roiName));
      }
      OriginFile.write(target.origin(), stage.folder(), folder);
      stage.publish();
      return new Written(objects, folder.resolve(labelName), folder.resolve(roiName));
    }
  }
}
