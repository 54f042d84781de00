package io.github.evosam.engine;

import io.github.evosam.engine.learning.TaskImage;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Plane;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Tasks that a tiny model learns in a moment. */
public final class TinyTasks {
  /** Side of all images, pixels. */
  public static final int SIDE = 64;

  private TinyTasks() {}

  /** Bright squares on a dark, grainy ground. */
  public static List<TaskImage> squares(int count, long seed) {
    return images("square", count, seed, 40, 210, 12);
  }

  /** Dark squares on a bright, nearly even ground. */
  public static List<TaskImage> holes(int count, long seed) {
    return images("hole", count, seed, 230, 120, 3);
  }

  /** Dim squares among much noise. */
  public static List<TaskImage> storms(int count, long seed) {
    return images("storm", count, seed, 110, 150, 80);
  }

  /** Squares that hardly show in much noise, which takes a while to learn. */
  public static List<TaskImage> gales(int count, long seed) {
    return images("gale", count, seed, 110, 130, 80);
  }

  private static List<TaskImage> images(
      String name, int count, long seed, float ground, float object, float noise) {
    Random random = new Random(seed);
    List<TaskImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(new TaskImage(name + (i + 1), image(random, ground, object, noise)));
    }
    return images;
  }

  private static LabelledPlane image(Random random, float ground, float object, float noise) {
    int side = 30 + random.nextInt(10);
    int left = 4 + random.nextInt(SIDE - side - 8);
    int top = 4 + random.nextInt(SIDE - side - 8);
    float light = 10 * (random.nextFloat() - 0.5f);
    int[] labels = new int[SIDE * SIDE];
    float[] values = new float[Plane.CHANNELS * SIDE * SIDE];
    for (int i = 0; i < labels.length; i++) {
      int x = i % SIDE - left;
      int y = i / SIDE - top;
      labels[i] = x >= 0 && x < side && y >= 0 && y < side ? 1 : 0;
      float value = light + (labels[i] == 1 ? object : ground);
      value += noise * (float) random.nextGaussian();
      for (int c = 0; c < Plane.CHANNELS; c++) {
        values[c * labels.length + i] = Math.round(Math.max(0, Math.min(255, value)));
      }
    }
    ImageSize size = new ImageSize(SIDE, SIDE);
    return new LabelledPlane(new Plane(size, values), LabelMap.of(size, labels));
  }
}
