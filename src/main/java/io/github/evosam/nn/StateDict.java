package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Named parameters of one network, in PyTorch state-dict notation ({@code
 * image_encoder.neck.0.weight}).
 *
 * <p>Owns its arrays: they live until {@link #close()}. Names keep their insertion order. Not safe
 * for concurrent modification.
 */
public final class StateDict implements AutoCloseable {
  private final NDManager manager;
  private final Map<String, NDArray> tensors = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, UnaryOperator<NDArray>> adapters = new HashMap<>();

  /**
   * An empty dictionary.
   *
   * @param parent manager whose device the arrays live on; closing it closes this dictionary too
   */
  public StateDict(NDManager parent) {
    this.manager = parent.newSubManager();
  }

  /** The manager that owns the arrays; create arrays meant for this dictionary on it. */
  public NDManager manager() {
    return manager;
  }

  /** Adds or replaces a tensor; the dictionary takes ownership of it. */
  public void put(String name, NDArray tensor) {
    adopt(tensor).setName(name);
    NDArray old = tensors.put(name, tensor);
    if (old != null && old != tensor) {
      old.close();
    }
  }

  /**
   * Takes ownership of an array derived from the tensors (a folded kernel, say) without giving it a
   * name; it outlives any {@link Scope} it was made in.
   */
  public NDArray adopt(NDArray array) {
    NDScope.unregister(array);
    array.attach(manager);
    return array;
  }

  /** Whether a tensor of that name exists. */
  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  /**
   * The tensor of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public NDArray get(String name) {
    NDArray tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("Weights hold no tensor '" + name + "'");
    }
    return tensor;
  }

  /**
   * The tensor of that name, checked against a shape.
   *
   * @param shape expected sizes; −1 accepts any
   * @throws IllegalArgumentException if there is none, or its shape differs
   */
  public NDArray get(String name, long... shape) {
    NDArray tensor = get(name);
    Shapes.check(name, tensor, shape);
    return tensor;
  }

  /**
   * Lets a function change what the layers read in place of a tensor; the tensor itself stays as it
   * is. Replaces an earlier adapter of that tensor.
   *
   * @param adapter gets the tensor and returns an array of the same shape; both may carry a
   *     gradient
   * @throws IllegalArgumentException if there is no such tensor
   */
  public void adapt(String name, UnaryOperator<NDArray> adapter) {
    get(name);
    adapters.put(name, adapter);
  }

  /** Takes all adapters away. */
  public void removeAdapters() {
    adapters.clear();
  }

  /**
   * The tensor of that name as its adapter gives it; the tensor itself where there is none. Layers
   * that can be adapted read their weight through this each time they run.
   */
  NDArray adapted(String name) {
    UnaryOperator<NDArray> adapter = adapters.get(name);
    return adapter == null ? get(name) : adapter.apply(get(name));
  }

  /** The shape of the tensor of that name. */
  public Shape shape(String name) {
    return get(name).getShape();
  }

  /** All names, in insertion order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(tensors.keySet());
  }

  /** Free-form notes stored beside the tensors (safetensors {@code __metadata__}); modifiable. */
  public Map<String, String> metadata() {
    return metadata;
  }

  @Override
  public void close() {
    manager.close();
  }
}
