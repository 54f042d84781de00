package io.github.evosam.imagej.command.interactive;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

class InteractiveCommandTest {
  @Test
  void anImageWithoutAWindowCancelsWithASentence() throws Exception {
    try (Context context = new Context(CommandService.class)) {
      ImagePlus image = new ImagePlus("cells.tif", new ByteProcessor(20, 10));
      CommandModule done =
          context
              .service(CommandService.class)
              .run(InteractiveCommand.class, false, "input", image)
              .get();
      assertThat(done.isCanceled()).isTrue();
      assertThat(done.getCancelReason()).contains("'cells.tif'", "no window", "EvoSAM Segment");
    }
  }
}
