package io.github.evosam.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.Scaling;
import io.github.evosam.nn.StateDict;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * An expert's parameters for one base model: {@code W' = W + (α / r) · B · A} on each target, and
 * the task prompt.
 *
 * <p>Closing it closes its parameters. Not safe for use by several threads at once.
 */
public final class LoraExpert implements AutoCloseable {
  /** Sparse tokens of the task prompt, {@code [T, C]}; missing where a model takes none. */
  public static final String SPARSE_PROMPT = "task_prompt.sparse";

  /** What the task prompt adds to every pixel of the embedding, {@code [C]}. */
  public static final String DENSE_PROMPT = "task_prompt.dense";

  private final LoraConfig config;
  private final Map<String, List<LoraTarget>> targets;
  private final StateDict parameters;

  /**
   * For changes of some rows only, the matrices that put rows in their places, {@code [C', rows]}.
   * They live as long as the expert: made anew in each step, their memory, which is Java's, could
   * be released before the gradient reads it.
   */
  private final Map<LoraTarget, NDArray> placements = new HashMap<>();

  private LoraExpert(LoraConfig config, List<LoraTarget> targets, StateDict parameters) {
    this.config = config;
    this.targets =
        targets.stream()
            .collect(
                Collectors.groupingBy(LoraTarget::tensor, LinkedHashMap::new, Collectors.toList()));
    this.parameters = parameters;
    for (LoraTarget target : targets) {
      if (target.rows().length < target.outputs()) {
        placements.put(target, parameters.adopt(placement(target)));
      }
    }
  }

  private NDArray placement(LoraTarget target) {
    int rows = target.rows().length;
    float[] ones = new float[target.outputs() * rows];
    for (int i = 0; i < rows; i++) {
      ones[target.rows()[i] * rows + i] = 1;
    }
    return parameters.manager().create(ones, new Shape(target.outputs(), rows));
  }

  /**
   * A new expert, which changes nothing yet: A is drawn as PyTorch draws a linear map (Kaiming), B
   * is zero. The task prompt starts near the prompt that stands for none.
   *
   * @param base weights of the base model
   * @param manager parent of the parameters' manager
   * @param seed same seed, same expert
   */
  public static LoraExpert create(StateDict base, LoraConfig config, NDManager manager, long seed) {
    List<LoraTarget> targets = LoraTargets.of(base, config);
    StateDict parameters = new StateDict(manager);
    Random random = new Random(seed);
    for (LoraTarget target : targets) {
      int rank = target.rank(config.rank());
      double bound = 1 / Math.sqrt(target.inputs());
      put(parameters, target.parameter('A'), random, bound, rank, target.inputs());
      put(parameters, target.parameter('B'), random, 0, target.rows().length, rank);
    }
    float[] noMask = NoPrompt.dense(base);
    if (config.promptTokens() > 0) {
      put(parameters, SPARSE_PROMPT, random, 0.1, config.promptTokens(), noMask.length);
      parameters.get(SPARSE_PROMPT).addi(NoPrompt.token(base));
    }
    parameters.put(DENSE_PROMPT, parameters.manager().create(noMask));
    return new LoraExpert(config, targets, parameters);
  }

  private static void put(
      StateDict parameters, String name, Random random, double bound, int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
    parameters.put(name, parameters.manager().create(values, new Shape(rows, columns)));
  }

  /**
   * An expert whose parameters come from a file.
   *
   * @param parameters owned by the expert from now on
   * @throws IllegalArgumentException if a parameter is missing or of a shape that does not fit this
   *     base model and form
   */
  public static LoraExpert of(StateDict base, LoraConfig config, StateDict parameters) {
    List<LoraTarget> targets = LoraTargets.of(base, config);
    for (LoraTarget target : targets) {
      int rank = target.rank(config.rank());
      parameters.get(target.parameter('A'), rank, target.inputs());
      parameters.get(target.parameter('B'), target.rows().length, rank);
    }
    long channels = NoPrompt.dense(base).length;
    if (config.promptTokens() > 0) {
      parameters.get(SPARSE_PROMPT, config.promptTokens(), channels);
    }
    parameters.get(DENSE_PROMPT, channels);
    return new LoraExpert(config, targets, parameters);
  }

  /** The form of the expert. */
  public LoraConfig config() {
    return config;
  }

  /** All parameters, by name: the content of {@code adapter.safetensors}. */
  public StateDict parameters() {
    return parameters;
  }

  /** The names of the base model's tensors that the expert changes. */
  public java.util.Set<String> changedTensors() {
    return java.util.Collections.unmodifiableSet(targets.keySet());
  }

  /**
   * A weight with the expert's change, differentiable in the expert's parameters.
   *
   * @param tensor one of {@link #changedTensors}
   * @param weight the base model's, {@code [C', ...]}
   * @return a new array of the same shape
   */
  public NDArray changed(String tensor, NDArray weight) {
    NDArray result = weight;
    for (LoraTarget target : targets.get(tensor)) {
      result = result.add(delta(target).reshape(weight.getShape()));
    }
    return result;
  }

  /** (α / r) · B · A in the target's rows, zeros elsewhere, {@code [C', C]}. */
  private NDArray delta(LoraTarget target) {
    NDArray a = parameters.get(target.parameter('A'));
    NDArray b = parameters.get(target.parameter('B'));
    NDArray product = Scaling.times(b.matMul(a), config.scale());
    NDArray placement = placements.get(target);
    return placement == null ? product : placement.matMul(product);
  }

  @Override
  public void close() {
    parameters.close();
  }
}
