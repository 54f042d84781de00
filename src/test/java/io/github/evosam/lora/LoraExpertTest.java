package io.github.evosam.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.StateDict;
import io.github.evosam.weights.SafeTensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoraExpertTest {
  private static final String VIT = "sam_vit_micro";
  private static final String TINY_VIT = "mobile_sam_micro";

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private StateDict base(String fixture) {
    return SafeTensors.read(
        Path.of("src/test/resources/fixtures", fixture + ".safetensors"), manager);
  }

  private static LoraConfig encoderOnly(int split) {
    return new LoraConfig(2, 4, split, Set.of(LoraGroup.ENCODER_ATTENTION), 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {VIT, TINY_VIT})
  void aNewExpertChangesNoBit(String fixture) {
    StateDict base = base(fixture);
    StateDict untouched = base(fixture);
    LoraExpert expert = LoraExpert.create(base, LoraConfig.everywhere(base, 4, 1), manager, 1);
    new ExpertSwitch(base).merge(expert);
    assertThat(expert.changedTensors()).hasSizeGreaterThan(20);
    for (String name : base.names()) {
      assertThat(base.get(name).contentEquals(untouched.get(name))).as(name).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {VIT, TINY_VIT})
  void switchingRestoresTheBaseExactly(String fixture) {
    StateDict base = base(fixture);
    StateDict untouched = base(fixture);
    ExpertSwitch expertSwitch = new ExpertSwitch(base);
    for (long seed : new long[] {1, 2}) {
      LoraExpert expert = trained(base, LoraConfig.everywhere(base, 4, 1), seed);
      expertSwitch.merge(expert);
      for (String name : expert.changedTensors()) {
        assertThat(base.get(name).contentEquals(untouched.get(name))).as(name).isFalse();
      }
    }
    expertSwitch.restore();
    for (String name : base.names()) {
      assertThat(base.get(name).contentEquals(untouched.get(name))).as(name).isTrue();
    }
  }

  @Test
  void queriesAndValuesOfAVitAreTheOuterThirds() {
    StateDict base = base(VIT);
    int width = (int) base.shape("image_encoder.blocks.0.attn.qkv.weight").get(1);
    assertThat(changedRows(base, "image_encoder.blocks.3.attn.qkv.weight", encoderOnly(3)))
        .isEqualTo(
            IntStream.range(0, 3 * width)
                .filter(i -> i < width || i >= 2 * width)
                .boxed()
                .toList());
  }

  @Test
  void queriesAndValuesOfATinyVitInterleaveByHead() {
    StateDict base = base(TINY_VIT);
    String block = "image_encoder.layers.2.blocks.0.attn.";
    int heads = (int) base.shape(block + "attention_biases").get(0);
    int perHead = (int) base.shape(block + "qkv.weight").get(0) / heads;
    assertThat(heads).isGreaterThan(1);
    assertThat(changedRows(base, block + "qkv.weight", encoderOnly(0)))
        .isEqualTo(
            IntStream.range(0, heads * perHead)
                .filter(i -> i % perHead < perHead / 3 || i % perHead >= perHead / 3 * 2)
                .boxed()
                .toList());
  }

  private List<Integer> changedRows(StateDict base, String name, LoraConfig config) {
    LoraExpert expert = trained(base, config, 1);
    NDArray difference =
        expert.changed(name, base.get(name)).sub(base.get(name)).abs().sum(new int[] {1});
    List<Integer> rows = new ArrayList<>();
    float[] sums = difference.toFloatArray();
    for (int i = 0; i < sums.length; i++) {
      if (sums[i] > 0) {
        rows.add(i);
      }
    }
    return rows;
  }

  @Test
  void noBlockBeforeTheSplitIsChanged() {
    // stages of 2, 2, 2 and 1 blocks, the first without attention
    StateDict base = base(TINY_VIT);
    assertThat(LoraExpert.create(base, encoderOnly(5), manager, 1).changedTensors())
        .containsExactlyInAnyOrder(
            "image_encoder.layers.2.blocks.1.attn.qkv.weight",
            "image_encoder.layers.3.blocks.0.attn.qkv.weight");
    assertThat(LoraExpert.create(base(VIT), encoderOnly(2), manager, 1).changedTensors())
        .containsExactlyInAnyOrder(
            "image_encoder.blocks.2.attn.qkv.weight", "image_encoder.blocks.3.attn.qkv.weight");
  }

  @Test
  void theChangeIsAlphaOverRankTimesBTimesA() {
    StateDict base = base(VIT);
    String name = "mask_decoder.transformer.layers.0.self_attn.q_proj.weight";
    LoraConfig config = new LoraConfig(2, 6, 0, Set.of(LoraGroup.DECODER_ATTENTION), 1);
    LoraExpert expert = trained(base, config, 3);
    NDArray a = expert.parameters().get(name.replace(".weight", ".all.lora_A"));
    NDArray b = expert.parameters().get(name.replace(".weight", ".all.lora_B"));
    NDArray expected = base.get(name).add(b.matMul(a).mul(3));
    assertThat(expert.changed(name, base.get(name)).sub(expected).abs().max().getFloat())
        .isLessThan(1e-6f);
  }

  @Test
  void parametersOfAnotherBaseModelAreRefused() {
    LoraConfig config = LoraConfig.everywhere(base(VIT), 4, 1);
    LoraExpert expert = LoraExpert.create(base(VIT), config, manager, 1);
    StateDict other = base(TINY_VIT);
    assertThatThrownBy(() -> LoraExpert.of(other, config, expert.parameters()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("image_encoder.layers");
  }

  /** An expert whose B is no longer zero. */
  private LoraExpert trained(StateDict base, LoraConfig config, long seed) {
    LoraExpert expert = LoraExpert.create(base, config, manager, seed);
    for (String name : expert.parameters().names()) {
      if (name.endsWith("lora_B")) {
        Shape shape = expert.parameters().shape(name);
        expert.parameters().put(name, expert.parameters().manager().ones(shape).mul(0.1f * seed));
      }
    }
    return expert;
  }
}
