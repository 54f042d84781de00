package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;

/**
 * What an image encoder has computed of one batch so far: after the trunk, or, as the embedding,
 * after the tail.
 *
 * @param main the running features (layout private to the encoder), or the finished embedding
 *     {@code [B, C, h, w]}: at stride 16, of {@link EfficientNetEncoder} at stride 32
 * @param highResolution finer features {@code [B, C_i, h_i, w_i]}, finest first: of SAM 2 at
 *     strides 4 and 8, of {@link EfficientNetEncoder} at strides 2, 4, 8 and 16; empty where the
 *     encoder has none or has not come to them yet
 */
public record ImageFeatures(NDArray main, List<NDArray> highResolution) implements AutoCloseable {
  /** Freezes the list. */
  public ImageFeatures {
    highResolution = List.copyOf(highResolution);
  }

  /** All arrays in one list, {@code main} first. */
  public NDList toList() {
    NDList list = new NDList(main);
    list.addAll(highResolution);
    return list;
  }

  /** The inverse of {@link #toList}. */
  public static ImageFeatures of(NDList list) {
    return new ImageFeatures(list.head(), new ArrayList<>(list.subList(1, list.size())));
  }

  /** Frees all arrays but those that other features have, too: a tail may hand on a trunk's. */
  public void closeAllBut(ImageFeatures others) {
    for (NDArray array : toList()) {
      if (others.toList().stream().noneMatch(kept -> kept == array)) {
        array.close();
      }
    }
  }

  /** The same values without their gradient. */
  public ImageFeatures detached() {
    NDList detached = new NDList();
    toList().forEach(array -> detached.add(array.stopGradient()));
    return of(detached);
  }

  /** Number of images. */
  public long batch() {
    return main.getShape().get(0);
  }

  @Override
  public void close() {
    toList().close();
  }
}
