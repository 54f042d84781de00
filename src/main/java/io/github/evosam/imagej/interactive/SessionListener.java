package io.github.evosam.imagej.interactive;

/** Hears of an interactive session, on the thread that results are delivered on. */
public interface SessionListener {
  /** Part of making an image ready. */
  enum Phase {
    /** Opening the model, reading the pixels. */
    READING("Reading the image"),
    /** The shared part of the image encoder. */
    EMBEDDING("Embedding the image"),
    /** Finding the expert that fits. */
    CHOOSING("Choosing the expert"),
    /** The expert's part of the image encoder. */
    FINISHING("Embedding with the expert");

    private final String text;

    Phase(String text) {
      this.text = text;
    }

    /** For the user. */
    public String text() {
      return text;
    }
  }

  /** An image is being made ready. */
  void preparing(Phase phase);

  /** The image is ready: prompts are answered at once. */
  void ready(Preparation preparation);

  /** The object at hand, the accepted objects or the steps that wait have changed. */
  void changed();

  /**
   * Objects are being followed through the stack.
   *
   * @param share done, 0..1
   */
  void following(double share);

  /** Objects were followed, and the session holds what was found. */
  void followed(FollowedObjects found);

  /** Something was not done; the session goes on as it was. */
  void refused(String reason);
}
