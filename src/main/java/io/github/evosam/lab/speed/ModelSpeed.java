package io.github.evosam.lab.speed;

import java.util.Optional;

/**
 * How fast a model works; times are milliseconds on the clock.
 *
 * @param model name
 * @param parameters number of its numbers
 * @param inputSide pixels
 * @param load from its file to ready
 * @param encode an image at the input side
 * @param onePrompt the answer to a click on an image that is encoded
 * @param manyPrompts the answers to {@link SpeedBenchmark#PROMPTS} clicks on it
 * @param everything all objects of a small image, the encoding not counted
 * @param expertSwitch another expert in place of the one that is there
 * @param match the expert that fits an encoded image, of two
 * @param learningStep one step of learning a task; empty if it was not asked for
 * @param segmentingBytes the most memory that the process held until the prompts were answered
 * @param peakBytes the most memory that it held
 */
public record ModelSpeed(
    String model,
    long parameters,
    int inputSide,
    double load,
    Encode encode,
    double onePrompt,
    double manyPrompts,
    double everything,
    double expertSwitch,
    double match,
    Optional<Double> learningStep,
    Optional<Long> segmentingBytes,
    Optional<Long> peakBytes) {

  /**
   * The way of an image through the encoder.
   *
   * @param trunk what all experts share
   * @param tail the rest
   * @param operations floating-point operations of both
   * @param ofPossible the part, 0..1, of the rate of a matrix product that was measured between two
   *     encodings
   */
  public record Encode(double trunk, double tail, double operations, double ofPossible) {}
}
