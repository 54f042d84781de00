package io.github.evosam.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.StateDict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  private static final Path FIXTURES = Path.of("src", "test", "resources", "fixtures");
  private static final String[] OFFICIAL = {
    "image_encoder.pos_embed", "prompt_encoder.pe", "mask_decoder.iou"
  };
  private static final String KEY = "evosam.preprocessing";

  @TempDir Path folder;
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sam_vit_micro", "mobile_sam_micro"})
  void bothFormatsGiveTheSameNamesWithoutCounters(String name) {
    StateDict torch = Checkpoint.read(FIXTURES.resolve(name + ".pth"), manager);
    StateDict safe = Checkpoint.read(FIXTURES.resolve(name + ".safetensors"), manager);

    assertThat(torch.names())
        .containsExactlyInAnyOrderElementsOf(safe.names())
        .noneMatch(tensor -> tensor.endsWith("num_batches_tracked"))
        .allMatch(tensor -> tensor.matches("(image_enc|prompt_enc|mask_dec)oder\\..*"));
    assertThat(torch.names()).allMatch(n -> torch.get(n).getDataType() == DataType.FLOAT32);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sam2.0_hiera_t", "sam2.0_hiera_s", "sam2.0_hiera_b_plus", "sam2.0_hiera_l",
        "sam2.1_hiera_t", "sam2.1_hiera_s", "sam2.1_hiera_b_plus", "sam2.1_hiera_l"
      })
  void layoutsOfSam2GetSamsNamesForSamsParts(String layout) throws IOException {
    PthWriter file = new PthWriter().begin().text("model").begin();
    List<String> names =
        Files.readAllLines(FIXTURES.resolveSibling("sam2-layouts").resolve(layout + ".tsv"))
            .stream()
            .map(line -> line.split("\t")[0])
            .toList();
    for (String name : names) {
      file.vector(name, 1);
    }
    Path path = folder.resolve("sam2.pt");
    file.end().end().write(path);

    StateDict weights = Checkpoint.read(path, manager);

    assertThat(weights.names())
        .hasSameSizeAs(names)
        .contains(
            "image_encoder.trunk.pos_embed",
            "image_encoder.trunk.blocks.0.mlp.layers.0.weight",
            "prompt_encoder.not_a_point_embed.weight",
            "mask_decoder.iou_token.weight",
            "mask_decoder.iou_prediction_head.layers.0.weight",
            "mask_decoder.transformer.layers.1.mlp.lin2.bias",
            "memory_attention.layers.3.linear1.weight",
            "maskmem_tpos_enc",
            "no_mem_embed",
            "obj_ptr_proj.layers.0.weight")
        .noneMatch(name -> name.startsWith("sam_"));
  }

  @Test
  void formatIsToldByContentNotByTheFileName() throws IOException {
    Path disguised = folder.resolve("sam.safetensors");
    Files.copy(FIXTURES.resolve("sam_vit_micro.pth"), disguised);

    assertThat(Checkpoint.read(disguised, manager).has(OFFICIAL[0])).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'',''",
    "model,''",
    "model,module.",
    "model_state,sam.",
    "state_dict,''",
    "'',module.",
    "'',sam.",
    "state_dict,model.sam."
  })
  void wrappedLayoutsGetTheOfficialNames(String container, String prefix) throws IOException {
    PthWriter file = new PthWriter().begin();
    if (!container.isEmpty()) {
      file.text("decoder_state").begin().vector("out_conv.weight", 9).end();
      file.text(container).begin();
    }
    vectors(file, prefix, OFFICIAL);
    if (!container.isEmpty()) {
      file.end();
    }

    StateDict read = Checkpoint.read(file.end().write(path()), manager);

    assertThat(read.names()).containsExactly(OFFICIAL);
    assertThat(read.get(OFFICIAL[2]).toFloatArray()).containsExactly(2);
    assertThat(read.metadata()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'',image_encoder.pos_embed,true,MEDSAM",
    "module.,image_encoder.pos_embed,true,MEDSAM",
    "'',image_encoder.layers,true,", // LiteMedSAM's TinyViT pads, as SAM does
    "'',image_encoder.pos_embed,false," // saved without its optimizer: no proof
  })
  void onlyRawMedSamTrainingProvesItsPreprocessing(
      String prefix, String encoder, boolean optimizer, String expected) throws IOException {
    PthWriter file = new PthWriter().begin().text("model").begin();
    vectors(file, prefix, encoder, OFFICIAL[2], OFFICIAL[1]);
    file.end();
    if (optimizer) {
      file.text("optimizer").begin().text("state").begin().vector("exp_avg", 1).end().end();
    }

    StateDict read = Checkpoint.read(file.text("epoch").whole(3).end().write(path()), manager);

    assertThat(read.names()).containsExactlyInAnyOrder(encoder, OFFICIAL[1], OFFICIAL[2]);
    assertThat(read.metadata().get(KEY)).isEqualTo(expected);
  }

  @Test
  void samTrainedBesideItsOptimizerIsNotTakenForMedSam() throws IOException {
    PthWriter file = new PthWriter().begin().text("model").begin();
    vectors(file, "", OFFICIAL);
    file.end().text("optimizer").begin().vector("exp_avg", 1).end().end();

    assertThat(Checkpoint.read(file.write(path()), manager).metadata()).isEmpty();
  }

  @Test
  void ownSafetensorsKeepNamesAndMetadata() {
    StateDict own = new StateDict(manager);
    for (String name : OFFICIAL) {
      own.put(name, own.manager().ones(new Shape(2)));
    }
    own.put("mask_decoder.conv_s0.weight", own.manager().ones(new Shape(1)));
    own.metadata().put(KEY, "MEDSAM");
    Path file = folder.resolve("own.safetensors");
    new SafeTensorsWriter(false).write(file, own);

    StateDict read = Checkpoint.read(file, manager);

    assertThat(read.names()).containsExactlyInAnyOrderElementsOf(own.names());
    assertThat(read.metadata()).containsEntry(KEY, "MEDSAM");
  }

  @Test
  void unknownLayoutsAreNamedWithThoseThatAreUnderstood() throws IOException {
    Path file = new PthWriter().begin().vector("conv1.weight", 1).end().write(path());

    assertRefused(file, "'conv1.weight'");
    assertRefused(file, "MobileSAM");
  }

  @Test
  void filesWithSeveralModelsAreRefused() throws IOException {
    PthWriter file = new PthWriter().begin();
    vectors(file, "", OFFICIAL);
    vectors(file, "module.", OFFICIAL);

    assertRefused(file.end().write(path()), "several models");
  }

  @Test
  void missingFilesAndFoldersAreNamed() {
    assertRefused(path(), "does not exist; check the path");
    assertRefused(folder, "is a folder; choose the checkpoint file inside it");
  }

  @ParameterizedTest
  @CsvSource({
    "'',it is empty",
    "89504e470d0a1a0a0000000d,is an image",
    "68656c6c6f2c20776f726c6421,is no checkpoint",
    "3c68746d6c3e,web page",
    "76657273696f6e2068747470733a2f2f6769742d6c66732e,Git LFS pointer",
    "80028a0a6cfc9c46f9206aa85019,before 1.6",
    "80037d71002e,Python pickle but no PyTorch",
    "0102,is no checkpoint",
    "ff7f0000000000007b7d,truncated",
    "504b0304,truncated or damaged"
  })
  void foreignContentIsNamed(String hex, String reason) throws IOException {
    Files.write(path(), java.util.HexFormat.of().parseHex(hex));

    assertRefused(path(), reason);
  }

  @Test
  void otherZipFilesAndTorchScriptAreRefused() throws IOException {
    Path script = new PthWriter().begin().end().record("constants.pkl", new byte[1]).write(path());
    assertRefused(script, "TorchScript program");

    Path zip = folder.resolve("other.zip");
    try (var out = new java.util.zip.ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new java.util.zip.ZipEntry("readme.txt"));
      out.write("hello".getBytes(StandardCharsets.US_ASCII));
    }
    assertRefused(zip, "zip file but no PyTorch checkpoint");
  }

  private static void vectors(PthWriter file, String prefix, String... names) {
    for (int i = 0; i < names.length; i++) {
      file.vector(prefix + names[i], i);
    }
  }

  private void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> Checkpoint.read(file, manager))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(reason);
  }

  private Path path() {
    return folder.resolve("some.pth");
  }
}
