package io.github.evosam.sam.task;

import io.github.evosam.geometry.ImageSize;
import java.util.ArrayList;
import java.util.List;

/**
 * The scale at which a task is looked at, so that thin structures of a large image are segmented as
 * they were learned: the image is cut into overlapping square tiles, each of which fills the
 * model's input.
 *
 * @param tileSide side of a tile, image pixels
 * @param isWhole whether a tile holds an image as a whole, which has an up, as ultrasound and
 *     anatomical sections do; parts of an image may lie anyhow
 */
public record WorkingScale(int tileSide, boolean isWhole) {
  /** Share of a tile that it has in common with the next at least. */
  private static final double OVERLAP = 0.25;

  /** Checks the side. */
  public WorkingScale {
    if (tileSide < 1) {
      throw new IllegalArgumentException("A tile needs a positive side, not " + tileSide);
    }
  }

  /** Tiles that are parts of an image. */
  public WorkingScale(int tileSide) {
    this(tileSide, false);
  }

  /** The tile that holds a whole image. */
  public static WorkingScale whole(ImageSize image) {
    return whole(image.longestSide());
  }

  /**
   * Tiles that hold whole images.
   *
   * @param side longest side of a usual image, pixels
   */
  public static WorkingScale whole(int side) {
    return new WorkingScale(side, true);
  }

  /** Number of tiles that an image is cut into. */
  public int tiles(ImageSize image) {
    return offsets(image.width()).size() * offsets(image.height()).size();
  }

  /** Size of a tile. */
  public ImageSize tile() {
    return new ImageSize(tileSide, tileSide);
  }

  /**
   * Where tiles begin along an axis: evenly spread, the first at 0, the last at the end. A tile
   * that is longer than the axis lies at 0 and reaches over the end.
   */
  public List<Integer> offsets(int length) {
    int room = Math.max(0, length - tileSide);
    int steps = (int) Math.ceil(room / (tileSide * (1 - OVERLAP)));
    List<Integer> offsets = new ArrayList<>(List.of(0));
    for (int i = 1; i <= steps; i++) {
      offsets.add((int) Math.round((double) room * i / steps));
    }
    return offsets;
  }
}
