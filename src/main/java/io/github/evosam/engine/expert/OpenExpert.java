package io.github.evosam.engine.expert;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.github.evosam.learning.ExpertTraining;
import io.github.evosam.library.AdapterSettings;
import io.github.evosam.library.Expert;
import io.github.evosam.library.ExpertDescription;
import io.github.evosam.library.LibraryException;
import io.github.evosam.library.PromptWays;
import io.github.evosam.library.TaughtScale;
import io.github.evosam.lora.LoraConfig;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.lora.LoraGroup;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.SamConfig;
import io.github.evosam.sam.network.TaskPrompt;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An expert in memory, fit for the open base model. Closing it frees its parameters.
 *
 * @param id in the library; empty while it is not saved
 * @param name as the user knows it
 * @param scale that it was taught at
 * @param prompting how prompts are answered while it is in place
 * @param lora its parameters
 */
public record OpenExpert(
    String id, String name, TaskScale scale, Prompting prompting, LoraExpert lora)
    implements AutoCloseable {
  /** What experts of versions before 0.2 may have besides. */
  private static final String FORMER_HEAD = "pixel_head";

  /**
   * Reads an expert.
   *
   * @param base weights of the base model that it was learned on
   * @param manager parent of its arrays
   * @throws LibraryException if its tensors do not go with the base model, or it knows more than
   *     this version of EvoSAM
   */
  public static OpenExpert read(Expert expert, StateDict base, NDManager manager) {
    ExpertDescription description = expert.manifest().description();
    StateDict parameters = expert.adapter(manager);
    try {
      requireFinite(parameters);
      requireNoHead(parameters);
      requireInput(description.scale(), base);
      LoraConfig config = config(description.adapter(), parameters);
      return new OpenExpert(
          expert.id(),
          expert.name(),
          TaskScale.of(description.scale()),
          prompting(description.adapter().prompts()),
          LoraExpert.of(base, config, parameters));
    } catch (IllegalArgumentException e) {
      parameters.close();
      throw new LibraryException(
          "Expert '%s' cannot be used: %s; update EvoSAM, or import or learn it again"
              .formatted(expert.name(), e.getMessage()),
          e);
    }
  }

  private static void requireFinite(StateDict parameters) {
    for (String name : parameters.names()) {
      for (float value : parameters.get(name).toType(DataType.FLOAT32, false).toFloatArray()) {
        if (!Float.isFinite(value)) {
          throw new IllegalArgumentException("its tensor '" + name + "' holds the number " + value);
        }
      }
    }
  }

  /** Without its head such an expert would answer otherwise than it did. */
  private static void requireNoHead(StateDict parameters) {
    if (parameters.names().stream().anyMatch(name -> name.startsWith(FORMER_HEAD))) {
      throw new IllegalArgumentException(
          "it sharpens its answers by a '%s', which this version does not have"
              .formatted(FORMER_HEAD));
    }
  }

  /** No expert is taught on a larger input than its model's own. */
  private static void requireInput(TaughtScale scale, StateDict base) {
    int own = SamConfig.infer(base).inputSide();
    if (scale.inputSidePixels() > own) {
      throw new IllegalArgumentException(
          "it wants an input of %d pixels, but its base model has %d"
              .formatted(scale.inputSidePixels(), own));
    }
  }

  private static LoraConfig config(AdapterSettings settings, StateDict parameters) {
    Set<LoraGroup> groups = EnumSet.noneOf(LoraGroup.class);
    settings.targets().forEach(target -> groups.add(group(target)));
    boolean hasTokens = parameters.has(LoraExpert.SPARSE_PROMPT);
    int tokens = hasTokens ? (int) parameters.shape(LoraExpert.SPARSE_PROMPT).get(0) : 0;
    return new LoraConfig(
        settings.rank(), (float) settings.alpha(), settings.split(), groups, tokens);
  }

  private static LoraGroup group(String target) {
    try {
      return LoraGroup.valueOf(target);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("it changes '" + target + "', which is not known here", e);
    }
  }

  /** Where its LoRA sits, in the words of the library. */
  public AdapterSettings settings() {
    LoraConfig config = lora.config();
    List<String> targets = config.groups().stream().sorted().map(LoraGroup::name).toList();
    PromptWays prompts = new PromptWays(prompting.name(), prompting.name());
    return new AdapterSettings(config.split(), config.rank(), config.alpha(), targets, prompts);
  }

  private static Prompting prompting(PromptWays ways) {
    try {
      return Prompting.valueOf(ways.boxes());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "it answers prompts in the way '" + ways.boxes() + "', which is not known here", e);
    }
  }

  /** The same expert, prompts answered otherwise. */
  public OpenExpert answering(Prompting other) {
    return new OpenExpert(id, name, scale, other, lora);
  }

  /** What asks for all objects of its task. */
  TaskPrompt prompt() {
    return ExpertTraining.taskPrompt(lora);
  }

  @Override
  public void close() {
    lora.close();
  }
}
