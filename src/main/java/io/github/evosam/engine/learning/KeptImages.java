package io.github.evosam.engine.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.engine.expert.TaskScale;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Plane;
import io.github.evosam.learning.Augmentation;
import io.github.evosam.nn.StateDict;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Images that an expert was judged by, small enough to stay with it, so that it can be judged again
 * whenever another task is learned. Grey levels are rounded to whole numbers.
 */
final class KeptImages {
  /** Two images tell whether anything changed; more would cost time in each later learning. */
  private static final int MOST_IMAGES = 2;

  /** What is larger is cut, or scaled down if it is looked at as a whole, pixels. */
  private static final int MOST_SIDE = 768;

  private static final String PLANE = "plane.";
  private static final String LABELS = "labels.";

  private KeptImages() {}

  /**
   * Some of the images, evenly spread, each made small if it is large.
   *
   * @param scale at which the task is looked at, where a part shows it as the image does, or only
   *     the image as a whole
   */
  static List<LabelledPlane> choose(List<LabelledPlane> images, TaskScale scale) {
    int count = Math.min(MOST_IMAGES, images.size());
    return IntStream.range(0, count)
        .mapToObj(i -> images.get(i * images.size() / count))
        .map(image -> scale.looksAtWholes() ? scaledDown(image) : part(image))
        .toList();
  }

  private static LabelledPlane scaledDown(LabelledPlane image) {
    ImageSize size = image.plane().size();
    return size.longestSide() > MOST_SIDE ? Augmentation.crop(image, 0, 0, size, MOST_SIDE) : image;
  }

  /** The part about the object pixel in the middle of all, in reading order. */
  private static LabelledPlane part(LabelledPlane image) {
    ImageSize size = image.plane().size();
    ImageSize part =
        new ImageSize(Math.min(MOST_SIDE, size.width()), Math.min(MOST_SIDE, size.height()));
    int[] pixels = image.labels().foreground().toBitSet().stream().toArray();
    int middle = pixels.length > 0 ? pixels[pixels.length / 2] : 0;
    return image.crop(
        about(middle % size.width(), part.width(), size.width()),
        about(middle / size.width(), part.height(), size.height()),
        part);
  }

  /** Where a part of a length about a place begins, inside the image. */
  private static int about(int place, int part, int length) {
    return Math.max(0, Math.min(length - part, place - part / 2));
  }

  /** The images as tensors; the caller's to close. */
  static StateDict tensors(List<LabelledPlane> images, NDManager manager) {
    StateDict tensors = new StateDict(manager);
    for (int i = 0; i < images.size(); i++) {
      ImageSize size = images.get(i).plane().size();
      NDManager own = tensors.manager();
      ByteBuffer levels = levels(images.get(i).plane());
      Shape shape = new Shape(Plane.CHANNELS, size.height(), size.width());
      try (NDArray view = own.create(levels, shape, DataType.UINT8)) {
        tensors.put(PLANE + i, view.duplicate());
      }
      int[] labels = images.get(i).labels().toArray();
      tensors.put(LABELS + i, own.create(labels, new Shape(size.height(), size.width())));
    }
    return tensors;
  }

  private static ByteBuffer levels(Plane plane) {
    ByteBuffer levels = ByteBuffer.allocateDirect(plane.values().length);
    for (float value : plane.values()) {
      levels.put((byte) Math.round(Math.max(0, Math.min(255, value))));
    }
    return levels.flip();
  }

  /**
   * The inverse of {@link #tensors}.
   *
   * @throws IllegalArgumentException if the tensors are something else
   */
  static List<LabelledPlane> images(StateDict tensors) {
    List<LabelledPlane> images = new ArrayList<>();
    for (int i = 0; tensors.has(PLANE + i); i++) {
      NDArray levels = tensors.get(PLANE + i, Plane.CHANNELS, -1, -1);
      NDArray labels = tensors.get(LABELS + i, -1, -1);
      int height = (int) levels.getShape().get(1);
      ImageSize size = new ImageSize((int) levels.getShape().get(2), height);
      images.add(
          new LabelledPlane(
              new Plane(size, floats(levels.toByteArray())),
              LabelMap.of(size, labels.toIntArray())));
    }
    return images;
  }

  private static float[] floats(byte[] levels) {
    float[] values = new float[levels.length];
    for (int i = 0; i < levels.length; i++) {
      values[i] = Byte.toUnsignedInt(levels[i]);
    }
    return values;
  }
}
