package io.github.evosam.sam.prompting;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.github.evosam.nn.MemoryOrder;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.weights.TensorCache;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an image encoder has computed, kept on disk: features behind the trunk, and embeddings. They
 * come back bit for bit, and in the same order in memory. Kept is what took so long to compute that
 * reading it is faster on any disk.
 */
public final class FeatureStore {
  private static final Logger LOG = LoggerFactory.getLogger(FeatureStore.class);

  /** Raised when an encoder computes something else than before. */
  private static final int FORMAT = 1;

  private static final String ORDER = "order.";

  private final TensorCache files;
  private final Duration least;
  private final String model;
  private final Supplier<Optional<String>> tail;

  /**
   * A store of one model.
   *
   * @param files stay the caller's
   * @param least what is computed faster is not kept
   * @param model name of the trunk's weights and of whatever else changes its results
   * @param tail name of the tail's weights at this moment; empty if they have none, and embeddings
   *     are not kept
   */
  public FeatureStore(
      TensorCache files, Duration least, String model, Supplier<Optional<String>> tail) {
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
        files.mayHold() ? read(key(part, image), manager) : Optional.empty();
    return there.orElseGet(
        () -> {
          long begin = System.nanoTime();
          ImageFeatures computed = EncodedImage.kept(manager, encoding);
          if (System.nanoTime() - begin >= least.toNanos()) {
            write(key(part, image), computed, manager);
          }
          return computed;
        });
  }

  private String key(String part, RecentImages.Key image) {
    return "format %d, %s, %s, image %s, sha256 %s"
        .formatted(FORMAT, model, part, image.image(), image.sha256());
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

  /** What cannot be kept is left out: who computed it has it. */
  private void write(String key, ImageFeatures features, NDManager manager) {
    try (StateDict tensors = new StateDict(manager)) {
      NDList arrays = features.toList();
      for (int i = 0; i < arrays.size(); i++) {
        Optional<MemoryOrder> order = MemoryOrder.of(arrays.get(i));
        if (order.isEmpty()) { // it would not come back as it was
          return;
        }
        tensors.metadata().put(ORDER + i, order.get().name());
        tensors.put(Integer.toString(i), order.get().asShaped(arrays.get(i)));
      }
      files.write(key, tensors);
    } catch (EngineException | OutOfMemoryError e) {
      LOG.debug("An encoded image is not kept", e);
    }
  }
}
