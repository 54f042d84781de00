package io.github.evosam.imagej.command.segment;

import ij.ImagePlus;
import io.github.evosam.EvoSamException;
import java.util.function.Supplier;

/**
 * One run of {@code EvoSAM Segment}, the same in both hosts: whatever happens, an earlier result
 * does not keep the new one's title, and the trace says how it went.
 *
 * @param objects number of objects found
 * @param labels the label image; null if none was made
 * @param error why it failed, one sentence; empty if it did not
 */
record SegmentRun(int objects, ImagePlus labels, String error) {

  /**
   * Segments and shows the results.
   *
   * @param input finds the image
   * @param settings reads what to do; its refusals, too, leave a trace
   * @throws RuntimeException if something fails that should not; the trace is there all the same
   */
  static SegmentRun of(Supplier<ImagePlus> input, Supplier<SegmentSettings> settings) {
    ImagePlus image = null;
    try {
      image = input.get();
      RunTrace.clear(image);
      SegmentationResult.retireEarlier(image);
      SegmentSettings asked = settings.get();
      SegmentationResult result = new Segmentation(image, asked).run();
      ImagePlus labels = result.show(asked);
      RunTrace.succeeded(result, labels);
      return new SegmentRun(result.objects(), labels, "");
    } catch (EvoSamException | IllegalArgumentException e) {
      return failed(image, e.getMessage());
    } catch (OutOfMemoryError e) {
      return failed(image, outOfMemory(image));
    } catch (RuntimeException e) {
      failed(image, "an unexpected error, please report it: " + e);
      throw e;
    }
  }

  private static SegmentRun failed(ImagePlus image, String reason) {
    RunTrace.failed(image, reason);
    return new SegmentRun(0, null, reason);
  }

  private static String outOfMemory(ImagePlus image) {
    return "'%s' does not fit into the %d MB of memory that ImageJ may use; set more in Edit > Options > Memory & Threads, or crop it"
        .formatted(image.getTitle(), Runtime.getRuntime().maxMemory() >> 20);
  }
}
