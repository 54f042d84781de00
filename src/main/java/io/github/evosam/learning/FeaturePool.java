package io.github.evosam.learning;

import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Plane;
import io.github.evosam.nn.Scope;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.prompting.ModelInput;
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
  private record Entry(ImageFeatures trunk, ExpertSamples.Sample sample) {}

  /**
   * Some entries as one batch.
   *
   * @param trunk of all of them
   * @param samples what they show
   */
  record Batch(ImageFeatures trunk, List<ExpertSamples.Sample> samples) {

    /** The objects of each image. */
    List<LabelMap> labels() {
      return samples.stream().map(sample -> sample.image().labels()).toList();
    }

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
    entries.add(entry(sample));
  }

  /** Puts a variation in the place of another. */
  void replace(int index, ExpertSamples.Sample sample) {
    entries.set(index, entry(sample)).trunk().close();
  }

  private Entry entry(ExpertSamples.Sample sample) {
    int side = model.config().inputSide();
    ModelInput preparation = new ModelInput(side, model.config().preprocessing());
    float[] values = preparation.values(sample.image().plane());
    Shape shape = new Shape(1, Plane.CHANNELS, side, side);
    NDList features =
        Scope.keepAll(
            () -> model.imageEncoder().trunk(manager.create(values, shape), split).toList());
    NDScope.unregister(features);
    features.attach(manager);
    return new Entry(ImageFeatures.of(features), sample);
  }

  /** The entries of these numbers; the arrays belong to the scope of the caller. */
  Batch batch(List<Integer> numbers) {
    List<Entry> chosen = numbers.stream().map(entries::get).toList();
    List<NDList> trunks = chosen.stream().map(entry -> entry.trunk().toList()).toList();
    return new Batch(
        ImageFeatures.of(together(trunks)), chosen.stream().map(Entry::sample).toList());
  }

  /** The first arrays of all lists as one batch, then the second ones, and so on. */
  private static NDList together(List<NDList> lists) {
    NDList all = new NDList();
    for (int i = 0; i < lists.get(0).size(); i++) {
      NDList parts = new NDList();
      for (NDList list : lists) {
        parts.add(list.get(i));
      }
      all.add(NDArrays.concat(parts, 0));
    }
    return all;
  }

  @Override
  public void close() {
    manager.close();
  }
}
