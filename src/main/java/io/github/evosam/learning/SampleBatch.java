package io.github.evosam.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Plane;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.prompting.ModelInput;
import java.util.List;

/**
 * Variations of training images behind the frozen trunk.
 *
 * @param trunk of all of them; the arrays belong to the scope of who made the batch
 * @param samples what they show
 */
record SampleBatch(ImageFeatures trunk, List<ExpertSamples.Sample> samples) {

  /**
   * Sends variations through the trunk.
   *
   * @param split number of blocks in the trunk
   */
  static SampleBatch of(SamModel model, int split, List<ExpertSamples.Sample> samples) {
    int side = model.config().inputSide();
    int length = Plane.CHANNELS * side * side;
    ModelInput preparation = new ModelInput(side, model.config().preprocessing());
    float[] inputs = new float[samples.size() * length];
    for (int i = 0; i < samples.size(); i++) {
      float[] input = preparation.values(samples.get(i).image().plane());
      System.arraycopy(input, 0, inputs, i * length, length);
    }
    Shape shape = new Shape(samples.size(), Plane.CHANNELS, side, side);
    NDArray input = model.weights().manager().create(inputs, shape);
    return new SampleBatch(model.imageEncoder().trunk(input, split), samples);
  }

  /** The objects of each image. */
  List<LabelMap> labels() {
    return samples.stream().map(sample -> sample.image().labels()).toList();
  }

  /** All objects of each image in one mask. */
  List<Mask> foregrounds() {
    return samples.stream().map(ExpertSamples.Sample::foreground).toList();
  }
}
