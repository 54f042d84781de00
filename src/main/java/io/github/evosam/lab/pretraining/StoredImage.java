package io.github.evosam.lab.pretraining;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Plane;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * An image with its objects in a quarter of the memory of a {@link LabelledPlane}, so that
 * thousands can be held.
 */
final class StoredImage {
  private final ImageSize size;
  private final byte[] values;
  private final short[] labels;
  private final int[] areas;

  /**
   * Keeps a sample. A binary mask, which has one label, counts by its connected parts.
   *
   * @param sample grey levels 0..255, rounded
   * @param smallest objects of fewer pixels are left out
   */
  StoredImage(LabelledPlane sample, int smallest) {
    size = sample.plane().size();
    values = new byte[sample.plane().values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) Math.round(sample.plane().values()[i]);
    }
    List<Mask> objects = objects(sample.labels(), smallest);
    labels = new short[Math.toIntExact(size.area())];
    areas = new int[objects.size()];
    for (int k = 0; k < areas.length; k++) {
      short label = (short) (k + 1);
      objects.get(k).toBitSet().stream().forEach(i -> labels[i] = label);
      areas[k] = objects.get(k).areaPixels();
    }
  }

  private static List<Mask> objects(LabelMap map, int smallest) {
    Collection<Mask> masks = map.masks().values();
    if (masks.size() == 1) {
      masks = LabelMap.components(masks.iterator().next()).masks().values();
    }
    List<Mask> objects = new ArrayList<>();
    for (Mask mask : masks) {
      if (mask.areaPixels() >= smallest) {
        objects.add(mask);
      }
    }
    return objects;
  }

  ImageSize size() {
    return size;
  }

  /** Pixels of object k + 1. */
  int[] areas() {
    return areas;
  }

  int label(int pixel) {
    return labels[pixel] & 0xffff;
  }

  /** A rectangle inside the image. */
  LabelledPlane window(int x, int y, ImageSize region) {
    int area = Math.toIntExact(region.area());
    float[] plane = new float[Plane.CHANNELS * area];
    int[] objects = new int[area];
    int pixels = labels.length;
    for (int row = 0; row < region.height(); row++) {
      for (int column = 0; column < region.width(); column++) {
        int from = (y + row) * size.width() + x + column;
        int to = row * region.width() + column;
        objects[to] = label(from);
        for (int c = 0; c < Plane.CHANNELS; c++) {
          plane[c * area + to] = values[c * pixels + from] & 0xff;
        }
      }
    }
    return new LabelledPlane(new Plane(region, plane), LabelMap.of(region, objects));
  }
}
