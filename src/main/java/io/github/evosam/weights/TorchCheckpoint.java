package io.github.evosam.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.evosam.nn.StateDict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A PyTorch checkpoint in zip form ({@code torch.save} of PyTorch 1.6 and later, {@code .pth} or
 * {@code .pt}). Its pickle is read with an allow-list, so that a file can hold tensors and plain
 * containers but never run anything. Half-precision tensors become float32, other 16-bit ones
 * int32.
 */
public final class TorchCheckpoint implements AutoCloseable {
  private static final int MOST_CONTAINERS = 1_000_000;
  private static final int DEEPEST = 32;

  private final Path file;
  private final TorchArchive archive;
  private final Map<String, TorchTensor> tensors = new LinkedHashMap<>();
  private int containers;

  private TorchCheckpoint(Path file) {
    this.file = file;
    this.archive = new TorchArchive(file);
  }

  /**
   * Reads every tensor of a checkpoint.
   *
   * @param manager whose device the arrays live on
   * @return tensors by name in the file's order, the keys of nested dictionaries joined by {@code
   *     /}; the caller's to close
   * @throws WeightsException if the file cannot be used
   */
  public static StateDict read(Path file, NDManager manager) {
    try (TorchCheckpoint checkpoint = open(file)) {
      Map<String, String> all = new LinkedHashMap<>();
      checkpoint.tensors().keySet().forEach(name -> all.put(name, name));
      return checkpoint.read(manager, all);
    }
  }

  /**
   * Opens a checkpoint and lists its tensors.
   *
   * @throws WeightsException if the file cannot be used
   */
  static TorchCheckpoint open(Path file) {
    if (FileKind.ofCheckpoint(file) != FileKind.ZIP) {
      throw new WeightsException(
          "Weights file '" + file + "' is a safetensors file, not a PyTorch checkpoint");
    }
    TorchCheckpoint checkpoint = new TorchCheckpoint(file);
    try {
      checkpoint.collect("", TorchUnpickler.read(checkpoint.archive.pickle()), 0);
      return checkpoint;
    } catch (UnsupportedOperationException e) {
      checkpoint.close();
      throw new WeightsException(
          "Weights file '%s' is refused: %s; save the model's state_dict() alone with torch.save"
              .formatted(file, e.getMessage()),
          e);
    } catch (IllegalArgumentException e) {
      checkpoint.close();
      throw WeightsException.damaged(file, e.getMessage());
    } catch (IOException e) {
      checkpoint.close();
      throw unreadable(file, e);
    }
  }

  /** What the tensors are, by name as in {@link #read(Path, NDManager)}. */
  Map<String, TorchTensor> tensors() {
    return Collections.unmodifiableMap(tensors);
  }

  /**
   * Reads some tensors under new names.
   *
   * @param wanted new names, by the names in the file
   * @return the caller's to close
   * @throws WeightsException if a record is damaged or too large
   */
  StateDict read(NDManager manager, Map<String, String> wanted) {
    StateDict weights = new StateDict(manager);
    try {
      TorchElements elements = new TorchElements(archive);
      for (Map.Entry<String, String> name : wanted.entrySet()) {
        NDArray array = elements.toArray(weights.manager(), tensors.get(name.getKey()));
        weights.put(name.getValue(), array);
      }
      return weights;
    } catch (IOException e) {
      weights.close();
      throw unreadable(file, e);
    } catch (IllegalArgumentException e) {
      weights.close();
      throw WeightsException.damaged(file, e.getMessage());
    } catch (RuntimeException e) {
      weights.close();
      throw e;
    }
  }

  /** Finds the tensors of nested dictionaries; a file may describe them endlessly nested. */
  private void collect(String path, Object value, int depth) {
    if (value instanceof TorchTensor tensor) {
      tensors.put(path.isEmpty() ? "tensor" : path, tensor);
    } else if (value instanceof Map<?, ?> map) {
      if (depth > DEEPEST || ++containers > MOST_CONTAINERS) {
        throw new IllegalArgumentException("its dictionaries are nested too deeply");
      }
      map.forEach(
          (key, entry) -> {
            if (key instanceof String || key instanceof Number) {
              collect(path.isEmpty() ? key.toString() : path + "/" + key, entry, depth + 1);
            }
          });
    }
  }

  private static WeightsException unreadable(Path file, IOException e) {
    return new WeightsException("Weights file '%s' cannot be read: %s".formatted(file, e), e);
  }

  @Override
  public void close() {
    archive.close();
  }
}
