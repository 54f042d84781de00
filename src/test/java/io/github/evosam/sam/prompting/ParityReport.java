package io.github.evosam.sam.prompting;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.ModelTransform;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.geometry.Resampling;
import io.github.evosam.nn.Scope;
import io.github.evosam.sam.network.Deviation;
import io.github.evosam.sam.network.GoldenModel;
import io.github.evosam.sam.network.GoldenTensors;
import io.github.evosam.sam.network.Preprocessing;
import io.github.evosam.sam.network.PromptEncoder;
import io.github.evosam.sam.network.PromptTokens;
import io.github.evosam.sam.network.SamModel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Prints how far each stage of both micro models lies from the official implementations, as
 * Markdown. All stages follow from the image, none from an earlier stage of the fixture.
 */
final class ParityReport {
  private final GoldenTensors expected;
  private final SamModel model;
  private final Map<String, String> rows = new LinkedHashMap<>();

  private ParityReport(GoldenTensors expected, SamModel model) {
    this.expected = expected;
    this.model = model;
  }

  /** Prints the table. */
  public static void main(String[] arguments) {
    Map<GoldenModel, Map<String, String>> columns = new EnumMap<>(GoldenModel.class);
    for (GoldenModel golden : GoldenModel.values()) {
      try (NDManager manager = NDManager.newBaseManager();
          SamModel model = golden.open(manager)) {
        ParityReport report = new ParityReport(golden.expected(), model);
        report.images();
        report.prompts();
        report.masks();
        columns.put(golden, report.rows);
      }
    }
    System.out.println("| stage | " + String.join(" | ", names()) + " |");
    System.out.println("|---|" + "---|".repeat(columns.size()));
    for (String stage : columns.get(GoldenModel.SAM_VIT).keySet()) {
      List<String> cells = columns.values().stream().map(column -> column.get(stage)).toList();
      System.out.println("| " + stage + " | " + String.join(" | ", cells) + " |");
    }
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (GoldenModel golden : GoldenModel.values()) {
      names.add(golden == GoldenModel.SAM_VIT ? "SAM (ViT)" : "MobileSAM (TinyViT)");
    }
    return names;
  }

  private void images() {
    Plane image = GoldenModel.image(expected);
    Plane resized = GoldenModel.plane(expected.get("resized_hwc_u8"));
    add(
        "resized image (grey levels)",
        Resampling.resizeToGreyLevels(image, resized.size()).values(),
        resized.values());
    float[] input = new ModelInput(GoldenModel.INPUT_SIDE, Preprocessing.SAM).values(image);
    add("model input", input, expected.values("model_input"));
    add(
        "image embedding",
        values(
            () -> {
              int side = GoldenModel.INPUT_SIDE;
              NDManager manager = model.weights().manager();
              NDArray array = manager.create(input, new Shape(1, Plane.CHANNELS, side, side));
              return model.imageEncoder().encode(array).main();
            }),
        expected.values("image_embedding"));
  }

  private void prompts() {
    PromptEncoder encoder = model.promptEncoder();
    add("dense positional encoding", values(encoder::densePositions), expected.values("dense_pe"));
    add(
        "points, embedded",
        values(() -> encoder.sparse(tokens("points2"))),
        expected.values("prompt.points2.sparse"));
    add(
        "box, embedded",
        values(() -> encoder.sparse(tokens("box"))),
        expected.values("prompt.box_mask.sparse"));
    add(
        "mask, embedded",
        values(
            () ->
                encoder.dense(
                    model
                        .weights()
                        .manager()
                        .create(
                            expected.values("mask_refine.mask_input"), new Shape(1, 1, 64, 64)))),
        expected.values("prompt.box_mask.dense"));
  }

  private PromptTokens tokens(String name) {
    ImageSize size = GoldenModel.image(expected).size();
    ObjectPrompts prompts = ObjectPrompts.of(GoldenModel.prompts(expected, name), size);
    View whole = View.whole(new ModelTransform(size, GoldenModel.INPUT_SIDE));
    return ObjectPrompts.tokens(List.of(new MaskQuery(prompts, whole, null)));
  }

  private void masks() {
    try (SamPredictor predictor = new SamPredictor(model, MaskChoice.SINGLE)) {
      predictor.setImage(GoldenModel.image(expected));
      for (String name : GoldenModel.CASES) {
        List<Prompt> prompts = GoldenModel.prompts(expected, name);
        List<Candidate> several = predictor.candidates(List.of(prompts)).get(0);
        mask(name + ".multi", several.stream().map(Candidate::toPrediction).toList());
        mask(name + ".single", List.of(predictor.predict(prompts, null)));
      }
      LowResMask previous =
          new LowResMask(
              View.whole(predictor.trunk().transform()), expected.values("mask_refine.mask_input"));
      List<Prompt> prompts = GoldenModel.prompts(expected, "points2");
      mask("mask_refine", List.of(predictor.predict(prompts, previous)));
    }
  }

  private void mask(String name, List<Prediction> masks) {
    int pixels = masks.get(0).lowResLogits().length;
    float[] logits = new float[masks.size() * pixels];
    float[] ious = new float[masks.size()];
    double overlap = 1;
    boolean hasMask = expected.has(name + ".mask");
    for (int i = 0; i < ious.length; i++) {
      System.arraycopy(masks.get(i).lowResLogits(), 0, logits, i * pixels, pixels);
      ious[i] = masks.get(i).predictedIou();
      if (hasMask) {
        float[] truth = SamPredictorGoldenTest.part(expected, name + ".mask", i);
        float[] actual = SamPredictorGoldenTest.values(masks.get(i).mask());
        overlap = Math.min(overlap, Deviation.iou(actual, truth));
      }
    }
    add("`" + name + "` logits", logits, expected.values(name + ".low_res_logits"));
    add("`" + name + "` predicted IoU", ious, expected.values(name + ".iou"));
    if (hasMask) {
      rows.put("`" + name + "` least mask IoU", "%.6f".formatted(overlap));
    }
  }

  private void add(String stage, float[] actual, float[] golden) {
    rows.put(stage, Deviation.of(actual, golden).toString());
  }

  private static float[] values(Supplier<NDArray> computation) {
    return Scope.value(() -> computation.get().toFloatArray());
  }
}
