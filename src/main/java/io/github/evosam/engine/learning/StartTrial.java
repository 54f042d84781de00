package io.github.evosam.engine.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an expert might have started from, and what it did start from: a new expert, or the state of
 * an earlier one.
 *
 * @param candidates the new expert first, then earlier ones, the closest first
 * @param chosen number of the candidate that was learned on from
 */
public record StartTrial(List<Candidate> candidates, int chosen) {
  /** Part of the steps and of the time that all trials together may take. */
  static final double SHARE = 0.1;

  /** A new expert, for want of any other. */
  static final StartTrial NONE = new StartTrial(List.of(), 0);

  /**
   * A state to start from.
   *
   * @param expert name of the earlier expert that it is; empty for a new one
   * @param id of that expert
   * @param untrainedDice mean promptless Dice on the validation images, before learning
   * @param trialDice the same after the trial; empty if it was not worth one
   */
  public record Candidate(
      Optional<String> expert,
      Optional<String> id,
      double untrainedDice,
      Optional<Double> trialDice) {

    private String sentence() {
      String what = expert.map(e -> "expert '" + e + "'").orElse("a new expert");
      return String.format(
          Locale.ROOT,
          "  from %s: Dice %.3f untrained, %s",
          what,
          untrainedDice,
          trialDice
              .map(d -> String.format(Locale.ROOT, "%.3f after the trial", d))
              .orElse("no trial"));
    }
  }

  /** Freezes the list. */
  public StartTrial {
    candidates = List.copyOf(candidates);
    if (chosen < 0 || chosen >= Math.max(1, candidates.size())) {
      throw new IllegalArgumentException(
          "Start %d of %d does not exist".formatted(chosen, candidates.size()));
    }
  }

  /** The earlier expert that was learned on from; empty for a new one. */
  public Optional<Candidate> warmStart() {
    return candidates.stream().skip(chosen).findFirst().filter(c -> c.id().isPresent());
  }

  /** Part of the steps and of the time that is left for learning, 0..1. */
  double shareLeft() {
    return candidates.stream().anyMatch(c -> c.trialDice().isPresent()) ? 1 - SHARE : 1;
  }

  /** The choice in words; nothing if there was none. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!candidates.isEmpty()) {
      lines.add(
          warmStart()
              .map(c -> "Learned on from expert '%s'".formatted(c.expert().orElseThrow()))
              .orElse("Learned anew, since no earlier expert was a better start"));
      candidates.forEach(candidate -> lines.add(candidate.sentence()));
    }
    return lines;
  }

  /** A text that {@link #parse} reads. */
  String text() {
    List<String> lines = new ArrayList<>(List.of(Integer.toString(chosen)));
    for (Candidate c : candidates) {
      lines.add(
          String.join(
              "\t",
              c.id().orElse(""),
              Double.toString(c.untrainedDice()),
              c.trialDice().map(d -> Double.toString(d)).orElse(""),
              c.expert().orElse("")));
    }
    return String.join("\n", lines);
  }

  /**
   * The inverse of {@link #text}.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static StartTrial parse(String text) {
    String[] lines = text.split("\n");
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      String[] cells = lines[i].split("\t", -1);
      if (cells.length != 4) {
        throw new IllegalArgumentException("A start has four cells, not '%s'".formatted(lines[i]));
      }
      candidates.add(
          new Candidate(
              present(cells[3]),
              present(cells[0]),
              Double.parseDouble(cells[1]),
              present(cells[2]).map(Double::valueOf)));
    }
    return new StartTrial(candidates, Integer.parseInt(lines[0]));
  }

  private static Optional<String> present(String cell) {
    return cell.isEmpty() ? Optional.empty() : Optional.of(cell);
  }
}
