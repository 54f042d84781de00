package io.github.evosam.lab.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.GoldenTensors;
import io.github.evosam.sam.network.SamConfig;
import io.github.evosam.sam.network.SamModel;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RandomModelTest {
  @Test
  void mobileSamHasTheOfficialLayout() {
    try (NDManager manager = NDManager.newBaseManager();
        StateDict weights = RandomModel.MOBILE_SAM.weights(manager)) {
      assertThat(layout(weights.names())).isEqualTo(layout(official("mobile_sam_micro")));
      assertThat(parameters(weights)).as("of MobileSAM, 9.8 M").isBetween(9.75e6, 9.85e6);
    }
  }

  @Test
  void vitBHasTheOfficialLayoutAndWork() {
    try (NDManager manager = NDManager.newBaseManager()) {
      StateDict weights = RandomModel.VIT_B.weights(manager);
      assertThat(layout(weights.names())).isEqualTo(layout(official("sam_vit_micro")));
      assertThat(parameters(weights)).as("of SAM ViT-B, 93.7 M").isBetween(93.5e6, 93.9e6);
      try (SamModel model = SamModel.of(weights)) {
        assertThat(model.config().encoder()).isEqualTo(SamConfig.EncoderKind.VIT);
        // 8 windowed blocks pad 64² tokens to 70², 4 see all; per token 12 · 768² in linear maps
        double windowed =
            8 * (4900.0 * (4 * 768 * 768 + 2 * 768 * (196 + 14)) + 4096.0 * 8 * 768 * 768);
        double global = 4 * 4096.0 * (12 * 768 * 768 + 2 * 768 * (4096 + 64));
        double rest = 4096.0 * (768 * 768 + 768 * 256 + 9 * 256 * 256);
        assertThat(new EncoderWork(model).operations())
            .isCloseTo(2 * (windowed + global + rest), within(1e6));
      }
    }
  }

  private static Set<String> official(String model) {
    return GoldenTensors.read(model).names();
  }

  /**
   * Names without the numbers of blocks, of which the micro models have fewer, and without the
   * classifier that MobileSAM's file keeps from its pretraining and nobody uses.
   */
  private static Set<String> layout(Set<String> names) {
    return names.stream()
        .filter(name -> !name.endsWith("num_batches_tracked"))
        .filter(name -> !name.matches("image_encoder\\.(norm_)?head\\..*"))
        .map(name -> name.replaceFirst("blocks\\.\\d+", "blocks.N"))
        .collect(Collectors.toSet());
  }

  private static double parameters(StateDict weights) {
    return weights.names().stream()
        .filter(name -> !name.contains(".running_"))
        .mapToDouble(name -> weights.shape(name).size())
        .sum();
  }
}
