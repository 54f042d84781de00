package io.github.evosam.imagej;

import ij.ImagePlus;
import ij.gui.Roi;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Plane;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An image file for those who need not know ImageJ: some planes of it go out as values, label maps
 * of the same planes come back and are written beside each other.
 */
public final class ImageDocument {
  private final Path file;
  private final ImagePlus image;
  private final List<StackPosition> positions;
  private final PlaneSource source;
  private StackPosition lastPosition;
  private Plane lastPlane;

  private ImageDocument(Path file, ImagePlus image, SliceRange range) {
    this.file = file;
    this.image = image;
    this.positions = range.positions(image);
    this.source =
        ImageFiles.named(file, () -> PlaneSource.of(image, positions, PlaneOptions.DEFAULT));
  }

  /**
   * Opens a file.
   *
   * @param range the planes of interest
   * @throws ImageFileException if the file cannot be read
   * @throws IllegalArgumentException if it has fewer planes
   */
  public static ImageDocument open(Path file, SliceRange range) {
    return new ImageDocument(file, ImageFiles.open(file), range);
  }

  /** Width and height. */
  public ImageSize size() {
    return source.size();
  }

  /** The planes of interest, in rising order. */
  public List<StackPosition> positions() {
    return positions;
  }

  /** One plane; the one that was asked for last is kept, so it is the same when asked for again. */
  public Plane plane(StackPosition position) {
    if (!position.equals(lastPosition)) {
      lastPlane = ImageFiles.named(file, () -> source.plane(position));
      lastPosition = position;
    }
    return lastPlane;
  }

  /** The plane in the middle of those of interest, which shows best what the image is about. */
  public Plane middlePlane() {
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
   * Writes a result beside others, named after the image: {@code NAME-labels.tif}, {@code
   * NAME-mask.png} ({@code .tif} for several planes), {@code NAME-rois.zip}, {@code
   * NAME-overlay.png} (of several planes one each, {@code NAME-overlay-0007.png}, and the first is
   * returned).
   *
   * @param labels as many as positions
   * @return the file
   * @throws ImageFileException if it cannot be written
   */
  public Path write(ResultFormat format, List<LabelMap> labels, Path folder) {
    return switch (format) {
      case LABELS -> writeLabels(labels, folder.resolve(base() + "-labels.tif"));
      case MASK -> writeMask(labels, folder);
      case ROIS -> writeRois(labels, folder.resolve(base() + "-rois.zip"));
      case OVERLAY -> writeOverlay(labels, folder);
    };
  }

  private String base() {
    return ImageTitle.base(file.getFileName().toString());
  }

  private Path writeLabels(List<LabelMap> labels, Path target) {
    ImageWriting.tiff(LabelImages.of(image, positions, labels), target);
    return target;
  }

  private Path writeMask(List<LabelMap> labels, Path folder) {
    ij.ImageStack stack = new ij.ImageStack(size().width(), size().height());
    for (LabelMap map : labels) {
      Mask foreground = map.foreground();
      stack.addSlice(LabelImages.mask(foreground));
    }
    ImagePlus mask = new ImagePlus(base() + "-mask", stack);
    mask.setCalibration(image.getCalibration().copy());
    Path target = folder.resolve(base() + (labels.size() == 1 ? "-mask.png" : "-mask.tif"));
    if (labels.size() == 1) {
      ImageWriting.png(mask, target);
    } else {
      ImageWriting.tiff(mask, target);
    }
    return target;
  }

  private Path writeRois(List<LabelMap> labels, Path target) {
    List<Roi> rois = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      rois.addAll(ObjectRois.of(labels.get(i), image, positions.get(i)));
    }
    RoiFiles.write(rois, target);
    return target;
  }

  private Path writeOverlay(List<LabelMap> labels, Path folder) {
    Path first = null;
    for (int i = 0; i < labels.size(); i++) {
      String plane = labels.size() == 1 ? "" : "-%04d".formatted(positions.get(i).planeIn(image));
      Path target = folder.resolve(base() + "-overlay" + plane + ".png");
      ImagePlus picture =
          new ImagePlus(
              target.getFileName().toString(),
              OverlayPicture.of(plane(positions.get(i)), labels.get(i)));
      ImageWriting.png(picture, target);
      first = first == null ? target : first;
    }
    return first;
  }
}
