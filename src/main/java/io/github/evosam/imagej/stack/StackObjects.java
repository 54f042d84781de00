package io.github.evosam.imagej.stack;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import io.github.evosam.engine.propagation.LabelStack;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the objects of a label stack measure.
 *
 * @param objects by number
 */
public record StackObjects(SortedMap<Integer, Extent> objects) {

  /**
   * Where an object lies.
   *
   * @param first plane, counted from 1 as {@link io.github.evosam.imagej.image.SliceRange} does
   * @param last plane
   * @param planes on which it has pixels
   * @param voxels its pixels on all planes
   */
  public record Extent(int first, int last, int planes, long voxels) {
    private Extent with(int plane, int pixels) {
      return new Extent(first, plane, planes + 1, voxels + pixels);
    }
  }

  /** Reads all labels, plane by plane. */
  public static StackObjects of(LabelStack labels) {
    SortedMap<Integer, Extent> objects = new TreeMap<>();
    for (int slice = 0; slice < labels.slices(); slice++) {
      int plane = slice + 1;
      SortedMap<Integer, Integer> pixels = new TreeMap<>();
      for (int label : labels.read(slice).toArray()) {
        if (label > 0) {
          pixels.merge(label, 1, Integer::sum);
        }
      }
      pixels.forEach(
          (object, count) ->
              objects.put(
                  object,
                  objects.containsKey(object)
                      ? objects.get(object).with(plane, count)
                      : new Extent(plane, plane, 1, count)));
    }
    return new StackObjects(objects);
  }

  /** The largest number, 0 if there is no object. */
  public int largest() {
    return objects.isEmpty() ? 0 : objects.lastKey();
  }

  /**
   * Adds a row for each object: {@code Image, Object, First slice, Last slice, Slices} (planes with
   * pixels of it), {@code Voxels}, and of a z-stack {@code Volume} in cubic {@code Unit}s.
   */
  public void appendTo(ResultsTable table, ImagePlus image) {
    Calibration calibration = image.getCalibration();
    double voxel = calibration.pixelWidth * calibration.pixelHeight * calibration.pixelDepth;
    objects.forEach(
        (object, extent) -> {
          table.addRow();
          table.addValue("Image", image.getTitle());
          table.addValue("Object", object);
          table.addValue("First slice", extent.first());
          table.addValue("Last slice", extent.last());
          table.addValue("Slices", extent.planes());
          table.addValue("Voxels", extent.voxels());
          if (image.getNFrames() == 1) {
            table.addValue("Volume", extent.voxels() * voxel);
            table.addValue("Unit", calibration.getUnit());
          }
        });
  }
}
