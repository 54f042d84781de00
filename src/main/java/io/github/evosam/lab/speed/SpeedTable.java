package io.github.evosam.lab.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A report as a table. */
record SpeedTable(SpeedReport report) {

  String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Device %s, %s, threads of a layer: %d, matrix product %s GFLOP/s. Times in milliseconds."
            .formatted(
                report.device(),
                report.processor(),
                report.threads(),
                number(report.matrixGflops())));
    lines.add("");
    lines.add(row("", ModelSpeed::model));
    lines.add("|---|" + "---:|".repeat(report.models().size()));
    lines.add(row("parameters, 10⁶", m -> number(m.parameters() / 1e6)));
    lines.add(row("input side, pixels", m -> Integer.toString(m.inputSide())));
    lines.add(row("load", m -> number(m.load())));
    lines.add(row("encode: trunk", m -> number(m.encode().trunk())));
    lines.add(row("encode: tail", m -> number(m.encode().tail())));
    lines.add(row("encode: 10⁹ operations", m -> number(m.encode().operations() / 1e9)));
    lines.add(row("encode: part of the possible", m -> part(m.encode().ofPossible())));
    lines.add(row("answer to 1 prompt", m -> number(m.onePrompt())));
    lines.add(
        row(
            "answer to %d prompts".formatted(SpeedBenchmark.PROMPTS),
            m -> number(m.manyPrompts())));
    lines.add(row("everything", m -> number(m.everything())));
    lines.add(row("expert switch", m -> number(m.expertSwitch())));
    lines.add(row("match", m -> number(m.match())));
    lines.add(row("one learning step", m -> m.learningStep().map(SpeedTable::number).orElse("–")));
    lines.add(row("peak memory up to the prompts, MB", m -> megabytes(m.segmentingBytes())));
    lines.add(row("peak memory, MB", m -> megabytes(m.peakBytes())));
    return String.join("\n", lines);
  }

  private String row(String name, Function<ModelSpeed, String> cell) {
    return report.models().stream()
        .map(cell)
        .collect(Collectors.joining(" | ", "| " + name + " | ", " |"));
  }

  /** Three digits, more for large numbers. */
  private static String number(double value) {
    int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static String part(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String megabytes(Optional<Long> bytes) {
    return bytes.map(b -> Long.toString(b / 1_000_000)).orElse("–");
  }
}
