package io.github.evosam.imagej.interactive;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.result.LabelImages;
import io.github.evosam.imagej.result.LabelOrigin;
import io.github.evosam.imagej.result.ObjectRois;
import io.github.evosam.imagej.stack.PromptedSlices;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a session finds and goes on with. */
class EarlierLabelsTest {
  private static final Mask LEFT = DiscModel.rectangle(0, 0, 9, 9);
  private static final Mask RIGHT = DiscModel.rectangle(20, 0, 29, 9);

  private final ImagePlus image = IJ.createImage("cells.tif", 60, 40, 1, 8);
  private final ImagePlus stack = IJ.createImage("cells.tif", 60, 40, 2, 8);

  private static LabelMap map(Map<Integer, Mask> masks) {
    return LabelMap.of(DiscModel.SIZE, new TreeMap<>(masks));
  }

  private ImagePlus result(LabelMap labels) {
    ImagePlus result = LabelImages.of(image, StackPosition.current(image), labels);
    LabelOrigin.note(result, image);
    return result;
  }

  @Test
  void theResultOfACommandIsTakenUpAndGrowsToSixteenBits() {
    ImagePlus labels = result(map(Map.of(3, LEFT, 7, RIGHT)));
    assertThat(labels.getBitDepth()).isEqualTo(8);
    EarlierLabels earlier = EarlierLabels.of(image, List.of(image, labels)).orElseThrow();
    StackPosition plane = new StackPosition(0, 1, 1);
    assertThat(earlier.objects())
        .containsExactly(new AcceptedObject(3, plane, LEFT), new AcceptedObject(7, plane, RIGHT));
    assertThat(earlier.labels()).isSameAs(labels);
    assertThat(labels.getBitDepth()).isEqualTo(16);
    assertThat(labels.getProcessor().get(25, 5)).isEqualTo(7);
  }

  @Test
  void anEarlierSessionsComesFirst() {
    LiveLabels session = new LiveLabels(image);
    session.note("morning");
    session.image().setTitle("cells-labels-1");
    ImagePlus other = result(map(Map.of(3, LEFT)));
    assertThat(EarlierLabels.of(image, List.of(other, session.image())).orElseThrow().labels())
        .isSameAs(session.image());
  }

  @Test
  void labelsOfOtherImagesAndThoseOfEachSliceByItselfAreNot() {
    ImagePlus ofAnother = LabelImages.of(image, StackPosition.current(image), map(Map.of(1, LEFT)));
    assertThat(EarlierLabels.of(image, List.of(ofAnother))).isEmpty();
    List<StackPosition> planes = List.of(new StackPosition(1, 1, 1), new StackPosition(1, 2, 1));
    ImagePlus followed =
        LabelImages.of(stack, planes, List.of(map(Map.of(1, LEFT)), map(Map.of(1, RIGHT))));
    LabelOrigin.note(followed, stack);
    assertThat(EarlierLabels.of(stack, List.of(followed))).isEmpty();
    followed.setProp(PromptedSlices.PROPERTY, "1:2");
    assertThat(origins(followed))
        .containsExactly(AcceptedObject.Origin.FOLLOWED, AcceptedObject.Origin.LEADING);
    followed.setProp(PromptedSlices.PROPERTY, null);
    new LiveLabels(stack, new EarlierLabels(followed, List.of())).note("a session");
    assertThat(origins(followed)).containsOnly(AcceptedObject.Origin.SHOWN);
    ImagePlus separate =
        LabelImages.of(stack, planes, List.of(map(Map.of(1, LEFT)), map(Map.of(2, RIGHT))));
    LabelOrigin.note(separate, stack);
    assertThat(EarlierLabels.of(stack, List.of(separate)))
        .map(EarlierLabels::objects)
        .isEqualTo(
            Optional.of(
                List.of(
                    new AcceptedObject(1, new StackPosition(0, 1, 1), LEFT),
                    new AcceptedObject(2, new StackPosition(0, 2, 1), RIGHT))));
  }

  private List<AcceptedObject.Origin> origins(ImagePlus labels) {
    return EarlierLabels.of(stack, List.of(labels)).orElseThrow().objects().stream()
        .map(AcceptedObject::origin)
        .toList();
  }

  @Test
  void theRoisOfItsObjectsAreClaimedAndNoObjectIsListedTwice() {
    ImagePlus labels = result(map(Map.of(1, LEFT, 2, RIGHT)));
    ListedRois table = new ListedRois();
    ObjectRois.of(map(Map.of(1, LEFT, 2, RIGHT)), image, StackPosition.EVERYWHERE)
        .forEach(table::add);
    Roi foreign = new Roi(1, 1, 3, 3);
    foreign.setName("0002"); // another object, such as of another image
    table.add(foreign);
    EarlierLabels earlier = EarlierLabels.of(image, List.of(labels)).orElseThrow();
    Session session = new Session(DiscModel.SIZE, earlier.objects());
    ManagedRois rois = new ManagedRois(image, table, "here");
    rois.claim(earlier.objects());
    rois.push(session);
    assertThat(table.rois)
        .extracting(roi -> roi.getName() + " at " + roi.getBounds().x)
        .containsExactlyInAnyOrder("0001 at 0", "0002 at 20", "0002 at 1");
    session.delete(java.util.Set.of(1));
    rois.push(session);
    assertThat(table.rois).hasSize(2);
  }
}
