package io.github.evosam.imagej.key;

/** What a dialog offers for a key whose possible values are known only when it opens. */
public enum Offer {
  /** Nothing: the key's own choices, or free text. */
  NOTHING,
  /** The installed models. */
  MODELS,
  /** {@code auto}, {@code none} and the experts that can be used. */
  EXPERTS_OR_NONE,
  /** The experts that can be used; empty stands for all. */
  EXPERTS,
  /** Titles of the open images; empty stands for none. */
  IMAGES,
  /** Titles of the open images, or a path that is typed or browsed for. */
  IMAGES_OR_PATH
}
