package io.github.evosam.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.evosam.nn.StateDict;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Segment Anything checkpoint of any understood format and layout, with its tensors in the
 * official names: SAM, MobileSAM, MedSAM, micro-sam and our own, as PyTorch zip file or
 * safetensors. Buffers of whole numbers (counters of batch norms) are left out.
 *
 * <p>A raw MedSAM training checkpoint is known by its structure, and its metadata then say so
 * ({@value #PREPROCESSING} = {@value #MEDSAM}). A converted MedSAM file is, by structure, a SAM
 * file: save it as safetensors with that metadata entry, which is kept here.
 */
public final class Checkpoint {
  static final String PREPROCESSING = "evosam.preprocessing";
  static final String MEDSAM = "MEDSAM";

  private Checkpoint() {}

  /**
   * Reads a checkpoint; format and layout are told by the content, never by the file's name.
   *
   * @param manager whose device the arrays live on
   * @return tensors in official names; the caller's to close
   * @throws WeightsException if the file cannot be used
   */
  public static StateDict read(Path file, NDManager manager) {
    return FileKind.ofCheckpoint(file) == FileKind.ZIP
        ? readTorch(file, manager)
        : readSafeTensors(file, manager);
  }

  private static StateDict readTorch(Path file, NDManager manager) {
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      Map<String, TorchTensor> tensors = checkpoint.tensors();
      NameMap map = map(file, tensors.keySet());
      Map<String, String> wanted = new LinkedHashMap<>(map.canonical());
      wanted.keySet().removeIf(name -> !tensors.get(name).storage().type().isFloating());
      StateDict weights = checkpoint.read(manager, wanted);
      mark(weights, map);
      return weights;
    }
  }

  private static StateDict readSafeTensors(Path file, NDManager manager) {
    try (StateDict raw = SafeTensors.read(file, manager)) {
      NameMap map = map(file, raw.names());
      StateDict weights = new StateDict(manager);
      map.canonical()
          .forEach(
              (name, canonical) -> {
                NDArray array = raw.get(name);
                if (array.getDataType().isFloating()) {
                  weights.put(canonical, array);
                }
              });
      weights.metadata().putAll(raw.metadata());
      mark(weights, map);
      return weights;
    }
  }

  private static NameMap map(Path file, Collection<String> names) {
    try {
      return NameMap.of(names);
    } catch (IllegalArgumentException e) {
      throw new WeightsException(
          "Weights file '%s' cannot be used: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void mark(StateDict weights, NameMap map) {
    if (map.medSam()) {
      weights.metadata().put(PREPROCESSING, MEDSAM);
    }
  }
}
