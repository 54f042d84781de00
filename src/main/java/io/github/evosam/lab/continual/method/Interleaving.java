package io.github.evosam.lab.continual.method;

import java.util.ArrayList;
import java.util.List;

/**
 * Mixes samples of several sources in equal shares. With the images of a new task and a memory of
 * old ones this is experience replay (Chaudhry et al. 2019: half of each batch from the memory);
 * with the images of all tasks it is joint training.
 */
public final class Interleaving {
  private Interleaving() {}

  /**
   * One of each source in turn; a short source starts again until the longest is through.
   *
   * @param sources at least one, none empty
   * @return as many samples as there are sources, times the length of the longest
   */
  public static <T> List<T> of(List<List<T>> sources) {
    int longest = sources.stream().mapToInt(List::size).max().orElseThrow();
    List<T> mixed = new ArrayList<>();
    for (int i = 0; i < longest; i++) {
      for (List<T> source : sources) {
        mixed.add(source.get(i % source.size()));
      }
    }
    return mixed;
  }
}
