package io.github.evosam.cli.lab;

import io.github.evosam.cli.common.ExitCodes;
import io.github.evosam.imagej.result.LabelledStack;
import io.github.evosam.imagej.result.LabelledStack.PixelKind;
import io.github.evosam.lab.synthetic.BundledImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code test-images}: writes the bundled images anew. */
@Command(
    name = "test-images",
    hidden = true,
    description = "Write the bundled test images with their labels.")
public final class TestImagesCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Folder, made if missing.")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(folder);
    new LabelledStack("nuclei", PixelKind.GREY_16, 0.65, 1, BundledImages.nuclei()).write(folder);
    new LabelledStack("vessels", PixelKind.RGB, 20, 1, BundledImages.vessels()).write(folder);
    new LabelledStack("membranes", PixelKind.GREY_8, 0.01, 0.05, BundledImages.membranes())
        .write(folder);
    return ExitCodes.DONE;
  }
}
