package io.github.evosam.engine.propagation;

import java.util.ArrayList;
import java.util.List;

/** Numbers 1..N in sets; each set is known by its lowest number (Galler and Fischer 1964). */
final class UnionFind {
  private final List<Integer> parents = new ArrayList<>(List.of(0));

  /** A new number in a set of its own. */
  int add() {
    parents.add(parents.size());
    return parents.size() - 1;
  }

  /** How many numbers there are. */
  int count() {
    return parents.size() - 1;
  }

  /** The lowest number of a number's set. */
  int lowest(int number) {
    int root = number;
    while (parents.get(root) != root) {
      root = parents.get(root);
    }
    for (int i = number; i != root; ) {
      int next = parents.get(i);
      parents.set(i, root);
      i = next;
    }
    return root;
  }

  /** Makes two sets one. */
  void join(int a, int b) {
    int first = lowest(a);
    int second = lowest(b);
    parents.set(Math.max(first, second), Math.min(first, second));
  }

  /** For each number, its set's place among all sets by lowest number, from 1; index 0 is 0. */
  int[] ranks() {
    int[] ranks = new int[parents.size()];
    int sets = 0;
    for (int i = 1; i < ranks.length; i++) {
      int lowest = lowest(i);
      ranks[i] = lowest == i ? ++sets : ranks[lowest];
    }
    return ranks;
  }
}
