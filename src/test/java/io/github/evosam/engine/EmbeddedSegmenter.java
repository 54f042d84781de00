package io.github.evosam.engine;

import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.model.BaseModels;
import java.nio.file.Path;

/** The model that ships inside, without experts. */
public final class EmbeddedSegmenter {
  private EmbeddedSegmenter() {}

  /**
   * Opens it.
   *
   * @param folder empty, in place of the user's
   */
  public static Segmenter open(Path folder) {
    ExpertCatalogue none = new ExpertCatalogue(folder.resolve("home"));
    Segmenter segmenter = Segmenter.open(new BaseModels(folder), BaseModels.EMBEDDED, "cpu", none);
    segmenter.use(ExpertChoice.NONE);
    return segmenter;
  }
}
