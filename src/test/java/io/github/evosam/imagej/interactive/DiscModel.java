package io.github.evosam.imagej.interactive;

import io.github.evosam.engine.MaskProposal;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.expert.ExpertMatch;
import io.github.evosam.engine.propagation.LabelStack;
import io.github.evosam.engine.propagation.PropagationReport;
import io.github.evosam.engine.propagation.Seed;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.MaskPrompt;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.stack.StackTask;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * Stands for the network: a click is a square around it, a box is itself, and what it starts from
 * belongs to the answer too, so that a lost or doubled step shows. An expert makes squares larger.
 */
final class DiscModel implements ObjectModel {
  static final ImageSize SIZE = new ImageSize(60, 40);

  final AtomicInteger images = new AtomicInteger();
  final AtomicInteger closings = new AtomicInteger();
  final List<String> threads = new ArrayList<>();

  /** Held before each answer, to look at what happens meanwhile. */
  volatile CountDownLatch gate = new CountDownLatch(0);

  volatile CountDownLatch asked = new CountDownLatch(1);

  final List<StackTask.Following> followings = new ArrayList<>();

  private int radius = 3;

  @Override
  public void setImage(PixelSource pixels) {
    images.incrementAndGet();
    threads.add(Thread.currentThread().getName());
  }

  @Override
  public Optional<ChosenExpert> use(ExpertChoice choice) {
    if (choice.kind() != ExpertChoice.Kind.NAMED) {
      radius = 3;
      return Optional.empty();
    }
    if (choice.name().orElseThrow().equals("broken")) {
      throw new io.github.evosam.engine.model.EngineException("Expert 'broken' is damaged");
    }
    radius = 5;
    return Optional.of(new ChosenExpert(choice.name().get(), "id", Optional.empty()));
  }

  @Override
  public ExpertMatch match() {
    return new ExpertMatch(List.of());
  }

  @Override
  public void embed() {}

  @Override
  public List<MaskProposal> propose(List<Prompt> prompts, Optional<MaskProposal> previous) {
    await();
    return IntStream.range(0, 3).mapToObj(grow -> proposal(prompts, previous, grow)).toList();
  }

  private void await() {
    asked.countDown();
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private MaskProposal proposal(List<Prompt> prompts, Optional<MaskProposal> previous, int grow) {
    BitSet pixels = previous.map(p -> p.mask().toBitSet()).orElseGet(BitSet::new);
    for (Prompt prompt : prompts) {
      if (prompt instanceof PointPrompt p) {
        if (!SIZE.contains(p.x(), p.y())) {
          throw new IllegalArgumentException("Point outside");
        }
        int r = radius + grow;
        fill(pixels, box(p.x() - r, p.y() - r, p.x() + r, p.y() + r), p.positive());
      } else if (prompt instanceof BoxPrompt box) {
        fill(pixels, box, true);
      } else if (prompt instanceof MaskPrompt mask) {
        pixels.or(mask.mask().toBitSet());
      }
    }
    Mask mask = Mask.of(SIZE, pixels);
    return new MaskProposal(null, 0.9 - grow / 10.0, () -> mask);
  }

  static BoxPrompt box(double x0, double y0, double x1, double y1) {
    return new BoxPrompt(x0, y0, x1, y1);
  }

  static void fill(BitSet pixels, BoxPrompt box, boolean value) {
    for (int y = Math.max(0, (int) box.y0()); y <= Math.min(39, (int) box.y1()); y++) {
      for (int x = Math.max(0, (int) box.x0()); x <= Math.min(59, (int) box.x1()); x++) {
        pixels.set(y * 60 + x, value);
      }
    }
  }

  static Mask rectangle(int x0, int y0, int x1, int y1) {
    BitSet pixels = new BitSet();
    fill(pixels, box(x0, y0, x1, y1), true);
    return Mask.of(SIZE, pixels);
  }

  @Override
  public boolean followsByMemory() {
    return true;
  }

  /** Each object is on every slice what it is where it was shown last. */
  @Override
  public PropagationReport follow(
      StackTask task, StackTask.Following following, LabelStack labels, DoubleConsumer progress) {
    followings.add(following);
    for (int slice = 0; slice < labels.slices(); slice++) {
      await();
      progress.accept((slice + 1.0) / labels.slices());
      SortedMap<Integer, Mask> masks = new TreeMap<>(labels.read(slice).masks());
      for (Seed seed : following.seeds()) {
        masks.put(seed.object(), ((MaskPrompt) seed.prompts().get(0)).mask());
      }
      labels.write(slice, LabelMap.of(SIZE, masks));
    }
    return null; // nobody reads it
  }

  @Override
  public void close() {
    closings.incrementAndGet();
  }
}
