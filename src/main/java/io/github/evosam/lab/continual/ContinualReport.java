package io.github.evosam.lab.continual;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The outcome of a comparison.
 *
 * @param model name of the base model
 * @param tasks names in the order of learning
 * @param methods results by {@link ContinualMethod#key}, in the order asked for
 */
public record ContinualReport(String model, List<String> tasks, Map<String, MethodResult> methods) {
  /** Freezes list and map. */
  public ContinualReport {
    tasks = List.copyOf(tasks);
    methods = Collections.unmodifiableMap(new LinkedHashMap<>(methods));
  }
}
