package io.github.evosam.engine.everything;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.engine.PaintedSource;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Plane;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects of a big image that is searched block by block are whole, however blocks cut them. */
class EverythingInBlocksTest {
  private static final ImageSize SIZE = new ImageSize(2600, 1900);
  private static final int SIDE = EverythingInBlocks.SIDE;

  private static final int MIN_AREA = 10;

  @TempDir private static Path folder;

  /** Grey levels are the objects' numbers; none touches another. */
  private static Plane image;

  private static Set<Mask> truth;

  @BeforeAll
  static void paint() {
    int[] labels = new int[(int) SIZE.area()];
    int number = 0;
    for (int y = 60; y < SIZE.height() - 60; y += 190) {
      for (int x = 60; x < SIZE.width() - 60; x += 170) {
        number = number % 250 + 1;
        disc(labels, x, y, 10 + number * 7 % 60, number);
      }
    }
    for (int i = 0; i < labels.length; i++) { // from one end to the other, through all blocks
      int x = i % SIZE.width();
      labels[i] = Math.abs(i / SIZE.width() - 155 - x / 4) < 4 ? 251 : labels[i];
    }
    float[] values = new float[Plane.CHANNELS * labels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = labels[i % labels.length];
    }
    image = new Plane(SIZE, values);
    truth = new HashSet<>(parts(image));
    truth.removeIf(part -> part.areaPixels() < MIN_AREA);
  }

  private static void disc(int[] labels, int cx, int cy, int radius, int number) {
    for (int y = cy - radius; y <= cy + radius; y++) {
      for (int x = cx - radius; x <= cx + radius; x++) {
        if (Math.hypot(x - cx, y - cy) <= radius && x >= 0 && y >= 0) {
          labels[y * SIZE.width() + x] = number;
        }
      }
    }
  }

  /** The connected parts of each grey level. */
  private static List<Mask> parts(Plane plane) {
    int[] labels = new int[(int) plane.size().area()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (int) plane.values()[i];
    }
    List<Mask> parts = new ArrayList<>();
    for (Mask level : LabelMap.of(plane.size(), labels).masks().values()) {
      parts.addAll(LabelMap.components(level).masks().values());
    }
    return parts;
  }

  private static List<SegmentedObject> objects(Plane block, Optional<Mask> region) {
    return parts(block).stream()
        .map(part -> region.map(part::cutTo).orElse(part))
        .map(part -> new SegmentedObject(part, 0.5))
        .toList();
  }

  @Test
  void whatEveryBlockSeesIsPutTogetherToThePixel() {
    Set<Mask> found =
        masks(run((block, region, progress) -> objects(block, region), Optional.empty()));
    assertThat(truth).hasSizeGreaterThan(100);
    assertThat(truth).anyMatch(part -> part.boundingBox().orElseThrow().width() > 2 * SIDE);
    assertThat(found).isEqualTo(truth);
  }

  @Test
  void anObjectOfWhichABlockMissesTheRimIsStillOne() {
    List<SegmentedObject> found =
        run(
            (block, region, progress) ->
                objects(block, region).stream()
                    .map(object -> new SegmentedObject(withoutRim(object.mask()), 0.5))
                    .toList(),
            Optional.empty());
    // small parts that only the missed rim showed may be lost, but none is doubled
    assertThat(found.size()).isBetween(truth.size() - 12, truth.size());
    for (SegmentedObject object : found) {
      assertThat(truth).filteredOn(part -> part.intersectionPixels(object.mask()) > 0).hasSize(1);
    }
  }

  /** Nothing is found in the ten pixels next to a block's border. */
  private static Mask withoutRim(Mask mask) {
    BitSet rim = new BitSet();
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        rim.set(y * SIDE + x, Math.min(Math.min(x, y), SIDE - 1 - Math.max(x, y)) < 10);
      }
    }
    return mask.without(rim);
  }

  @Test
  void aRestThatAnotherBlockShowsAsAWholeButDoesNotFindIsDropped() {
    Block left = new Block(SIZE, 0, 0, new ImageSize(SIDE, SIDE));
    Block right = new Block(SIZE, 768, 0, new ImageSize(SIDE, SIDE));
    SegmentedObject cut = rectangle(1000, 100, 24, 50); // ends at the left block's border
    SegmentedObject inside = rectangle(900, 300, 60, 50);
    SegmentedObject long1 = rectangle(500, 500, 524, 50); // goes on where the right block sees it
    BlockMerging merging = new BlockMerging(10);
    merging.add(left, List.of(cut, inside, long1));
    merging.add(right, List.of());
    assertThat(masks(merging.finish())).containsExactlyInAnyOrder(inside.mask(), long1.mask());
  }

  private static SegmentedObject rectangle(int left, int top, int width, int height) {
    BitSet bits = new BitSet();
    for (int y = top; y < top + height; y++) {
      bits.set(y * SIZE.width() + left, y * SIZE.width() + left + width);
    }
    return new SegmentedObject(Mask.of(SIZE, bits), 0.7);
  }

  @Test
  void onlyTheRegionIsSearched() {
    SegmentedObject region = rectangle(900, 600, 400, 700);
    Set<Mask> expected = new HashSet<>();
    for (Mask part : truth) {
      LabelMap.components(part.cutTo(region.mask())).masks().values().stream()
          .filter(mask -> mask.areaPixels() >= MIN_AREA)
          .forEach(expected::add);
    }
    Set<Mask> found =
        masks(
            run(
                (block, part, progress) ->
                    objects(block, part).stream()
                        .flatMap(
                            object -> LabelMap.components(object.mask()).masks().values().stream())
                        .map(mask -> new SegmentedObject(mask, 0.5))
                        .toList(),
                Optional.of(region.mask())));
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void cancelledItGivesWhatWasFoundSoFar() {
    List<Double> shares = new ArrayList<>();
    List<SegmentedObject> found =
        new EverythingInBlocks(image, (block, region, progress) -> objects(block, region), MIN_AREA)
            .run(Optional.empty(), shares::add, () -> shares.size() == 2);
    assertThat(shares).hasSize(2).isSorted();
    assertThat(found).isNotEmpty();
    assertThat(found).allMatch(o -> o.mask().boundingBox().orElseThrow().y1() < SIDE);
  }

  @Test
  void theSegmenterSearchesABigImageInBlocks() {
    PaintedSource big = new PaintedSource(new ImageSize(2100, 2050));
    Path model = TinyModel.write(folder, 3);
    try (Segmenter segmenter = Segmenter.open(new BaseModels(folder), model.toString(), "cpu")) {
      segmenter.setImage(big);
      List<SegmentedObject> found =
          segmenter.everything(
              new EverythingOptions(4, 0, 0, 0.9, 10, 1), Optional.empty(), s -> {}, () -> false);
      assertThat(found).isNotEmpty();
      BitSet taken = new BitSet();
      for (SegmentedObject object : found) {
        assertThat(object.mask().size()).isEqualTo(big.size());
        assertThat(taken.intersects(object.mask().toBitSet())).isFalse();
        object.mask().forEachRun(taken::set);
      }
      assertThat(big.largestRead()).isLessThanOrEqualTo((long) SIDE * SIDE);
      // the image is the current one again
      assertThat(segmenter.segment(List.of(List.of(new BoxPrompt(1900, 1900, 1950, 1950)))))
          .allMatch(object -> object.mask().size().equals(big.size()));
    }
  }

  private static List<SegmentedObject> run(
      EverythingInBlocks.BlockSearch search, Optional<Mask> region) {
    return new EverythingInBlocks(image, search, MIN_AREA).run(region, share -> {}, () -> false);
  }

  private static Set<Mask> masks(List<SegmentedObject> objects) {
    Set<Mask> masks = new HashSet<>();
    objects.forEach(object -> masks.add(object.mask()));
    assertThat(masks).as("none twice").hasSameSizeAs(objects);
    return masks;
  }
}
