package io.github.evosam.sam.prompting;

import java.util.ArrayList;
import java.util.List;

/** Questions that are asked together, and where the answers to each are gathered. */
final class Questions {
  private final List<MaskQuery> queries = new ArrayList<>();
  private final List<List<Candidate>> answers = new ArrayList<>();

  /** Adds a question whose answers are added to a list, which is returned. */
  List<Candidate> add(MaskQuery query, List<Candidate> answer) {
    queries.add(query);
    answers.add(answer);
    return answer;
  }

  boolean isEmpty() {
    return queries.isEmpty();
  }

  /** Asks them all; gives the lists of {@link #add} in order. */
  List<List<Candidate>> ask(MaskQueries asked) {
    asked.ask(queries, (i, masks) -> answers.get(i).addAll(masks));
    return answers;
  }
}
