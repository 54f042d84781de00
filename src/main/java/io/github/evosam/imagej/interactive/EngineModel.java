package io.github.evosam.imagej.interactive;

import io.github.evosam.engine.MaskProposal;
import io.github.evosam.engine.ModelOnDevice;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.expert.ExpertMatch;
import io.github.evosam.engine.model.FreeCores;
import io.github.evosam.engine.model.ImageCache;
import io.github.evosam.engine.propagation.LabelStack;
import io.github.evosam.engine.propagation.PropagationReport;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.stack.StackTask;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * The engine's open model, which leaves cores that are busy with other work alone. Owns the
 * segmenter.
 */
public final class EngineModel implements ObjectModel {
  /** Slices that were looked at lately are there at once; some twenty of 512² pixels. */
  private static final long RECENT_BYTES = 512L << 20;

  private final Segmenter segmenter;
  private final FreeCores cores = FreeCores.ofMachine();
  private PixelSource image;
  private boolean warm;

  /**
   * Takes over an open segmenter.
   *
   * @param segmenter without an image; closed with this
   * @param cache of images that were looked at in earlier sessions
   */
  public EngineModel(Segmenter segmenter, ImageCache cache) {
    this.segmenter = segmenter;
    segmenter.router().keepRecentImages(RECENT_BYTES);
    segmenter.router().keepImages(cache);
  }

  /**
   * Opens a model of the user's, with the user's cache.
   *
   * @throws IllegalArgumentException if there is no such device, or a setting is not possible
   * @throws io.github.evosam.EvoSamException if the model or the device cannot be used
   */
  public static EngineModel open(ModelOnDevice model) {
    ImageCache cache = ImageCache.ofUser();
    return new EngineModel(model.open(), cache);
  }

  @Override
  public void setImage(PixelSource next) {
    if (image == null || !sameContent(image, next)) {
      image = null; // until the new one is there
      cores.run(() -> segmenter.setImage(next));
      image = next;
    }
  }

  private static boolean sameContent(PixelSource a, PixelSource b) {
    return a instanceof Plane one
        && b instanceof Plane other
        && one.size().equals(other.size())
        && Arrays.equals(one.values(), other.values());
  }

  @Override
  public Optional<ChosenExpert> use(ExpertChoice choice) {
    return cores.use(() -> segmenter.use(choice));
  }

  @Override
  public ExpertMatch match() {
    return cores.use(segmenter::match);
  }

  @Override
  public void embed() {
    cores.run(segmenter::embed);
    if (!warm) { // the first answer of all takes several times as long as the next ones
      propose(List.of(new PointPrompt(0, 0, true)), Optional.empty());
      warm = true;
    }
  }

  @Override
  public List<MaskProposal> propose(List<Prompt> prompts, Optional<MaskProposal> previous) {
    return cores.use(() -> segmenter.propose(prompts, previous));
  }

  @Override
  public boolean followsByMemory() {
    return segmenter.followsByMemory();
  }

  @Override
  public PropagationReport follow(
      StackTask task, StackTask.Following following, LabelStack labels, DoubleConsumer progress) {
    PixelSource before = image;
    image = null;
    try {
      return cores.use(() -> task.follow(segmenter, following, labels, progress));
    } finally {
      if (before != null) {
        setImage(before);
      }
    }
  }

  @Override
  public void close() {
    segmenter.close();
  }
}
