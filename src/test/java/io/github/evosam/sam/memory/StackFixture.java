package io.github.evosam.sam.memory;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.MaskPrompt;
import io.github.evosam.geometry.ModelTransform;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.sam.network.GoldenModel;
import io.github.evosam.sam.network.GoldenTensors;
import io.github.evosam.sam.network.Sam2Fixture;
import io.github.evosam.sam.prompting.MaskPostprocessing;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The stack of the fixture, what was shown on it, and what the official predictor answered. */
record StackFixture(GoldenTensors expected) {
  static final int SLICES = 10;

  /** Shows object 1 on slice 0. */
  static final List<Prompt> CLICK = List.of(new PointPrompt(110, 80, true));

  /** Shows object 1 on slice 4. */
  static final List<Prompt> BOX = List.of(new BoxPrompt(50, 20, 150, 140));

  static StackFixture read() {
    return new StackFixture(Sam2Fixture.expected());
  }

  /** The pixels of a slice. */
  Plane plane(int slice) {
    GoldenTensors.Tensor video = expected.get("video_hwc_u8");
    long[] s = video.shape();
    int length = (int) (s[1] * s[2] * s[3]);
    float[] values = Arrays.copyOfRange(video.values(), slice * length, (slice + 1) * length);
    return GoldenModel.plane(new GoldenTensors.Tensor(values, new long[] {s[1], s[2], s[3]}));
  }

  /** Shows object 2 on slice 0. */
  List<Prompt> mask() {
    ImageSize size = plane(0).size();
    BitSet inside = new BitSet();
    for (int y = 20; y < 60; y++) {
      inside.set(y * size.width() + 30, y * size.width() + 90);
    }
    return List.of(new MaskPrompt(Mask.of(size, inside)));
  }

  /** Official logits of an object at the slice's size; objects count from 1. */
  float[] logits(String name, int object) {
    GoldenTensors.Tensor tensor = expected.get(name);
    int pixels = (int) plane(0).size().area();
    int from = tensor.shape()[0] == 1 ? 0 : (object - 1) * pixels;
    return Arrays.copyOfRange(tensor.values(), from, from + pixels);
  }

  /** Our logits of what was answered last, at the slice's size. */
  float[] answered(StackPredictor predictor, int object, int slice) {
    ImageSize size = plane(slice).size();
    ModelTransform transform =
        new ModelTransform(size, Sam2Fixture.INPUT_SIDE, ModelTransform.Scaling.STRETCH);
    MaskPostprocessing.Rows rows =
        new MaskPostprocessing(transform, Sam2Fixture.INPUT_SIDE / 4)
            .rows(predictor.memory(object).at(slice).answer().lowResLogits());
    float[] logits = new float[(int) size.area()];
    float[] row = new float[size.width()];
    for (int y = 0; y < size.height(); y++) {
      rows.row(y, row);
      System.arraycopy(row, 0, logits, y * row.length, row.length);
    }
    return logits;
  }

  /** A tensor of what the official predictor remembered in the end. */
  float[] memory(int object, String frame, String what) {
    return expected.values("video.memory.obj" + (object - 1) + "." + frame + "." + what);
  }
}
