package io.github.evosam.engine.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.MaskPrompt;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.Prompt;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a propagation asks of a model that has a memory. */
class MemoryPropagationTest {
  private static final ImageSize SIZE = new ImageSize(20, 10);
  private static final List<Prompt> BOX = List.of(new BoxPrompt(2, 2, 8, 7));
  private static final StopRule NEVER = new StopRule(1, 0, 0, 0);

  private final Recorder model = new Recorder();
  private final MemoryLabels labels = new MemoryLabels(SIZE, 6);

  @Test
  void allThatIsKnownIsShownBeforeAnythingIsFollowed() {
    run(List.of(new Seed(1, 1, BOX), new Seed(1, 4, BOX)), Map.of(), new Span(0, 5));

    assertThat(model.asked)
        .containsExactly("show 1@1", "show 1@4", "up 1@2", "up 1@5", "down 1@3", "down 1@0");
    assertThat(labels.slicesOf(1)).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void anObjectIsFollowedAsAWholeInAllItsParts() {
    model.mask = mask(0, 5, 10, 15);
    run(List.of(new Seed(2, 0, BOX)), Map.of(), new Span(0, 2));

    assertThat(model.asked).containsExactly("show 2@0", "up 2@1", "up 2@2");
    assertThat(labels.of(2, 2)).isEqualTo(model.mask);
  }

  @Test
  void aWayEndsWhereTheObjectIsNoMore() {
    model.emptyFrom = 2;
    run(List.of(new Seed(1, 0, BOX)), Map.of(), new Span(0, 5));

    assertThat(model.asked).containsExactly("show 1@0", "up 1@1", "up 1@2");
    assertThat(labels.slicesOf(1)).containsExactly(0, 1);
  }

  @Test
  void aCorrectionRemembersWhatTheOtherShownSlicesHold() {
    run(List.of(new Seed(1, 0, BOX)), Map.of(), new Span(0, 5));
    model.asked.clear();
    run(List.of(new Seed(1, 4, BOX)), Map.of(1, List.of(0)), new Span(0, 5));

    assertThat(model.asked).containsExactly("mask 1@0", "show 1@4", "up 1@5", "down 1@3");
  }

  @Test
  void eachFrameIsAStackOfItsOwn() {
    Propagation propagation = new Propagation(model, NEVER, new Span(0, 5), Direction.BOTH);
    new SeriesPropagation(propagation, new SliceGrid(3, 2))
        .run(List.of(new Seed(1, 0, BOX)), Map.of(), labels, share -> {});

    assertThat(model.asked)
        .containsExactly(
            "forget",
            "show 1@0",
            "up 1@1",
            "up 1@2",
            "by mask",
            "forget",
            "show 1@3",
            "up 1@4",
            "up 1@5");
  }

  private void run(List<Seed> seeds, Map<Integer, List<Integer>> kept, Span span) {
    new Propagation(model, NEVER, span, Direction.BOTH).run(seeds, kept, labels, share -> {});
  }

  private static Mask mask(int... fromTo) {
    BitSet bits = new BitSet();
    for (int i = 0; i < fromTo.length; i += 2) {
      bits.set(3 * SIZE.width() + fromTo[i], 3 * SIZE.width() + fromTo[i + 1]);
    }
    return Mask.of(SIZE, bits);
  }

  /** Answers everything with the same mask and notes what it was asked. */
  private static final class Recorder implements SliceModel, SliceMemory {
    private final List<String> asked = new ArrayList<>();
    private Mask mask = mask(2, 9);
    private int emptyFrom = Integer.MAX_VALUE;

    @Override
    public ImageSize size() {
      return SIZE;
    }

    @Override
    public PixelSource plane(int slice) {
      return new Plane(SIZE, new float[(int) SIZE.area() * Plane.CHANNELS]);
    }

    @Override
    public List<SegmentedObject> segment(int slice, List<List<Prompt>> objects) {
      throw new AssertionError("asked without memory");
    }

    @Override
    public List<SegmentedObject> follow(int slice, List<Mask> before) {
      asked.add("by mask");
      return before.stream().map(any -> answer(slice)).toList();
    }

    @Override
    public Optional<SliceMemory> memory() {
      return Optional.of(this);
    }

    @Override
    public SegmentedObject show(int object, int slice, List<Prompt> prompts) {
      boolean isMask = prompts.size() == 1 && prompts.get(0) instanceof MaskPrompt;
      asked.add((isMask ? "mask " : "show ") + object + "@" + slice);
      return answer(slice);
    }

    @Override
    public SegmentedObject follow(int object, int slice, boolean upwards) {
      asked.add((upwards ? "up " : "down ") + object + "@" + slice);
      return answer(slice);
    }

    @Override
    public void forget() {
      asked.add("forget");
    }

    private SegmentedObject answer(int slice) {
      return new SegmentedObject(slice >= emptyFrom ? Mask.of(SIZE, new BitSet()) : mask, 0.9);
    }
  }
}
