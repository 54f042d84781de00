package io.github.evosam.imagej.command.propagate;

import ij.ImagePlus;
import io.github.evosam.EvoSamException;
import io.github.evosam.imagej.command.segment.RunTrace;
import java.util.function.Supplier;

/**
 * One run of {@code EvoSAM Propagate}, the same in both hosts; its trace says how it went.
 *
 * @param objects number of objects that were followed or found
 * @param labels the label image; null if none was made
 * @param error why it failed, one sentence; empty if it did not
 */
record PropagateRun(int objects, ImagePlus labels, String error) {

  /**
   * Propagates and shows the results.
   *
   * @param input finds the image
   * @param settings reads what to do; its refusals, too, leave a trace
   * @throws RuntimeException if something fails that should not; the trace is there all the same
   */
  static PropagateRun of(Supplier<ImagePlus> input, Supplier<PropagateSettings> settings) {
    ImagePlus image = null;
    try {
      image = input.get();
      RunTrace.clear(image);
      PropagateSettings asked = settings.get();
      PropagateOutputs outputs =
          asked.folder().isEmpty() ? new PropagateInMemory(asked) : new PropagateInFolder(asked);
      PropagateOutputs.Result result = outputs.run(new Propagating(image, asked));
      RunTrace.succeeded(image, result.labels(), result.objects(), result.expert());
      return new PropagateRun(result.objects(), result.labels(), "");
    } catch (EvoSamException | IllegalArgumentException e) {
      return failed(image, e.getMessage());
    } catch (OutOfMemoryError e) {
      return failed(
          image,
          "'%s' does not fit into the %d MB of memory that ImageJ may use; set more in Edit > Options > Memory & Threads, or write to disk by folder=DIRECTORY"
              .formatted(image.getTitle(), Runtime.getRuntime().maxMemory() >> 20));
    } catch (RuntimeException e) {
      failed(image, "an unexpected error, please report it: " + e);
      throw e;
    }
  }

  private static PropagateRun failed(ImagePlus image, String reason) {
    RunTrace.failed(Propagating.TITLE, image, reason);
    return new PropagateRun(0, null, reason);
  }
}
