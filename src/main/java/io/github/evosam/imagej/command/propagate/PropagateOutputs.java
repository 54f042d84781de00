package io.github.evosam.imagej.command.propagate;

import ij.ImagePlus;
import io.github.evosam.engine.expert.ChosenExpert;
import java.util.Optional;

/** Where the results of {@code EvoSAM Propagate} go: into memory or into a folder. */
interface PropagateOutputs {
  /**
   * Runs a propagation and shows or writes its results, all of them or none.
   *
   * @throws IllegalArgumentException as {@link Propagating#run}, or if there is no earlier result
   *     to correct
   * @throws io.github.evosam.EvoSamException as {@link Propagating#run}, or if a result cannot be
   *     written
   */
  Result run(Propagating work);

  /**
   * What is there now.
   *
   * @param labels the label image; null if none was made
   * @param objects number of objects that were followed or found
   * @param expert that worked; empty if the base model did as it is
   */
  record Result(ImagePlus labels, int objects, Optional<ChosenExpert> expert) {}
}
