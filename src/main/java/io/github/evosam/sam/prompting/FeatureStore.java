package io.github.evosam.sam.prompting;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.github.evosam.EvoSamException;
import io.github.evosam.nn.MemoryOrder;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.weights.TensorCache;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What an image encoder has computed, kept on disk: features behind the trunk, and embeddings. They
 * come back bit for bit, and in the same order in memory. Kept is what took so long to compute that
 * reading it is faster on any disk.
 */
public final class FeatureStore {
  /** Raised when an encoder computes something else than before. */
  private static final int FORMAT = 1;

  private static final String ORDER = "order.";

  private final TensorCache files;
  private final Duration least;
  private final Supplier<String> model;
  private final Supplier<Optional<String>> tail;
  private String name;

  /**
   * A store of one model.
   *
   * @param files stay the caller's
   * @param least what is computed faster is not kept
   * @param model name of the trunk's weights and of whatever else changes its results; asked for
   *     once, when it is needed
   * @param tail name of the tail's weights at this moment; empty if they have none, and embeddings
   *     are not kept
   */
  public FeatureStore(
      TensorCache files, Duration least, Supplier<String> model, Supplier<Optional<String>> tail) {
    this.files = files;
    this.least = least;
    this.model = model;
    this.tail = tail;
  }

  /** Features behind the trunk, read or else computed; attached to the manager. */
  ImageFeatures trunk(RecentImages.Key key, NDManager manager, Supplier<ImageFeatures> encoding) {
    return of("trunk of %d blocks".formatted(key.split()), key, manager, encoding);
  }

  /**
   * An embedding, which is the same wherever the split lies, read or else computed; attached to the
   * manager.
   */
  ImageFeatures embedding(
      RecentImages.Key key, NDManager manager, Supplier<ImageFeatures> encoding) {
    return tail.get()
        .map(weights -> of("embedding " + weights, key, manager, encoding))
        .orElseGet(() -> EncodedImage.kept(manager, encoding));
  }

  private ImageFeatures of(
      String part, RecentImages.Key image, NDManager manager, Supplier<ImageFeatures> encoding) {
    Optional<ImageFeatures> there =
        files.mayHold() ? key(part, image).flatMap(k -> read(k, manager)) : Optional.empty();
    return there.orElseGet(
        () -> {
          long begin = System.nanoTime();
          ImageFeatures computed = EncodedImage.kept(manager, encoding);
          if (System.nanoTime() - begin >= least.toNanos()) {
            key(part, image).ifPresent(k -> write(k, computed, manager));
          }
          return computed;
        });
  }

  /** Empty if nobody can tell which model this is, since its file is gone, say. */
  private Optional<String> key(String part, RecentImages.Key image) {
    try {
      name = name == null ? model.get() : name;
      return Optional.of(
          "format %d, %s, %s, image %s, sha256 %s"
              .formatted(FORMAT, name, part, image.image(), image.sha256()));
    } catch (EvoSamException e) {
      return Optional.empty();
    }
  }

  private Optional<ImageFeatures> read(String key, NDManager manager) {
    return files
        .read(key, manager)
        .map(
            tensors -> {
              try (tensors) {
                return EncodedImage.kept(manager, () -> features(tensors, manager));
              }
            });
  }

  private static ImageFeatures features(StateDict tensors, NDManager manager) {
    NDList features = new NDList();
    for (int i = 0; tensors.has(Integer.toString(i)); i++) {
      MemoryOrder order = MemoryOrder.valueOf(tensors.metadata().get(ORDER + i));
      NDArray array = order.restored(tensors.get(Integer.toString(i)));
      array.attach(manager); // it outlives the tensors
      features.add(array);
    }
    return ImageFeatures.of(features);
  }

  private void write(String key, ImageFeatures features, NDManager manager) {
    StateDict tensors = new StateDict(manager);
    NDList arrays = features.toList();
    for (int i = 0; i < arrays.size(); i++) {
      Optional<MemoryOrder> order = MemoryOrder.of(arrays.get(i));
      if (order.isEmpty()) { // it would not come back as it was
        tensors.close();
        return;
      }
      tensors.metadata().put(ORDER + i, order.get().name());
      tensors.put(Integer.toString(i), order.get().asShaped(arrays.get(i)));
    }
    files.write(key, tensors);
  }
}
