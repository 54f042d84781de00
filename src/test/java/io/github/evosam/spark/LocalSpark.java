package io.github.evosam.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings of a Spark on this machine; closing puts the process's properties back. */
public final class LocalSpark implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofMinutes(4);

  private final Map<String, String> propertiesBefore = new HashMap<>();

  /** For threads of this process. */
  public LocalSpark() {
    set("spark.ui.enabled", "false");
    set("spark.driver.host", "localhost");
    set("spark.driver.bindAddress", "127.0.0.1");
  }

  /**
   * Also for two workers with a process each, {@code local-cluster[2,1,512]}.
   *
   * @param place what Spark takes for its own folder; its jars are those of the class path
   */
  void useWorkers(Path place) throws IOException {
    Files.createDirectories(place.resolve("launcher/target/scala-2.13"));
    Files.createDirectories(place.resolve("jars"));
    set("spark.testing", "true");
    set("spark.test.home", place.toString());
    set("spark.executor.memory", "512m");
    set("spark.scheduler.minRegisteredResourcesRatio", "1.0"); // no task before both are there
    set("spark.scheduler.maxRegisteredResourcesWaitingTime", START_WITHIN.toSeconds() + "s");
    set("spark.executor.extraClassPath", classPath());
    set(
        "spark.executor.extraJavaOptions",
        "-Dai.djl.offline=true -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
  }

  /** Of this process, for processes that start in other folders. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The processes that this one has started; their command lines are too long to be told. */
  static List<ProcessHandle> executors() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
  }

  /** Something that is or is not. */
  interface Condition {
    boolean holds() throws IOException;
  }

  /** Waits for something while work goes on. */
  static void await(CompletableFuture<?> running, Condition condition) throws Exception {
    Instant end = Instant.now().plus(START_WITHIN);
    while (!condition.holds()) {
      if (running.isDone()) {
        throw new AssertionError("Ended too early with " + running.get());
      }
      assertThat(Instant.now()).as("start of the workers").isBefore(end);
      Thread.sleep(20);
    }
  }

  private void set(String name, String value) {
    propertiesBefore.putIfAbsent(name, System.getProperty(name));
    System.setProperty(name, value);
  }

  @Override
  public void close() {
    propertiesBefore.forEach(
        (name, value) -> {
          if (value == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
  }
}
