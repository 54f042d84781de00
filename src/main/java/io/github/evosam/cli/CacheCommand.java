package io.github.evosam.cli;

import io.github.evosam.cli.common.ExitCodes;
import io.github.evosam.cli.common.Json;
import io.github.evosam.engine.model.ImageCache;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cache}: the encoded images that EvoSAM Interactive keeps on disk. */
@Command(
    name = "cache",
    description = "Show or delete the encoded images that EvoSAM Interactive keeps on disk.")
final class CacheCommand implements Callable<Integer> {
  private static final int MEGA = 1 << 20;

  @Spec private CommandSpec spec;

  @Option(names = "--clear", description = "Delete them; they are made again when needed.")
  private boolean clear;

  @Option(names = "--json", description = "Print one JSON document on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    ImageCache cache = ImageCache.ofUser();
    ImageCache.Content deleted = clear ? cache.clear() : new ImageCache.Content(0, 0);
    ImageCache.Content content = cache.content();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("folder", cache.folder().toString());
      document.put("files", content.files());
      document.put("bytes", content.bytes());
      document.put("limitBytes", cache.mostBytes());
      document.put("deletedFiles", deleted.files());
      document.put("deletedBytes", deleted.bytes());
      out.println(Json.text(document));
      return ExitCodes.DONE;
    }
    if (clear) {
      out.printf("%d files, %d MB deleted%n", deleted.files(), deleted.bytes() / MEGA);
    }
    out.printf("Folder %s%n", cache.folder());
    out.printf("Files  %d%n", content.files());
    out.printf("Size   %d MB%n", content.bytes() / MEGA);
    out.printf(
        "Limit  %d MB%s%n",
        cache.mostBytes() / MEGA, cache.mostBytes() == 0 ? ", no more are kept" : "");
    return ExitCodes.DONE;
  }
}
