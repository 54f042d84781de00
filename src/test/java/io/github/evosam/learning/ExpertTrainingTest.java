package io.github.evosam.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.lora.LoraConfig;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.task.TaskPredictor;
import io.github.evosam.sam.task.WorkingScale;
import io.github.evosam.weights.SafeTensors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExpertTrainingTest {
  private static final int SIDE = 64;
  private static final WorkingScale SCALE = new WorkingScale(SIDE);
  private final NDManager manager = NDManager.newBaseManager();
  private final SamModel model =
      SamModel.of(
          SafeTensors.read(
              Path.of("src/test/resources/fixtures/pyramid_micro.safetensors"), manager));
  private final StateDict weights = model.weights();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void theBaseStaysAsItWasAndEveryParameterOfTheExpertMoves() {
    Map<String, float[]> before = values(weights);
    LoraExpert expert = expert();
    Map<String, float[]> start = values(expert.parameters());
    learn(expert, 6);
    values(weights).forEach((name, v) -> assertThat(v).as(name).isEqualTo(before.get(name)));
    values(expert.parameters())
        .forEach((name, v) -> assertThat(v).as(name).isNotEqualTo(start.get(name)));
  }

  @Test
  void sameSeedSameExpert() {
    LoraExpert first = expert();
    LoraExpert second = expert();
    learn(first, 4);
    learn(second, 4);
    Map<String, float[]> expected = values(first.parameters());
    values(second.parameters())
        .forEach((name, v) -> assertThat(v).as(name).isEqualTo(expected.get(name)));
  }

  @Test
  void theStateThatDidBestIsKept() {
    LoraExpert best = expert();
    List<Map<String, float[]>> seen = new ArrayList<>();
    training(best, 10)
        .run(
            new Judge() {
              @Override
              public Scores validate(long step) {
                seen.add(values(best.parameters()));
                return Scores.of(seen.size() == 3 ? 1 : 0);
              }
            },
            () -> false);
    assertThat(seen).hasSizeGreaterThan(3);
    values(best.parameters())
        .forEach((name, v) -> assertThat(v).as(name).isEqualTo(seen.get(2).get(name)));
  }

  @Test
  void aStateThatIsWorseByChanceOnlyTakesThePlaceOfTheBest() {
    LoraExpert expert = expert();
    List<Map<String, float[]>> seen = new ArrayList<>();
    ExpertTraining.Outcome outcome =
        training(expert, 10)
            .run(
                new Judge() {
                  @Override
                  public Scores validate(long step) {
                    seen.add(values(expert.parameters()));
                    boolean isThird = seen.size() == 3;
                    return isThird ? Scores.of(0.9, 0.5, 0.6) : Scores.of(0.2, 0.6, 0.7);
                  }
                },
                () -> false);
    Map<String, float[]> last = seen.get(seen.size() - 1);
    values(expert.parameters())
        .forEach((name, v) -> assertThat(v).as(name).isEqualTo(last.get(name)));
    assertThat(outcome.score()).isEqualTo(0.5);
    assertThat(outcome.steps()).isEqualTo(10);
  }

  @Test
  void learningToFindWhatIsBrightRaisesTheDiceOfUnseenImages() {
    LoraExpert expert = expert();
    LabelledPlane unseen = BrightSquare.at(30, 12);
    double before = dice(expert, unseen);
    learn(expert, 60);
    new io.github.evosam.lora.ExpertSwitch(weights).merge(expert);
    assertThat(dice(expert, unseen)).isGreaterThan(Math.max(0.4, before + 0.1));
  }

  @Test
  void whatIsHeldToItsStartStaysNearer() {
    LoraExpert start = expert();
    learn(start, 4);
    double free = wayFrom(start, false);
    assertThat(wayFrom(start, true)).isGreaterThan(0).isLessThan(0.8 * free);
  }

  /** How far learning leads from a start that an expert of a similar task may be. */
  private double wayFrom(LoraExpert start, boolean fromSimilar) {
    LoraExpert expert = expert();
    StateDict now = expert.parameters();
    StateDict before = start.parameters();
    now.names().forEach(name -> now.get(name).set(new NDIndex("..."), before.get(name)));
    OptimizerOptions options =
        new OptimizerOptions(24, Duration.ofMinutes(5), 4, 5e-2f, 3, fromSimilar);
    ExpertSamples samples = new ExpertSamples(BrightSquare.three(), SIDE);
    new ExpertTraining(model, expert, samples, WorkingScale.whole(SIDE), options)
        .run(lastCounts(), () -> false);
    return Math.sqrt(
        now.names().stream()
            .mapToDouble(n -> now.get(n).sub(before.get(n)).square().sum().getFloat())
            .sum());
  }

  @Test
  void cancellingKeepsWhatWasLearnedSoFar() {
    LoraExpert expert = expert();
    AtomicLong last = new AtomicLong();
    AtomicLong validated = new AtomicLong();
    training(expert, 50)
        .run(
            new Judge() {
              @Override
              public void step(long step, float loss) {
                last.set(step);
              }

              @Override
              public Scores validate(long step) {
                validated.set(step);
                return Scores.of(1);
              }
            },
            () -> last.get() == 2);
    assertThat(last).hasValue(2);
    assertThat(validated).hasValue(2);
  }

  @Test
  void anInterruptedTrainingEndsAsAnUninterruptedOne() {
    LoraExpert whole = expert();
    training(whole, 20).run(lastCounts(), () -> false);

    try (StateDict kept = new StateDict(manager)) {
      AtomicLong last = new AtomicLong();
      Judge interrupted =
          new Judge() {
            @Override
            public void step(long step, float loss) {
              last.set(step);
            }

            @Override
            public Scores validate(long step) {
              if (step > 6) {
                throw new IllegalStateException("power cut");
              }
              return Scores.of(step);
            }
          };
      assertThatThrownBy(() -> training(expert(), 20, remember(kept)).run(interrupted, () -> false))
          .hasMessage("power cut");
      assertThat(last.get()).isLessThan(20);

      LoraExpert resumed = expert();
      List<Long> steps = new ArrayList<>();
      Judge judge =
          new Judge() {
            @Override
            public void step(long step, float loss) {
              steps.add(step);
            }

            @Override
            public Scores validate(long step) {
              return Scores.of(step);
            }
          };
      training(resumed, 20, remember(kept)).run(judge, () -> false);
      assertThat(steps.get(0)).isEqualTo(7);
      Map<String, float[]> expected = values(whole.parameters());
      values(resumed.parameters())
          .forEach((name, v) -> assertThat(v).as(name).isEqualTo(expected.get(name)));
    }
  }

  private static Judge lastCounts() {
    return new Judge() {
      @Override
      public Scores validate(long step) {
        return Scores.of(step);
      }
    };
  }

  private static CheckpointStore remember(StateDict kept) {
    return new CheckpointStore() {
      @Override
      public boolean recall(StateDict state) {
        copy(kept, state);
        return !kept.names().isEmpty();
      }

      @Override
      public void keep(StateDict state) {
        copy(state, kept);
      }
    };
  }

  private static void copy(StateDict from, StateDict to) {
    from.names().forEach(name -> to.put(name, from.get(name).duplicate()));
    to.metadata().putAll(from.metadata());
  }

  private abstract static class Judge implements ExpertTraining.Listener {
    @Override
    public void step(long step, float loss) {}
  }

  private void learn(LoraExpert expert, long steps) {
    AtomicLong calls = new AtomicLong();
    training(expert, steps)
        .run(
            new Judge() {
              @Override
              public Scores validate(long step) {
                return Scores.of(calls.incrementAndGet()); // the last state counts
              }
            },
            () -> false);
  }

  private ExpertTraining training(LoraExpert expert, long steps) {
    return training(expert, steps, CheckpointStore.NONE);
  }

  private ExpertTraining training(LoraExpert expert, long steps, CheckpointStore memory) {
    OptimizerOptions options = new OptimizerOptions(steps, Duration.ofMinutes(5), 4, 1e-2f, 3);
    return new ExpertTraining(
        model, expert, new ExpertSamples(BrightSquare.three(), SIDE), SCALE, options, memory);
  }

  private LoraExpert expert() {
    return LoraExpert.create(weights, LoraConfig.everywhere(weights, 4, 1), manager, 1);
  }

  private double dice(LoraExpert expert, LabelledPlane image) {
    TaskPredictor predictor = new TaskPredictor(model, ExpertTraining.taskPrompt(expert), SCALE);
    return MaskMetrics.dice(predictor.predict(image.plane()), image.labels().foreground());
  }

  private static Map<String, float[]> values(StateDict tensors) {
    Map<String, float[]> values = new TreeMap<>();
    tensors.names().forEach(name -> values.put(name, tensors.get(name).toFloatArray()));
    return values;
  }
}
