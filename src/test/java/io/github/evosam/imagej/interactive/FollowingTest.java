package io.github.evosam.imagej.interactive;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.stack.PromptedSlices;
import io.github.evosam.imagej.stack.StackTask;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Objects that lie on several slices: followed, corrected, and in label image and ROI list. */
class FollowingTest {
  private static final int SLICES = 5;
  private static final Mask LEFT = DiscModel.rectangle(0, 0, 9, 9);
  private static final Mask RIGHT = DiscModel.rectangle(30, 0, 39, 9);

  private final ImagePlus image = IJ.createImage("cells.tif", "8-bit ramp", 60, 40, SLICES);
  private final Session session = new Session(DiscModel.SIZE);
  private final DiscModel model = new DiscModel();

  @Test
  void anObjectIsFollowedToAllSlicesAndOneStepTakesItBack() {
    accept(2, LEFT);
    follow();
    assertThat(planes(1)).containsExactly(1, 2, 3, 4, 5);
    assertThat(session.object(1, plane(2)).orElseThrow().origin())
        .isEqualTo(AcceptedObject.Origin.LEADING);
    assertThat(session.object(1, plane(4)).orElseThrow().origin())
        .isEqualTo(AcceptedObject.Origin.FOLLOWED);
    session.undo();
    assertThat(planes(1)).containsExactly(2);
    session.redo();
    assertThat(planes(1)).hasSize(SLICES);
  }

  @Test
  void onlyWhatIsNewIsFollowedAndItIsKnownWhereItWasShownBefore() {
    accept(1, LEFT);
    accept(1, RIGHT);
    follow();
    assertThat(StackFollowing.due(session.objects())).isEmpty();
    session.reopen(2, plane(4));
    session.accept();
    assertThat(labels(StackFollowing.due(session.objects()))).containsOnly(2);
    follow();
    StackTask.Following correction = model.followings.get(1);
    assertThat(correction.seeds()).singleElement().matches(s -> s.object() == 2 && s.slice() == 3);
    assertThat(correction.kept()).isEqualTo(Map.of(2, new TreeSet<>(Set.of(0))));
  }

  @Test
  void newObjectsAndCorrectionsAreFollowedApart() {
    accept(1, LEFT);
    follow();
    session.reopen(1, plane(5));
    session.accept();
    accept(3, RIGHT);
    follow();
    assertThat(model.followings).hasSize(3);
    assertThat(model.followings.get(1).kept()).as("new ones come first").isEmpty();
    assertThat(model.followings.get(1).seeds()).singleElement().matches(s -> s.object() == 2);
    assertThat(model.followings.get(2).seeds()).singleElement().matches(s -> s.object() == 1);
  }

  @Test
  void whatIsShownOnAnotherSliceJoinsTheObject() {
    accept(1, LEFT);
    shape(4, RIGHT);
    assertThat(session.acceptAs(1)).isEqualTo(1);
    assertThat(planes(1)).containsExactly(1, 4);
    shape(4, LEFT);
    session.acceptAs(1);
    assertThat(session.object(1, plane(4)).orElseThrow().mask()).isEqualTo(LEFT);
    accept(5, RIGHT);
    assertThat(labels(session.objects())).containsExactly(1, 1, 2);
  }

  @Test
  void shownPixelsAndThoseOfOthersStay() {
    accept(3, DiscModel.rectangle(5, 0, 14, 9));
    accept(1, LEFT);
    FollowedObjects found = found();
    session.follow(
        new FollowedObjects(found.before(), Map.of(plane(3), both(), plane(1), both()), true));
    assertThat(session.object(1, plane(3)).orElseThrow().mask())
        .as("as it was shown")
        .isEqualTo(DiscModel.rectangle(5, 0, 14, 9));
    assertThat(session.labels(plane(1)).masks()).containsEntry(2, LEFT).containsOnlyKeys(1, 2);
  }

  @Test
  void anObjectThatWasChangedMeanwhileStaysAsItIs() {
    accept(1, LEFT);
    accept(1, RIGHT);
    FollowedObjects found = found();
    session.delete(Set.of(1));
    assertThat(session.follow(found)).isFalse();
    assertThat(planes(1)).isEmpty();
    assertThat(planes(2)).hasSize(SLICES);
  }

  @Test
  void whereItIsNoLongerFoundItIsGone() {
    accept(1, LEFT);
    follow();
    session.reopen(1, plane(1));
    session.accept();
    FollowedObjects found = found();
    LabelMap nothing = LabelMap.of(DiscModel.SIZE, new TreeMap<>());
    session.follow(new FollowedObjects(found.before(), Map.of(plane(2), nothing), true));
    assertThat(planes(1))
        .as("slice 2 was looked at, the others were not")
        .containsExactly(1, 3, 4, 5);
  }

  @Test
  void labelImageAndRoiListHaveEverySliceAndAChangeThereIsOfOneSliceOnly() {
    ListedRois table = new ListedRois();
    ManagedRois rois = new ManagedRois(image, table, "here");
    LiveLabels labels = new LiveLabels(image);
    accept(2, LEFT);
    follow();
    rois.push(session);
    labels.push(session);
    assertThat(table.rois)
        .extracting(roi -> roi.getName())
        .containsExactlyInAnyOrder("0001-0001", "0002-0001", "0003-0001", "0004-0001", "0005-0001");
    assertThat(PromptedSlices.of(labels.image())).hasToString("1:2");
    table.rois.removeIf(roi -> roi.getName().equals("0004-0001"));
    rois.pull(session);
    assertThat(planes(1)).containsExactly(1, 2, 3, 5);
    labels.push(session);
    assertThat(labels.image().getStack().getProcessor(4).get(3, 3)).isZero();
    labels.image().setSlice(5);
    labels.image().getStack().getProcessor(5).set(20, 20, 1);
    labels.pull(session);
    assertThat(session.object(1, plane(5)).orElseThrow())
        .matches(object -> object.mask().areaPixels() == LEFT.areaPixels() + 1)
        .matches(object -> object.origin() == AcceptedObject.Origin.SHOWN);
    assertThat(session.object(1, plane(3)).orElseThrow().mask()).isEqualTo(LEFT);
  }

  private FollowedObjects found() {
    return new StackFollowing(StackFollowing.due(session.objects()), image, share -> {}).by(model);
  }

  private void follow() {
    assertThat(session.follow(found())).isTrue();
  }

  private static LabelMap both() {
    return LabelMap.of(
        DiscModel.SIZE, new TreeMap<>(Map.of(1, DiscModel.rectangle(5, 0, 14, 9), 2, LEFT)));
  }

  private void accept(int slice, Mask mask) {
    shape(slice, mask);
    session.accept();
  }

  private void shape(int slice, Mask mask) {
    session.shape(Draft.begin(plane(slice), new DraftStep.Drawn(mask), model));
  }

  private List<Integer> planes(int label) {
    return session.objects().stream()
        .filter(object -> object.label() == label)
        .map(object -> object.position().slice())
        .toList();
  }

  private static List<Integer> labels(List<AcceptedObject> objects) {
    return objects.stream().map(AcceptedObject::label).toList();
  }

  private static StackPosition plane(int slice) {
    return new StackPosition(0, slice, 1);
  }
}
