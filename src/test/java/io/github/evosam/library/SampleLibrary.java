package io.github.evosam.library;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.StateDict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes a small library in the current version. Run it before a version changes, and keep its
 * folder under {@code src/test/resources/library} for ever.
 */
final class SampleLibrary {
  private SampleLibrary() {}

  public static void main(String[] arguments) {
    ExpertLibrary library = new ExpertLibrary(Path.of(arguments[0]));
    try (NDManager manager = NDManager.newBaseManager();
        StateDict adapter = new StateDict(manager);
        StateDict statistics = new StateDict(manager);
        StateDict images = new StateDict(manager)) {
      float[] a = {1.5f, -0.25f, 3e-5f, 0f, -7f, 0.1f};
      adapter.put("encoder.11.q.a", adapter.manager().create(a, new Shape(2, 3)));
      adapter.metadata().put("kind", "sample");
      double[] gram = {2.0, 1 / 3.0, 1 / 3.0, Math.PI};
      statistics.put("count", statistics.manager().create(new long[] {20}));
      statistics.put("gram", statistics.manager().create(gram, new Shape(2, 2)));
      Optional<byte[]> picture = Optional.of(TestExperts.png());
      images.put("labels.0", images.manager().create(new int[] {0, 1, 1, 300}, new Shape(2, 2)));
      library.add(new NewExpert(full(), adapter, statistics, picture, Optional.of(images)));
      library.add(new NewExpert(bare(), adapter, statistics, Optional.empty()));
    }
  }

  private static ExpertDescription full() {
    return new ExpertDescription(
        "Retinal vessels, Zürich",
        "vessels in fundus images",
        new BaseModelReference("evosam-tiny", "3f".repeat(32)),
        new AdapterSettings(6, 4, 8, List.of("encoder.qv", "decoder")),
        new TaughtScale(0.53125, 512, 1024, 0),
        new ExpertMetrics(
            Optional.of(new DiceChange(0.125, 0.75)), Optional.of(new DiceChange(0.5, 0.8125))),
        new Provenance(
            Instant.parse("2026-02-03T04:05:06.789Z"),
            20,
            -42,
            "0.2.0",
            Optional.of("0123456789abcdef"),
            List.of(
                new StartCandidate(Optional.empty(), 0.125, Optional.of(0.25)),
                new StartCandidate(Optional.of("0123456789abcdef"), 0.375, Optional.of(0.5)),
                new StartCandidate(Optional.of("fedcba9876543210"), 0.0625, Optional.empty()))),
        "learned on the old microscope\nsecond line");
  }

  private static ExpertDescription bare() {
    return new ExpertDescription(
        "bare",
        "",
        new BaseModelReference("vit_b", "a0".repeat(32)),
        new AdapterSettings(0, 1, 0.5, List.of("encoder.qv")),
        new TaughtScale(1, 0, 256, 0),
        ExpertMetrics.NONE,
        new Provenance(Instant.parse("2026-01-01T00:00:00Z"), 1, 0, "0.2.0", Optional.empty()),
        "");
  }
}
