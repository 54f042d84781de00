package io.github.evosam.imagej.interactive;

import io.github.evosam.engine.MaskProposal;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.expert.ExpertMatch;
import io.github.evosam.engine.propagation.LabelStack;
import io.github.evosam.engine.propagation.PropagationReport;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.stack.StackTask;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * What an interactive session asks of a model that is open. All methods are called on the thread of
 * the {@link ModelWorker} that opened it.
 */
public interface ObjectModel extends AutoCloseable {
  /** Takes an image in place of the one before; one that is equal to it costs nothing. */
  void setImage(PixelSource pixels);

  /**
   * Puts an expert in place, see {@link io.github.evosam.engine.Segmenter#use}.
   *
   * @throws io.github.evosam.EvoSamException if there is no such expert or it cannot be used
   */
  Optional<ChosenExpert> use(ExpertChoice choice);

  /** How well the experts fit the current image; empty without experts. */
  ExpertMatch match();

  /** Does all that can be done before a prompt comes. */
  void embed();

  /**
   * The masks of one object, the answer first; see {@link
   * io.github.evosam.engine.Segmenter#propose}.
   *
   * @throws IllegalArgumentException if the prompts are not possible
   */
  List<MaskProposal> propose(List<Prompt> prompts, Optional<MaskProposal> previous);

  /** Whether it follows objects through a stack by a memory of its own. */
  boolean followsByMemory();

  /**
   * Follows objects through a stack with the expert in place, see {@link StackTask#follow}; the
   * current image stays.
   */
  PropagationReport follow(
      StackTask task, StackTask.Following following, LabelStack labels, DoubleConsumer progress);

  @Override
  void close();
}
