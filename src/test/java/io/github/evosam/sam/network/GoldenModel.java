package io.github.evosam.sam.network;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.nn.StateDict;
import java.util.ArrayList;
import java.util.List;

/** The micro models with random weights whose outputs the official implementations computed. */
public enum GoldenModel {
  MOBILE_SAM("mobile_sam_micro"),
  SAM_VIT("sam_vit_micro");

  /** Input side of both models. */
  public static final int INPUT_SIDE = 256;

  /** The prompts that the official predictor was asked, in multimask and in single mode. */
  public static final List<String> CASES = List.of("point1", "points2", "box", "box_points");

  private final String fixture;

  GoldenModel(String fixture) {
    this.fixture = fixture;
  }

  /** The model, its arrays owned by the manager. */
  public SamModel open(NDManager manager) {
    return open(manager, Preprocessing.SAM);
  }

  /** The model with another preprocessing. */
  public SamModel open(NDManager manager, Preprocessing preprocessing) {
    GoldenTensors tensors = GoldenTensors.read(fixture);
    StateDict weights = new StateDict(manager);
    for (String name : tensors.names()) {
      GoldenTensors.Tensor tensor = tensors.get(name);
      weights.put(name, weights.manager().create(tensor.values(), new Shape(tensor.shape())));
    }
    SamConfig config = new SamConfig(SamConfig.infer(weights).encoder(), INPUT_SIDE, preprocessing);
    return new SamModel(weights, config);
  }

  /** What the official implementation computed. */
  public GoldenTensors expected() {
    return GoldenTensors.read(fixture + "_io");
  }

  /** The fixture's image. */
  public static Plane image(GoldenTensors expected) {
    return plane(expected.get("image_hwc_u8"));
  }

  /** A plane of pixels {@code [H, W, 3]}. */
  public static Plane plane(GoldenTensors.Tensor pixels) {
    ImageSize size = new ImageSize((int) pixels.shape()[1], (int) pixels.shape()[0]);
    int area = (int) size.area();
    float[] values = new float[Plane.CHANNELS * area];
    for (int i = 0; i < values.length; i++) {
      values[i] = pixels.values()[i % area * Plane.CHANNELS + i / area];
    }
    return new Plane(size, values);
  }

  /** The prompts of a case. */
  public static List<Prompt> prompts(GoldenTensors expected, String name) {
    List<Prompt> prompts = new ArrayList<>();
    if (expected.has(name + ".point_coords_xy")) {
      float[] xy = expected.values(name + ".point_coords_xy");
      float[] labels = expected.values(name + ".point_labels");
      for (int i = 0; i < labels.length; i++) {
        prompts.add(new PointPrompt(xy[2 * i], xy[2 * i + 1], labels[i] == 1));
      }
    }
    if (expected.has(name + ".box_xyxy")) {
      float[] box = expected.values(name + ".box_xyxy");
      prompts.add(new BoxPrompt(box[0], box[1], box[2], box[3]));
    }
    return prompts;
  }
}
