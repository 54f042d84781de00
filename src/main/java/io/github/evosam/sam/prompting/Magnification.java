package io.github.evosam.sam.prompting;

import java.util.List;

/**
 * In which views of an image, beside the whole of it, an object is looked for. A small model finds
 * an object best where it fills a good part of a small input; how large a clicked object is, only
 * the answers tell. So a click is asked at several magnifications, each twice the one before, and
 * the best answer counts. A box tells its size.
 */
public interface Magnification {
  /**
   * The views of an object, the larger ones first; may be none.
   *
   * @param frame the whole image, or a window of a big one that stands for it
   */
  List<View> views(View frame, ObjectPrompts prompts);
}
