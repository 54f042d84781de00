package io.github.evosam.lab.pretraining;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Plane;
import io.github.evosam.sam.network.Preprocessing;
import io.github.evosam.sam.prompting.ModelInput;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Prepared images with objects to be asked for.
 *
 * @param side side S of the model's input, pixels
 * @param inputs {@code [B · 3 · S · S]}, normalised
 * @param truths objects, equally many of each image, image by image, in the input's frame
 * @param labels all objects of each image, S × S
 */
record ObjectBatch(int side, float[] inputs, List<Mask> truths, List<LabelMap> labels) {

  /** Draws images and objects. */
  static ObjectBatch draw(ImageSets sets, PyramidRecipe.Look look, RandomGenerator random) {
    int side = look.inputSide();
    ModelInput input = new ModelInput(side, Preprocessing.CENTRED);
    int length = Plane.CHANNELS * side * side;
    float[] inputs = new float[look.images() * length];
    List<Mask> truths = new ArrayList<>();
    List<LabelMap> labels = new ArrayList<>();
    for (int i = 0; i < look.images(); i++) {
      LabelledPlane sample = sets.draw(side, random);
      System.arraycopy(input.values(sample.plane()), 0, inputs, i * length, length);
      LabelMap square = sample.labels().crop(0, 0, new ImageSize(side, side));
      labels.add(square);
      List<Mask> objects =
          square.masks().values().stream()
              .filter(mask -> mask.areaPixels() >= ImageSets.SMALLEST_OBJECT)
              .toList();
      double[] weights =
          objects.stream().mapToDouble(m -> Math.sqrt(Math.sqrt(m.areaPixels()))).toArray();
      for (int k = 0; k < look.objects(); k++) {
        truths.add(objects.get(Draws.index(weights, random)));
      }
    }
    return new ObjectBatch(side, inputs, truths, labels);
  }

  /** The inputs as an array {@code [B, 3, S, S]}. */
  NDArray inputs(NDManager manager) {
    return manager.create(inputs, new Shape(labels.size(), Plane.CHANNELS, side, side));
  }
}
