package io.github.evosam.imagej.command.learn;

import io.github.evosam.engine.learning.LearningSettings;
import io.github.evosam.engine.learning.SameTask;
import io.github.evosam.imagej.task.ValidationChoice;

/**
 * What {@code EvoSAM Learn Task} is asked to do. The component names are the macro keys, see {@link
 * LearnTaskCommand}.
 *
 * @param name of the new expert
 * @param task what is segmented, in the trainer's words; may be empty
 * @param data where images and objects come from
 * @param model name of a base model, or a checkpoint file
 * @param device {@code auto}, {@code cpu} or {@code gpuN}
 * @param advanced how it learns
 */
public record LearnTaskSettings(
    String name, String task, Data data, String model, String device, Advanced advanced) {
  /**
   * Where images and objects come from.
   *
   * @param source {@code folders}, {@code labels} for an open image with a label image or mask
   *     stack, {@code roimanager} for an open image with ROIs
   * @param images folder of the images; without {@code masks} one that holds both, as {@code
   *     images} and {@code masks}
   * @param masks folder of the masks, of equal names; may be empty
   * @param labelimage title of the label image or mask stack
   * @param channel of the images in folders that is looked at, 1..C; 0 for the one that a file
   *     shows
   * @param roifile file of ROIs ({@code .roi}, {@code .zip}) in place of the ROI Manager; empty for
   *     none
   */
  public record Data(
      String source, String images, String masks, int channel, String labelimage, String roifile) {
    /**
     * Checks that the source has what it needs.
     *
     * @throws IllegalArgumentException if a key is missing; names it
     */
    void requireComplete() {
      if (source.equals("folders") && images.isBlank()) {
        throw new IllegalArgumentException(
            "source=folders needs the key images, a folder of images, and masks, a folder of masks of equal names");
      }
      if (source.equals("labels") && labelimage.isBlank()) {
        throw new IllegalArgumentException(
            "source=labels needs the key labelimage, the title of an open label image or mask stack");
      }
    }
  }

  /**
   * How an expert learns.
   *
   * @param minutes to learn at most
   * @param epochs how often each image is seen, in place of minutes; 0 for minutes
   * @param rank size of the expert
   * @param seed of its random numbers
   * @param validation share of the images to judge by, or a folder with {@code images} and {@code
   *     masks}
   * @param sametask {@code keep}, {@code update} or {@code stop}: what is to happen if the images
   *     look like those of an expert that is there
   */
  public record Advanced(
      double minutes, int epochs, int rank, long seed, String validation, String sametask) {
    /** Checks that there is something to judge by. */
    public Advanced {
      if (validation.isBlank()) {
        throw new IllegalArgumentException(
            "validation= is not possible; validation is a share as 0.2, or a folder");
      }
    }

    /** The same for the engine. */
    LearningSettings forImages(int images) {
      LearningSettings usual = LearningSettings.DEFAULT;
      LearningSettings chosen = new LearningSettings(usual.steps(), usual.budget(), rank, seed);
      return epochs > 0 ? chosen.withEpochs(epochs, images) : chosen.withMinutes(minutes);
    }

    /** What is to happen if the task is known already. */
    SameTask known() {
      return SameTask.parse(sametask);
    }

    /** What the expert is judged by. */
    ValidationChoice validationChoice() {
      return ValidationChoice.parse(validation.trim());
    }
  }
}
