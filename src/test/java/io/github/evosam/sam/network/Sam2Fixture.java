package io.github.evosam.sam.network;

import ai.djl.ndarray.NDManager;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.nn.StateDict;
import io.github.evosam.weights.Checkpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The micro SAM 2.1 with random weights whose outputs the official code computed. */
public final class Sam2Fixture {
  /** Input side of the model. */
  public static final int INPUT_SIDE = 256;

  /** The checkpoint, as the official files are. */
  public static final Path FILE =
      Path.of("src", "test", "resources", "fixtures", "sam2_hiera_micro.pt");

  private Sam2Fixture() {}

  /** The weights, with the input side that no tensor tells. */
  public static StateDict weights(NDManager manager) {
    StateDict weights = Checkpoint.read(FILE, manager);
    weights.metadata().put(SamConfig.INPUT_SIDE_KEY, String.valueOf(INPUT_SIDE));
    return weights;
  }

  /** The model, its arrays owned by the manager. */
  public static SamModel open(NDManager manager) {
    return SamModel.of(weights(manager));
  }

  /** What the official implementation computed. */
  public static GoldenTensors expected() {
    return GoldenTensors.read("sam2_hiera_micro_io");
  }

  /** The prompts of a case. */
  public static List<Prompt> prompts(GoldenTensors expected, String name) {
    List<Prompt> prompts = new ArrayList<>();
    if (expected.has(name + ".box")) {
      float[] box = expected.values(name + ".box");
      prompts.add(new BoxPrompt(box[0], box[1], box[2], box[3]));
    }
    if (expected.has(name + ".point_coords")) {
      float[] xy = expected.values(name + ".point_coords");
      float[] labels = expected.values(name + ".point_labels");
      for (int i = 0; i < labels.length; i++) {
        prompts.add(new PointPrompt(xy[2 * i], xy[2 * i + 1], labels[i] == 1));
      }
    }
    return prompts;
  }
}
