package io.github.evosam.engine.model;

import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.HieraEncoder;
import io.github.evosam.sam.network.SamConfig;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.weights.WeightsException;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * The side of a model's input where no tensor tells it: what the user says counts, else what the
 * checkpoint notes of itself, else the name of a model that is known to work at another side than
 * the official one.
 */
final class InputSide {
  private static final String MED_SAM_2 = "medsam2";
  private static final int OF_MED_SAM_2 = 512;

  private InputSide() {}

  /**
   * Notes the side in the metadata of the weights.
   *
   * @param names of the model and of its file, in any order
   * @param asked what the user says
   */
  static void tell(StateDict weights, String names, OptionalInt asked) {
    if (asked.isPresent()) {
      weights.metadata().put(SamConfig.INPUT_SIDE_KEY, String.valueOf(asked.getAsInt()));
    } else if (HieraEncoder.isIn(weights) && names.toLowerCase(Locale.ROOT).contains(MED_SAM_2)) {
      weights.metadata().putIfAbsent(SamConfig.INPUT_SIDE_KEY, String.valueOf(OF_MED_SAM_2));
    }
  }

  /**
   * Checks that a model works at the side that the user says.
   *
   * @throws WeightsException if it is bound to another one
   */
  static void require(SamConfig config, String name, OptionalInt asked) {
    if (asked.isPresent() && config.inputSide() != asked.getAsInt()) {
      throw new WeightsException(
          "Model '%s' works at an input side of %d only, but %d was asked for; leave the side out"
              .formatted(name, config.inputSide(), asked.getAsInt()));
    }
  }

  /** As {@link #require(SamConfig, String, OptionalInt)}; closes a model that does not fit. */
  static SamModel checked(SamModel model, String name, OptionalInt asked) {
    try {
      require(model.config(), name, asked);
      return model;
    } catch (WeightsException e) {
      model.close();
      throw e;
    }
  }
}
