package io.github.evosam.imagej.interactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.result.ObjectRois;
import io.github.evosam.imagej.roi.MaskRois;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session, and the label image and ROI list that must agree with it. */
class SessionTest {
  private static final StackPosition PLANE = new StackPosition(0, 2, 1);

  private final Session session = new Session(DiscModel.SIZE);
  private final ImagePlus source = IJ.createHyperStack("cells.tif", 60, 40, 2, 3, 1, 8);
  private final ListedRois table = new ListedRois();
  private final ManagedRois rois = new ManagedRois(source, table, "here");
  private final LiveLabels labels = new LiveLabels(source);

  @Test
  void acceptedObjectsAreNumberedAndNeverShareAPixel() {
    assertThat(accept(DiscModel.rectangle(0, 0, 9, 9))).isEqualTo(1);
    assertThat(accept(DiscModel.rectangle(5, 0, 14, 9))).isEqualTo(2);
    assertThat(session.object(2, PLANE).orElseThrow().mask())
        .isEqualTo(DiscModel.rectangle(10, 0, 14, 9));
    assertThatThrownBy(() -> accept(DiscModel.rectangle(2, 2, 12, 5)))
        .hasMessageContaining("belongs to an accepted object");
    assertThat(session.objects()).hasSize(2);
    assertThat(session.draft()).as("kept for correction").isPresent();
  }

  @Test
  void anObjectOnAnotherSliceTakesNoPixels() {
    accept(DiscModel.rectangle(0, 0, 9, 9));
    shape(new StackPosition(0, 3, 1), DiscModel.rectangle(0, 0, 9, 9));
    session.accept();
    assertThat(session.object(2, PLANE).orElseThrow().mask().areaPixels()).isEqualTo(100);
  }

  @Test
  void nothingToAcceptIsSaid() {
    assertThatThrownBy(session::accept).hasMessageContaining("click on one first");
  }

  @Test
  void aReopenedObjectKeepsItsNumber() {
    accept(DiscModel.rectangle(0, 0, 9, 9));
    accept(DiscModel.rectangle(20, 0, 29, 9));
    session.reopen(1, PLANE);
    assertThat(session.unchanged()).extracting(AcceptedObject::label).containsExactly(2);
    assertThat(session.accept()).isEqualTo(1);
    assertThat(accept(DiscModel.rectangle(40, 0, 49, 9))).isEqualTo(3);
  }

  @Test
  void aChangeThatIsGivenUpLosesNothing() {
    accept(DiscModel.rectangle(0, 0, 9, 9));
    push();
    session.reopen(1, PLANE);
    shape(session.draft().orElseThrow().position(), DiscModel.rectangle(20, 20, 29, 29));
    session.discard();
    push();
    assertAgreement();
    assertThat(session.object(1, PLANE).orElseThrow().mask())
        .isEqualTo(DiscModel.rectangle(0, 0, 9, 9));
  }

  @Test
  void aChangedObjectMayKeepItsOwnPixelsAndItsPlaceAmongTheRois() {
    accept(DiscModel.rectangle(0, 0, 9, 9));
    accept(DiscModel.rectangle(20, 0, 29, 9));
    push();
    session.reopen(1, PLANE);
    Draft draft = session.draft().orElseThrow();
    Mask larger = DiscModel.rectangle(0, 0, 12, 9);
    session.shape(draft.after(new DraftStep.Drawn(larger), new DiscModel()));
    assertThat(session.accept()).isEqualTo(1);
    push();
    assertAgreement();
    assertThat(session.object(1, PLANE).orElseThrow().mask()).isEqualTo(larger);
    assertThat(table.rois).hasSize(2);
    assertThat(table.rois.get(0).getName()).endsWith("0001");
    assertThat(table.rois.get(0).getBounds().width).isEqualTo(13);
  }

  @Test
  void anObjectThatWasReopenedAndAcceptedUnchangedStaysInTheLabelImage() {
    accept(DiscModel.rectangle(0, 0, 9, 9));
    push();
    session.reopen(1, PLANE);
    session.accept();
    push();
    accept(DiscModel.rectangle(20, 0, 29, 9));
    push();
    assertAgreement();
    pull();
    assertThat(session.objects()).extracting(AcceptedObject::label).containsExactly(1, 2);
  }

  @Test
  void aRoiThatACommandHasAddedIsNotTheSessionsThoughItHasItsName() {
    accept(DiscModel.rectangle(0, 0, 9, 9));
    push();
    Roi followed = (Roi) table.rois.get(0).clone();
    followed.setProperty("evosam.object", null);
    followed.setProperty(ObjectRois.COMMAND, "EvoSAM Propagate");
    followed.setLocation(3, 3);
    table.rois.add(followed);
    table.remove(0);
    pull();
    assertThat(session.objects()).as("its own ROI was deleted").isEmpty();
    push();
    assertThat(table.rois).as("what the command found stays").containsExactly(followed);
  }

  @Test
  void pixelsThatOneObjectGivesUpAnotherMayTakeInTheSameStep() {
    accept(DiscModel.rectangle(0, 0, 9, 9));
    accept(DiscModel.rectangle(10, 0, 19, 9));
    session.reshape(
        Map.of(
            new ObjectPlace(1, PLANE), DiscModel.rectangle(0, 0, 14, 9),
            new ObjectPlace(2, PLANE), DiscModel.rectangle(15, 0, 19, 9)));
    assertThat(session.object(1, PLANE).orElseThrow().mask())
        .isEqualTo(DiscModel.rectangle(0, 0, 14, 9));
    session.undo();
    assertThat(session.object(2, PLANE).orElseThrow().mask())
        .isEqualTo(DiscModel.rectangle(10, 0, 19, 9));
  }

  @Test
  void deletingARoiDeletesTheLabel() {
    accept(DiscModel.rectangle(0, 0, 9, 9));
    accept(DiscModel.rectangle(20, 0, 29, 9));
    push();
    table.remove(0);
    pull();
    push();
    assertAgreement();
    assertThat(session.objects()).extracting(AcceptedObject::label).containsExactly(2);
    session.undo();
    push();
    assertAgreement();
    assertThat(session.objects()).hasSize(2);
  }

  @Test
  void wipingALabelDeletesTheRoi() {
    accept(DiscModel.rectangle(0, 0, 9, 9));
    accept(DiscModel.rectangle(20, 0, 29, 9));
    push();
    paint(1, 0);
    pull();
    push();
    assertAgreement();
    assertThat(table.rois).hasSize(1);
  }

  @Test
  void paintingInTheLabelImageChangesTheRoi() {
    accept(DiscModel.rectangle(0, 0, 9, 9));
    push();
    labels.image().setPositionWithoutUpdate(1, 2, 1);
    labels.image().getStack().getProcessor(2).set(10, 0, 1);
    labels.image().getStack().getProcessor(2).set(40, 30, 77); // nobody's
    pull();
    push();
    assertAgreement();
    assertThat(session.object(1, PLANE).orElseThrow().mask().areaPixels()).isEqualTo(101);
  }

  @Test
  void anUpdatedRoiChangesTheLabelEvenIfTheUpdateLostItsMark() {
    accept(DiscModel.rectangle(0, 0, 9, 9));
    push();
    Roi update = new Roi(0, 0, 5, 5);
    update.setName(table.rois.get(0).getName());
    table.rois.set(0, update);
    pull();
    push();
    assertAgreement();
    assertThat(session.object(1, PLANE).orElseThrow().mask().areaPixels()).isEqualTo(25);
    assertThat(table.rois).hasSize(1);
  }

  @Test
  void anotherRoiOfTheSameNameIsNoneOfTheSessions() {
    accept(DiscModel.rectangle(0, 0, 9, 9));
    push();
    Roi other = new Roi(30, 20, 5, 5);
    other.setName(table.rois.get(0).getName());
    table.add(other);
    pull();
    push();
    assertThat(session.object(1, PLANE).orElseThrow().mask().areaPixels()).isEqualTo(100);
    assertThat(table.rois).extracting(roi -> roi.getBounds().x).containsExactly(0, 30);
  }

  @Test
  void closingTheListDeletesNothingAndTheNextOneShowsAll() {
    accept(DiscModel.rectangle(0, 0, 9, 9));
    push();
    table.rois = null;
    pull();
    assertThat(session.objects()).hasSize(1);
    push();
    assertAgreement();
  }

  @Test
  void roisOfOthersAreLeftAlone() {
    Roi foreign = new Roi(1, 1, 3, 3);
    table.add(foreign);
    accept(DiscModel.rectangle(0, 0, 9, 9));
    push();
    session.undo();
    push();
    pull();
    assertThat(table.rois).hasSize(1);
    assertThat(table.rois.get(0).getBounds()).isEqualTo(foreign.getBounds());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whateverIsDoneLabelImageAndRoisAgree(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      act(random);
      pull();
      push();
      assertAgreement();
    }
    while (session.canUndo()) {
      session.undo();
    }
    push();
    assertAgreement();
    assertThat(session.objects()).isEmpty();
    assertThat(table.rois).isEmpty();
    while (session.canRedo()) {
      session.redo();
    }
    push();
    assertAgreement();
  }

  private void act(Random random) {
    int x = random.nextInt(50);
    int y = random.nextInt(30);
    switch (random.nextInt(7)) {
      case 0, 1 -> {
        shape(PLANE, DiscModel.rectangle(x, y, x + 8, y + 8));
        try {
          session.accept();
        } catch (IllegalArgumentException e) {
          session.discard();
        }
      }
      case 2 -> session.undo();
      case 3 -> session.redo();
      case 4 -> session.delete(Set.of(1 + random.nextInt(9)));
      case 5 -> {
        if (!table.rois.isEmpty()) {
          table.remove(random.nextInt(table.rois.size()));
        }
      }
      default -> paint(1 + random.nextInt(9), random.nextInt(3));
    }
  }

  /** Replaces a label by another value in the label image. */
  private void paint(int label, int value) {
    labels.image().setPositionWithoutUpdate(1, 2, 1);
    var pixels = labels.image().getStack().getProcessor(2);
    for (int i = 0; i < pixels.getPixelCount(); i++) {
      if (pixels.get(i) == label) {
        pixels.set(i, value);
      }
    }
  }

  private void pull() {
    rois.pull(session);
    labels.pull(session);
  }

  private void push() {
    rois.push(session);
    labels.push(session);
  }

  /** Pixel by pixel, between the session, the label image and the ROIs. */
  private void assertAgreement() {
    var pixels = labels.image().getStack().getProcessor(2);
    int[] drawn = new int[pixels.getPixelCount()];
    java.util.Arrays.setAll(drawn, pixels::get);
    assertThat(drawn).isEqualTo(session.labels(PLANE).toArray());
    Map<String, Mask> listed = new TreeMap<>();
    for (Roi roi : table.rois) {
      assertThat(roi.getZPosition()).isEqualTo(2);
      listed.put(roi.getName(), MaskRois.toMask(roi, DiscModel.SIZE));
    }
    Map<String, Mask> expected = new TreeMap<>();
    LabelMap.of(DiscModel.SIZE, drawn)
        .masks()
        .forEach((label, mask) -> expected.put("0002-%04d".formatted(label), mask));
    assertThat(listed).isEqualTo(expected);
  }

  private int accept(Mask mask) {
    shape(PLANE, mask);
    return session.accept();
  }

  private void shape(StackPosition plane, Mask mask) {
    session.shape(Draft.begin(plane, new DraftStep.Drawn(mask), new DiscModel()));
  }
}
