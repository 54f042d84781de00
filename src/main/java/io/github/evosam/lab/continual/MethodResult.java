package io.github.evosam.lab.continual;

import java.util.List;

/**
 * What a method came to. Its components' names are the keys of the JSON document; what does not
 * apply to a method is null.
 *
 * @param matrix row k: mean test Dice of each task so far after learning k + 1 tasks; empty rows
 *     where a method learns later
 * @param averageDice mean of the last row
 * @param forgetting see {@link io.github.evosam.lab.continual.method.PerformanceMatrix#forgetting}
 * @param backwardTransfer see {@link
 *     io.github.evosam.lab.continual.method.PerformanceMatrix#backwardTransfer}
 * @param routingAccuracy share of all test images for which the expert of their own task was chosen
 *     after the last task, 0..1
 * @param parameters learned and kept after the last task
 * @param seconds mean wall time of learning a task
 * @param secondsPerTask wall time of learning each task
 * @param clicksBefore mean clicks to a Dice of 0.90 with plain SAM
 * @param clicksAfter the same after the last task
 * @param clicksPerTask as {@code clicksAfter}, task by task
 */
public record MethodResult(
    List<List<Double>> matrix,
    double averageDice,
    Double forgetting,
    Double backwardTransfer,
    Double routingAccuracy,
    long parameters,
    double seconds,
    List<Double> secondsPerTask,
    Double clicksBefore,
    Double clicksAfter,
    List<Double> clicksPerTask) {}
