package io.github.evosam.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Plane;
import io.github.evosam.nn.Scope;
import io.github.evosam.sam.ImageFeatures;
import io.github.evosam.sam.ModelInput;
import io.github.evosam.sam.SamModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Variations of training images that have passed the frozen trunk, so that a step only runs tail
 * and decoder. Not safe for use by several threads at once; closing it frees all features.
 */
final class FeaturePool implements AutoCloseable {
  private final SamModel model;
  private final int split;
  private final NDManager manager;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * A variation behind the trunk.
   *
   * @param trunk of one image
   * @param sample what it shows
   */
  record Entry(ImageFeatures trunk, ExpertSamples.Sample sample) {}

  /**
   * Some entries as one batch.
   *
   * @param trunk of B images
   * @param samples what they show
   */
  record Batch(ImageFeatures trunk, List<ExpertSamples.Sample> samples) {

    /** All objects of each image in one mask. */
    List<Mask> foregrounds() {
      return samples.stream().map(ExpertSamples.Sample::foreground).toList();
    }
  }

  FeaturePool(SamModel model, int split) {
    this.model = model;
    this.split = split;
    manager = model.weights().manager().newSubManager();
  }

  int size() {
    return entries.size();
  }

  /** Sends a variation through the trunk and adds it. */
  void add(ExpertSamples.Sample sample) {
    entries.add(new Entry(trunk(sample.image().plane()), sample));
  }

  /** Puts a variation in the place of another. */
  void replace(int index, ExpertSamples.Sample sample) {
    Entry old = entries.set(index, new Entry(trunk(sample.image().plane()), sample));
    old.trunk().close();
  }

  private ImageFeatures trunk(Plane plane) {
    int side = model.config().inputSide();
    float[] values = new ModelInput(side, model.config().preprocessing()).values(plane);
    NDList features =
        Scope.keepAll(
            () -> {
              NDArray input = manager.create(values, new Shape(1, Plane.CHANNELS, side, side));
              return model.imageEncoder().trunk(input, split).toList();
            });
    NDScope.unregister(features);
    features.attach(manager);
    return ImageFeatures.of(features);
  }

  /** The entries of these numbers; the arrays belong to the scope of the caller. */
  Batch batch(List<Integer> numbers) {
    List<Entry> chosen = numbers.stream().map(entries::get).toList();
    NDList all = new NDList();
    for (int i = 0; i < chosen.get(0).trunk().toList().size(); i++) {
      NDList parts = new NDList();
      for (Entry entry : chosen) {
        parts.add(entry.trunk().toList().get(i));
      }
      all.add(NDArrays.concat(parts, 0));
    }
    return new Batch(ImageFeatures.of(all), chosen.stream().map(Entry::sample).toList());
  }

  @Override
  public void close() {
    manager.close();
  }
}
