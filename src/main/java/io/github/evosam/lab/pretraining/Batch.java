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
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Prepared images with the objects to be found in them.
 *
 * @param side side S of the model's input, pixels
 * @param inputs {@code [B · 3 · S · S]}, normalised
 * @param truths objects, {@code N / B} of each image, image by image, in the input's frame
 * @param foregrounds all objects of each image in one mask
 */
record Batch(int side, float[] inputs, List<Mask> truths, List<Mask> foregrounds) {

  /** Draws equal parts of a phase's batch; the same seed gives the same images. */
  static List<Batch> draw(TrainingImages images, Phase phase, int parts, long seed) {
    List<Batch> batches = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      batches.add(part(images, phase, phase.batch() / parts, seed + part));
    }
    return batches;
  }

  private static Batch part(TrainingImages images, Phase phase, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int side = phase.inputSide();
    ModelInput input = new ModelInput(side, Preprocessing.SAM);
    int length = Plane.CHANNELS * side * side;
    float[] inputs = new float[count * length];
    List<Mask> truths = new ArrayList<>();
    List<Mask> foregrounds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      LabelledPlane sample = images.draw(side, phase.zoomShare(), random);
      System.arraycopy(input.values(sample.plane()), 0, inputs, i * length, length);
      LabelMap labels = sample.labels().crop(0, 0, new ImageSize(side, side));
      foregrounds.add(labels.foreground());
      List<Mask> objects = List.copyOf(labels.masks().values());
      for (int k = 0; k < phase.objectsPerImage(); k++) {
        Mask object = pick(objects, random);
        truths.add(object);
      }
    }
    return new Batch(side, inputs, truths, foregrounds);
  }

  /** Draws an object with a probability in proportion to the fourth root of its area. */
  private static Mask pick(List<Mask> objects, RandomGenerator random) {
    double[] upTo = new double[objects.size()];
    double sum = 0;
    for (int i = 0; i < upTo.length; i++) {
      sum += Math.sqrt(Math.sqrt(objects.get(i).areaPixels()));
      upTo[i] = sum;
    }
    double draw = random.nextDouble() * sum;
    int i = 0;
    while (upTo[i] < draw) {
      i++;
    }
    return objects.get(i);
  }

  /** The inputs as an array {@code [B, 3, S, S]}. */
  NDArray inputs(NDManager manager) {
    return manager.create(
        inputs,
        new Shape(inputs.length / (Plane.CHANNELS * side * side), Plane.CHANNELS, side, side));
  }
}
