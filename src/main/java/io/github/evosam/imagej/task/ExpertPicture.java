package io.github.evosam.imagej.task;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.github.evosam.engine.ExpertPreview;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Plane;
import io.github.evosam.imagej.result.OverlayPicture;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Locale;

/** A picture of what several experts find in one image, side by side. */
public final class ExpertPicture {
  private static final int SMALLEST_SIDE = 320;
  private static final int LARGEST_SIDE = 800;
  private static final int GAP = 6;
  private static final int CAPTION = 22;
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

  private ExpertPicture() {}

  /**
   * Draws one panel for each expert, with its name and what it found above.
   *
   * @param previews at least one, all on this plane
   */
  public static ImagePlus of(String title, Plane plane, List<ExpertPreview> previews) {
    ImageSize size = plane.size();
    double scale = scale(size);
    int width = Math.max(1, (int) Math.round(size.width() * scale));
    int height = Math.max(1, (int) Math.round(size.height() * scale));
    int column = Math.max(width, SMALLEST_SIDE);
    ColorProcessor picture =
        new ColorProcessor(
            previews.size() * column + (previews.size() - 1) * GAP, height + CAPTION);
    picture.setColor(Color.WHITE);
    picture.fill();
    picture.setFont(FONT);
    picture.setAntialiasedText(true);
    picture.setColor(Color.BLACK);
    for (int i = 0; i < previews.size(); i++) {
      int left = i * (column + GAP);
      ImageProcessor panel = panel(plane, previews.get(i), width, height, scale < 1);
      picture.insert(panel, left + (column - width) / 2, CAPTION);
      picture.drawString(fitting(caption(previews.get(i)), picture, column), left + 4, CAPTION - 3);
    }
    return new ImagePlus(title, picture);
  }

  private static double scale(ImageSize size) {
    double side = Math.max(SMALLEST_SIDE, Math.min(LARGEST_SIDE, size.longestSide()));
    return side / size.longestSide();
  }

  private static ImageProcessor panel(
      Plane plane, ExpertPreview preview, int width, int height, boolean isReduced) {
    ColorProcessor whole = OverlayPicture.of(plane, preview.objects());
    whole.setInterpolationMethod(
        isReduced ? ImageProcessor.BILINEAR : ImageProcessor.NEAREST_NEIGHBOR);
    return whole.resize(width, height, isReduced);
  }

  /** As in {@code nuclei: 12 objects, fits (87 %)}. */
  public static String caption(ExpertPreview preview) {
    int objects = preview.objects().maxLabel();
    String fit =
        preview
            .match()
            .map(
                m ->
                    m.objection().isEmpty()
                        ? String.format(Locale.ROOT, ", fits (%.0f %%)", 100 * m.confidence())
                        : ", " + m.objection())
            .orElse("");
    return "%s: %s%s"
        .formatted(preview.expert(), objects == 1 ? "1 object" : objects + " objects", fit);
  }

  private static String fitting(String text, ImageProcessor picture, int width) {
    String shown = text;
    while (picture.getStringWidth(shown) > width - 8 && shown.length() > 2) {
      shown = shown.substring(0, shown.length() - 2) + "…";
    }
    return shown;
  }
}
