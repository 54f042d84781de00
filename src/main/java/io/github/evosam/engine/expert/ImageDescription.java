package io.github.evosam.engine.expert;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.matcher.Descriptor;
import io.github.evosam.matcher.ExpertStatistics;
import io.github.evosam.matcher.FeatureMap;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.ImageEncoder;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.sam.network.ImageTrunk;
import io.github.evosam.sam.network.SamModel;
import java.util.Optional;

/** What the matcher knows of images, from the trunk and as tensors. */
public final class ImageDescription {
  /** Names the way from trunk to descriptor; experts of another way cannot be compared. */
  private static final String KIND = "trunk-moments-1";

  private static final String KIND_KEY = "evosam.descriptor";

  /** The images' descriptors, float64 {@code [n, d]}. */
  private static final String DESCRIPTORS = "descriptors";

  /** Images that one expert remembers: choosing takes time for each of them. */
  private static final int MOST_IMAGES = 20_000;

  /** Numbers of a descriptor; the widest encoder here has some thousands. */
  private static final int LARGEST_DIMENSION = 16_384;

  private ImageDescription() {}

  /**
   * The descriptor of an image.
   *
   * @param model no expert in place, unless the trunk has passed all blocks that the encoder shares
   * @param trunk has passed at most these; the rest follow here
   */
  static Descriptor of(SamModel model, ImageTrunk trunk) {
    ImageEncoder encoder = model.imageEncoder();
    return Scope.value(
        () -> {
          ImageFeatures shared =
              encoder.advance(trunk.features(), trunk.split(), encoder.sharedDepth());
          return Descriptor.ofMaps(
              encoder.descriptiveMaps(shared).stream().map(map -> featureMap(map, trunk)).toList());
        });
  }

  private static FeatureMap featureMap(NDArray map, ImageTrunk trunk) {
    Shape shape = map.getShape(); // [1, C, h, w]
    ImageSize grid = new ImageSize((int) shape.get(3), (int) shape.get(2));
    ImageSize valid = FeatureMap.validPart(grid, trunk.transform());
    return new FeatureMap(map.toFloatArray(), (int) shape.get(1), grid, valid);
  }

  /** The tensors of {@code matcher.safetensors}; the caller's to close. */
  public static StateDict tensors(ExpertStatistics statistics, NDManager manager) {
    StateDict tensors = new StateDict(manager);
    Shape shape = new Shape(statistics.count(), statistics.dimension());
    tensors.put(DESCRIPTORS, tensors.manager().create(statistics.toArray(), shape));
    tensors.metadata().put(KIND_KEY, KIND);
    return tensors;
  }

  /**
   * The inverse of {@link #tensors}; empty if they are of another kind than this version makes.
   *
   * @throws IllegalArgumentException if they are damaged
   */
  static Optional<ExpertStatistics> statistics(StateDict tensors) {
    if (!KIND.equals(tensors.metadata().get(KIND_KEY))) {
      return Optional.empty();
    }
    NDArray descriptors = tensors.get(DESCRIPTORS, -1, -1);
    if (descriptors.getDataType() != DataType.FLOAT64) {
      throw new IllegalArgumentException(
          "Descriptors are float64, but " + descriptors.getDataType() + " came");
    }
    int dimension = (int) descriptors.getShape().get(1);
    if (descriptors.getShape().get(0) > MOST_IMAGES || dimension > LARGEST_DIMENSION) {
      throw new IllegalArgumentException(
          "%s descriptors came, but an expert remembers at most %d images of %d numbers"
              .formatted(descriptors.getShape(), MOST_IMAGES, LARGEST_DIMENSION));
    }
    return Optional.of(ExpertStatistics.of(dimension, descriptors.toDoubleArray()));
  }
}
