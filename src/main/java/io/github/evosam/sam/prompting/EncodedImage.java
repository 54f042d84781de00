package io.github.evosam.sam.prompting;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.github.evosam.nn.Scope;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.sam.network.ImageTrunk;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/** An image behind the trunk, and behind the tail when it is asked for. Closing frees both. */
final class EncodedImage implements AutoCloseable {
  private final ImageTrunk trunk;
  private ImageFeatures embedding;

  /**
   * An image behind the trunk.
   *
   * @param trunk this one's from now on
   */
  EncodedImage(ImageTrunk trunk) {
    this.trunk = trunk;
  }

  /** The image behind the trunk; stays this one's. */
  ImageTrunk trunk() {
    return trunk;
  }

  /**
   * The image behind the tail.
   *
   * @param computation gives it, if it is not here yet; this one's from then on
   */
  ImageFeatures embedding(Supplier<ImageFeatures> computation) {
    if (embedding == null) {
      embedding = computation.get();
    }
    return embedding;
  }

  /** What a computation gives, to live as long as the manager, whatever scope is open here. */
  static ImageFeatures kept(NDManager manager, Supplier<ImageFeatures> computation) {
    NDList features = Scope.keepAll(() -> computation.get().toList());
    NDScope.unregister(features);
    features.attach(manager);
    return ImageFeatures.of(features);
  }

  /** Memory of all arrays. */
  long bytes() {
    Set<NDArray> arrays = new HashSet<>(trunk.features().toList());
    if (embedding != null) {
      arrays.addAll(embedding.toList()); // a tail may hand on a trunk's
    }
    return arrays.stream().mapToLong(a -> a.size() * a.getDataType().getNumOfBytes()).sum();
  }

  /** Frees what is behind the tail. */
  void forgetEmbedding() {
    if (embedding != null) {
      embedding.closeAllBut(trunk.features());
      embedding = null;
    }
  }

  @Override
  public void close() {
    forgetEmbedding();
    trunk.features().close();
  }
}
