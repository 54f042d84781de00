package io.github.evosam.engine.learning;

import io.github.evosam.EvoSamException;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.OpenExpert;
import io.github.evosam.library.Expert;
import io.github.evosam.lora.LoraConfig;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.sam.network.SamModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Decides what learning starts from: a new expert, or what one of the closest experts knows
 * already.
 *
 * <p>First each start is judged untrained. An earlier expert that finds no more of the new task
 * than a new one has nothing to hand on, and is dropped before it costs any training. To find more
 * says little, though: a new expert has learned nothing yet, and may well overtake. So those that
 * are left and the new one learn for a short while, equally long, and the earlier one must be ahead
 * by more than chance even then. Where images are looked at as a whole, it must not be behind by
 * more than chance: so few objects are soon learned by heart, and what is known guards against it.
 *
 * @param experts the closest ones, the closest first
 */
record WarmStart(List<Expert> experts) {
  /** Earlier experts that are tried at most; each takes its share of the trial. */
  private static final int MOST_EXPERTS = 2;

  /** Dice that may be chance: validation images are few. */
  private static final double CHANCE = 0.02;

  /**
   * A start that was chosen.
   *
   * @param lora state to learn on from; the caller's to close
   * @param trial how it was chosen
   */
  record Start(LoraExpert lora, StartTrial trial) {}

  /**
   * The experts that may be tried.
   *
   * @param survey says which are closest
   * @param preferred id of an expert that comes first, if any
   */
  static WarmStart of(ExpertCatalogue catalogue, TaskSurvey survey, Optional<String> preferred) {
    List<String> ids = new ArrayList<>(survey.nearest());
    preferred.ifPresent(
        id -> {
          ids.remove(id);
          ids.add(0, id);
        });
    return new WarmStart(
        ids.stream().limit(MOST_EXPERTS).flatMap(id -> found(catalogue, id).stream()).toList());
  }

  /** An expert that was removed or damaged meanwhile is one start less to choose from. */
  private static Optional<Expert> found(ExpertCatalogue catalogue, String id) {
    try {
      return Optional.of(catalogue.library().find(id));
    } catch (EvoSamException gone) {
      return Optional.empty();
    }
  }

  /**
   * A state to start from.
   *
   * @param expert that it is; empty for a new one
   * @param untrained Dice before learning
   * @param trial Dice after the trial, if there was one
   */
  private record Candidate(
      Optional<Expert> expert, LoraExpert lora, double untrained, Optional<Double> trial) {
    static Candidate of(AdapterTrainer run, Optional<Expert> expert, LoraExpert lora) {
      return new Candidate(expert, lora, run.dice(lora), Optional.empty());
    }

    boolean isPromising(double fresh) {
      return expert.isEmpty() || untrained > fresh + CHANCE;
    }

    Candidate rehearsed(AdapterTrainer run, double share, BooleanSupplier cancelled) {
      run.rehearse(lora, expert.isPresent(), share, cancelled);
      return new Candidate(expert, lora, untrained, Optional.of(run.dice(lora)));
    }

    StartTrial.Candidate candidate() {
      return new StartTrial.Candidate(
          expert.map(Expert::name), expert.map(Expert::id), untrained, trial);
    }
  }

  /**
   * Chooses.
   *
   * @param run that is to start
   * @param listener hears of it if there is a choice
   * @param cancelled cuts the trials short
   */
  Start choose(AdapterTrainer run, LearningListener listener, BooleanSupplier cancelled) {
    LoraExpert fresh = run.newExpert();
    List<LoraExpert> open = new ArrayList<>(List.of(fresh));
    try {
      List<Expert> usable = new ArrayList<>();
      for (Expert expert : experts) {
        read(expert, run.model(), fresh.config())
            .ifPresent(
                lora -> {
                  open.add(lora);
                  usable.add(expert);
                });
      }
      if (usable.isEmpty()) {
        return new Start(fresh, StartTrial.NONE);
      }
      listener.stage("Choosing what to start from");
      List<Candidate> judged =
          IntStream.range(0, open.size())
              .mapToObj(
                  i ->
                      Candidate.of(
                          run,
                          i == 0 ? Optional.empty() : Optional.of(usable.get(i - 1)),
                          open.get(i)))
              .toList();
      double lead = run.scale().looksAtWholes() ? -CHANCE : CHANCE;
      return best(rehearsed(judged, run, cancelled), lead);
    } catch (RuntimeException e) {
      open.forEach(LoraExpert::close);
      throw e;
    }
  }

  /** The expert's parameters, if it has the form of the new one and can be used. */
  private static Optional<LoraExpert> read(Expert expert, SamModel model, LoraConfig form) {
    try {
      OpenExpert read = OpenExpert.read(expert, model.weights(), model.weights().manager());
      if (read.lora().config().equals(form)) {
        return Optional.of(read.lora());
      }
      read.close();
    } catch (EvoSamException unusable) {
      // the list of earlier tasks tells of it
    }
    return Optional.empty();
  }

  private static List<Candidate> rehearsed(
      List<Candidate> judged, AdapterTrainer run, BooleanSupplier cancelled) {
    double fresh = judged.get(0).untrained();
    long promising = judged.stream().filter(c -> c.isPromising(fresh)).count();
    if (promising == 1) {
      return judged;
    }
    double share = StartTrial.SHARE / promising;
    return judged.stream()
        .map(c -> c.isPromising(fresh) ? c.rehearsed(run, share, cancelled) : c)
        .toList();
  }

  /** The winner; the others are closed. */
  private static Start best(List<Candidate> candidates, double lead) {
    int best = winner(candidates.stream().map(Candidate::trial).toList(), lead);
    for (int i = 0; i < candidates.size(); i++) {
      if (i != best) {
        candidates.get(i).lora().close();
      }
    }
    List<StartTrial.Candidate> told = candidates.stream().map(Candidate::candidate).toList();
    return new Start(candidates.get(best).lora(), new StartTrial(told, best));
  }

  /**
   * Which start wins.
   *
   * @param trials Dice after the trial, that of the new expert first; empty for one without trial
   * @param lead Dice by which an earlier expert must be ahead of the new one
   */
  static int winner(List<Optional<Double>> trials, double lead) {
    int best = 0;
    double toBeat = trials.get(0).orElse(Double.POSITIVE_INFINITY) + lead;
    for (int i = 1; i < trials.size(); i++) {
      double dice = trials.get(i).orElse(Double.NEGATIVE_INFINITY);
      if (dice >= toBeat) {
        best = i;
        toBeat = dice;
      }
    }
    return best;
  }
}
