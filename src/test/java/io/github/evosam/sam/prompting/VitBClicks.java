package io.github.evosam.sam.prompting;

import ai.djl.ndarray.NDManager;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.PointPrompt;
import java.util.List;
import java.util.Random;

/** Clicks into an image of 1024 × 1024 with a model of ViT-B's size and random weights. */
public final class VitBClicks implements AutoCloseable {
  private static final int SIDE = 1024;

  private final NDManager manager = NDManager.newBaseManager();
  private final SamPredictor predictor = new SamPredictor(RandomVitB.open(manager));

  /** Embeds the image, and asks once, as the interactive window does. */
  public VitBClicks() {
    predictor.setImage(noise());
    predictor.embed();
    click(1);
  }

  /** A click on the diagonal, answered by a mask. */
  public void click(int at) {
    predictor.ranked(List.of(new PointPrompt(at, at, true)), null).get(0).mask();
  }

  /** An image of noise. */
  static Plane noise() {
    float[] values = new float[Plane.CHANNELS * SIDE * SIDE];
    Random random = new Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(256);
    }
    return new Plane(new ImageSize(SIDE, SIDE), values);
  }

  @Override
  public void close() {
    predictor.close();
    manager.close();
  }
}
