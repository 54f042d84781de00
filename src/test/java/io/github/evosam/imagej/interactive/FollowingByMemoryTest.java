package io.github.evosam.imagej.interactive;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import io.github.evosam.engine.MaskProposal;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ImageCache;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.image.Normalisation;
import io.github.evosam.imagej.image.PlaneSource;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.sam.network.Sam2Fixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The open micro SAM 2, random weights: what is looked at again, not how well. */
class FollowingByMemoryTest {
  private static final int SLICES = 7;

  @TempDir private Path folder;
  private final ImagePlus image = disc();
  private final Session session = new Session(DiscModel.SIZE);

  @Test
  void aCorrectionChangesWhatIsNearerToItAndTheImageAtHandStays() {
    BaseModels models = new BaseModels(folder, OptionalInt.of(Sam2Fixture.INPUT_SIDE));
    try (EngineModel model =
        new EngineModel(
            Segmenter.open(models, Sam2Fixture.FILE.toString(), "cpu"),
            new ImageCache(folder, 0, Duration.ZERO))) {
      assertThat(model.followsByMemory()).isTrue();
      model.setImage(pixels());
      Mask before = answer(model);
      shape(model, 1, DiscModel.rectangle(10, 10, 29, 29));
      session.accept();
      follow(model);
      Map<Integer, Mask> first = masks();
      assertThat(answer(model)).as("the image at hand").isEqualTo(before);

      shape(model, SLICES, DiscModel.rectangle(12, 12, 31, 31));
      session.acceptAs(1);
      follow(model);

      Map<Integer, Mask> second = masks();
      assertThat(second.get(SLICES)).isEqualTo(DiscModel.rectangle(12, 12, 31, 31));
      for (int slice = 1; slice <= 4; slice++) {
        assertThat(second.get(slice)).as("slice " + slice).isEqualTo(first.get(slice));
      }
      assertThat(session.objects()).extracting(AcceptedObject::label).containsOnly(1);
    }
  }

  private void follow(ObjectModel model) {
    List<AcceptedObject> due = StackFollowing.due(session.objects());
    session.follow(new StackFollowing(due, image, share -> {}).by(model));
  }

  private Mask answer(ObjectModel model) {
    List<Prompt> click = List.of(new PointPrompt(20, 20, true));
    List<MaskProposal> proposals = model.propose(click, Optional.empty());
    return proposals.get(0).mask();
  }

  private void shape(ObjectModel model, int slice, Mask mask) {
    session.shape(Draft.begin(new StackPosition(0, slice, 1), new DraftStep.Drawn(mask), model));
  }

  private Map<Integer, Mask> masks() {
    return session.objects().stream()
        .collect(
            Collectors.toMap(
                object -> object.position().slice(),
                AcceptedObject::mask,
                (a, b) -> a,
                TreeMap::new));
  }

  private PixelSource pixels() {
    StackPosition position = new StackPosition(1, 3, 1);
    return PlaneSource.of(image, List.of(position), Normalisation.PERCENTILES).plane(position);
  }

  private static ImagePlus disc() {
    ImageStack slices = new ImageStack(60, 40);
    for (int slice = 0; slice < SLICES; slice++) {
      ByteProcessor pixels = new ByteProcessor(60, 40);
      pixels.setValue(200);
      pixels.fillOval(10 + slice, 10, 20, 20);
      slices.addSlice(pixels);
    }
    return new ImagePlus("disc.tif", slices);
  }
}
