package io.github.evosam.imagej.ui.library;

import io.github.evosam.imagej.library.ExpertRow;
import java.awt.Component;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.swing.ImageIcon;
import javax.swing.JTable;
import javax.swing.SwingConstants;
import javax.swing.table.DefaultTableCellRenderer;

/** Draws the pictures of experts; a file that is no picture is left out. */
final class ThumbnailIcons extends DefaultTableCellRenderer {
  private static final long serialVersionUID = 1L;

  /** Side of the square that a picture fills, pixels. */
  static final int SIDE = 64;

  private final transient Function<String, Optional<byte[]>> thumbnails;
  private final transient Map<String, Optional<ImageIcon>> icons = new HashMap<>();

  ThumbnailIcons(Function<String, Optional<byte[]>> thumbnails) {
    this.thumbnails = thumbnails;
    setHorizontalAlignment(SwingConstants.CENTER);
  }

  @Override
  public Component getTableCellRendererComponent(
      JTable table, Object value, boolean isSelected, boolean hasFocus, int row, int column) {
    super.getTableCellRendererComponent(table, "", isSelected, false, row, column);
    setIcon(icons.computeIfAbsent(((ExpertRow) value).id(), this::icon).orElse(null));
    return this;
  }

  private Optional<ImageIcon> icon(String id) {
    return thumbnails.apply(id).flatMap(ThumbnailIcons::picture).map(ThumbnailIcons::scaled);
  }

  private static Optional<BufferedImage> picture(byte[] png) {
    try {
      return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(png)));
    } catch (IOException e) {
      return Optional.empty(); // what else is wrong with the expert, verifying tells
    }
  }

  private static ImageIcon scaled(BufferedImage picture) {
    double scale = (double) SIDE / Math.max(picture.getWidth(), picture.getHeight());
    return new ImageIcon(
        picture.getScaledInstance(
            Math.max(1, (int) Math.round(picture.getWidth() * scale)),
            Math.max(1, (int) Math.round(picture.getHeight() * scale)),
            Image.SCALE_SMOOTH));
  }
}
