package io.github.evosam.sam.memory;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.ModelTransform;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;
import io.github.evosam.nn.Scope;
import io.github.evosam.sam.network.HieraEncoder;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.prompting.ModelInput;

/**
 * One slice behind the image encoder.
 *
 * @param transform from the slice to the model's input
 * @param alone features for a slice that nothing is remembered for
 * @param plain the embedding that memory is made of and looked up by, {@code [1, C, h, w]}
 */
record SliceFeatures(ModelTransform transform, ImageFeatures alone, NDArray plain)
    implements AutoCloseable {

  /**
   * Embeds a slice.
   *
   * @param manager of the arrays
   */
  static SliceFeatures of(PixelSource slice, SamModel model, NDManager manager) {
    ModelInput input = new ModelInput(model.config().inputSide(), model.config().preprocessing());
    HieraEncoder encoder = (HieraEncoder) model.imageEncoder();
    float[] values = input.values(slice);
    Shape shape = new Shape(1, Plane.CHANNELS, input.inputSide(), input.inputSide());
    NDList arrays =
        Scope.keepAll(
            () -> {
              NDList all = encoder.encode(manager.create(values, shape)).toList();
              all.add(encoder.withoutSign(all.head()));
              return all;
            });
    NDScope.unregister(arrays);
    arrays.attach(manager);
    NDArray plain = arrays.remove(arrays.size() - 1);
    return new SliceFeatures(input.transform(slice.size()), ImageFeatures.of(arrays), plain);
  }

  /** The same slice with another embedding. */
  ImageFeatures with(NDArray embedding) {
    return new ImageFeatures(embedding, alone.highResolution());
  }

  @Override
  public void close() {
    alone.close();
    plain.close();
  }
}
