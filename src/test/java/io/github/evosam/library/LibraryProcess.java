package io.github.evosam.library;

import ai.djl.ndarray.NDManager;
import io.github.evosam.ProcessLock;
import io.github.evosam.nn.StateDict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Another process that changes a library, and may be killed while it does. */
final class LibraryProcess {
  /** Exit status of a process that was killed at its step. */
  static final int KILLED = 77;

  /** Exit status of a process that got the contested name. */
  static final int WON = 10;

  /** Exit status of a process that did not get the lock. */
  static final int LOCKED_OUT = 11;

  /** The name that all processes want. */
  static final String CONTESTED = "contested";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private LibraryProcess() {}

  /** Starts a process. */
  static Process start(Path root, Object... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                LibraryProcess.class.getName(),
                root.toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Runs a change that is killed before its step of that number, counted from 0. */
  static int runKilledAt(Path root, int step, Object... change) throws Exception {
    Object[] arguments = new Object[change.length + 1];
    arguments[0] = step;
    System.arraycopy(change, 0, arguments, 1, change.length);
    Process process = start(root, arguments);
    String output = new String(process.getInputStream().readAllBytes());
    int status = process.waitFor();
    if (status != 0 && status != KILLED) {
      throw new AssertionError("process ended with " + status + ": " + output);
    }
    return status;
  }

  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    if (arguments[1].equals("many")) {
      addMany(root, arguments[2], Integer.parseInt(arguments[3]));
      return;
    }
    if (arguments[1].equals("lock")) {
      lock(root);
      return;
    }
    AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[1]));
    Disk deadly =
        new Disk(
            change -> {
              if (left.getAndDecrement() == 0) {
                Runtime.getRuntime().halt(KILLED);
              }
            });
    change(new ExpertLibrary(root, deadly, PATIENCE), arguments);
  }

  private static void change(ExpertLibrary library, String[] arguments) {
    String subject = arguments[3];
    switch (arguments[2]) {
      case "add" -> library.add(TestExperts.described(subject), TestExperts.files(7));
      case "import" -> library.importFrom(Path.of(subject), Optional.empty());
      case "rename" -> library.rename(subject, "renamed");
      case "remove" -> library.remove(subject);
      default -> throw new IllegalArgumentException(arguments[2]);
    }
  }

  private static void lock(Path root) throws IOException {
    Path file = root.resolve(LibraryChange.LOCK);
    boolean isOurs = ProcessLock.take(file, Duration.ofMillis(200)).isPresent();
    System.exit(isOurs ? 0 : LOCKED_OUT);
  }

  /** Adds experts as a user does, as soon as the file "go" is there. */
  private static void addMany(Path root, String prefix, int count) throws Exception {
    ExpertLibrary library = new ExpertLibrary(root);
    try (NDManager manager = NDManager.newBaseManager();
        StateDict tensors = new StateDict(manager)) {
      tensors.put("w", tensors.manager().arange(1000f));
      Files.createFile(root.resolveSibling(prefix + ".ready"));
      while (!Files.exists(root.resolveSibling("go"))) {
        Thread.sleep(5);
      }
      boolean won = add(library, CONTESTED, tensors);
      for (int i = 0; i < count; i++) {
        if (!add(library, prefix + " " + i, tensors)) {
          throw new IllegalStateException(prefix + " " + i + " is taken");
        }
      }
      System.exit(won ? WON : 0);
    }
  }

  private static boolean add(ExpertLibrary library, String name, StateDict tensors) {
    try {
      library.add(new NewExpert(TestExperts.described(name), tensors, tensors, Optional.empty()));
      return true;
    } catch (LibraryException e) {
      if (!e.getMessage().contains("already")) {
        throw e;
      }
      return false;
    }
  }
}
