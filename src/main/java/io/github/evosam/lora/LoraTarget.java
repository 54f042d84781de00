package io.github.evosam.lora;

import java.util.stream.IntStream;

/**
 * One low-rank change: some rows of one weight.
 *
 * @param tensor name of the weight, of which all axes but the first count as its columns: {@code
 *     [C', C]}, {@code [C', C, 1, 1]}, {@code [C', 1, k, k]} …
 * @param part what the rows are: {@code q}, {@code v}, or {@code all}
 * @param rows the changed rows, ascending
 * @param outputs number of all rows C'
 * @param inputs number of columns C
 */
record LoraTarget(String tensor, String part, int[] rows, int outputs, int inputs) {

  static LoraTarget all(String tensor, int outputs, int inputs) {
    return new LoraTarget(tensor, "all", IntStream.range(0, outputs).toArray(), outputs, inputs);
  }

  /** Name of the expert's tensor A, {@code [r, C]}, or B, {@code [rows, r]}. */
  String parameter(char matrix) {
    return tensor.substring(0, tensor.lastIndexOf(".weight")) + "." + part + ".lora_" + matrix;
  }

  /** The rank that makes sense here. */
  int rank(int wanted) {
    return Math.min(wanted, Math.min(rows.length, inputs));
  }
}
