package io.github.evosam.imagej.command.learn;

import io.github.evosam.engine.learning.LearningSettings;
import io.github.evosam.engine.learning.LearningTask;
import io.github.evosam.engine.learning.SameTask;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ComputeDevice;
import io.github.evosam.imagej.command.MacroOptions;
import io.github.evosam.imagej.task.ValidationChoice;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What {@code EvoSAM Learn Task} is asked to do. The component names are the macro keys, the same
 * in Fiji and in plain ImageJ.
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
  /** Choices of {@code source}. */
  public static final List<String> SOURCES = List.of("folders", "labels", "roimanager");

  /** Choices of {@code sametask}. */
  public static final List<String> SAME_TASK =
      Arrays.stream(SameTask.values()).map(SameTask::toString).toList();

  /** What a key means that is not given. */
  public static final LearnTaskSettings DEFAULT =
      new LearnTaskSettings(
          "",
          "",
          new Data("folders", "", "", "", ""),
          BaseModels.EMBEDDED,
          ComputeDevice.AUTO,
          new Advanced(
              LearningSettings.DEFAULT.budget().toMinutes(),
              0,
              LearningSettings.DEFAULT.rank(),
              LearningSettings.DEFAULT.seed(),
              Double.toString(LearningTask.USUAL_SHARE),
              SameTask.KEEP.toString()));

  /** The same from another source; the images' folder holds the masks, too. */
  LearnTaskSettings learningFrom(String source, String images) {
    Data other = new Data(source, images, "", "", "");
    return new LearnTaskSettings(name, task, other, model, device, advanced);
  }

  /**
   * Where images and objects come from.
   *
   * @param source {@code folders}, {@code labels} for an open image with a label image or mask
   *     stack, {@code roimanager} for an open image with ROIs
   * @param images folder of the images; without {@code masks} one that holds both, as {@code
   *     images} and {@code masks}
   * @param masks folder of the masks, of equal names; may be empty
   * @param labelimage title of the label image or mask stack
   * @param roifile file of ROIs ({@code .roi}, {@code .zip}) in place of the ROI Manager; empty for
   *     none
   */
  public record Data(
      String source, String images, String masks, String labelimage, String roifile) {
    /** Checks that the source is known and has what it needs. */
    public Data {
      if (!SOURCES.contains(source)) {
        throw new IllegalArgumentException(
            "source=%s is not possible; source is one of %s"
                .formatted(source, String.join(", ", SOURCES)));
      }
    }

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
    /** Checks the numbers. */
    public Advanced {
      require(minutes > 0 && minutes <= 60 * 24, "minutes", minutes, "a number in 0..1440");
      require(epochs >= 0, "epochs", epochs, "a whole number, 0 to learn by minutes");
      require(rank >= 1 && rank <= 64, "rank", rank, "a whole number in 1..64");
      require(!validation.isBlank(), "validation", validation, "a share as 0.2, or a folder");
      boolean known = SAME_TASK.contains(sametask.toLowerCase(Locale.ROOT));
      require(known, "sametask", sametask, "one of " + String.join(", ", SAME_TASK));
    }

    private static void require(boolean holds, String key, Object value, String allowed) {
      if (!holds) {
        throw new IllegalArgumentException(
            "%s=%s is not possible; %s is %s".formatted(key, value, key, allowed));
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

  /**
   * Reads macro options, {@code key=value} with defaults for those that are missing.
   *
   * @throws IllegalArgumentException if a value is not possible; names key, value and what is
   *     allowed
   */
  public static LearnTaskSettings parse(MacroOptions options) {
    Data data = DEFAULT.data;
    return new LearnTaskSettings(
        options.text("name", DEFAULT.name),
        options.text("task", DEFAULT.task),
        new Data(
            options.text("source", data.source).toLowerCase(Locale.ROOT),
            options.text("images", data.images),
            options.text("masks", data.masks),
            options.text("labelimage", data.labelimage),
            options.text("roifile", data.roifile)),
        options.text("model", DEFAULT.model),
        options.text("device", DEFAULT.device).toLowerCase(Locale.ROOT),
        advanced(options));
  }

  private static Advanced advanced(MacroOptions options) {
    Advanced usual = DEFAULT.advanced;
    return new Advanced(
        options.number("minutes", usual.minutes),
        (int) options.whole("epochs", usual.epochs),
        (int) options.whole("rank", usual.rank),
        options.whole("seed", usual.seed),
        options.text("validation", usual.validation),
        options.text("sametask", usual.sametask));
  }
}
