package io.github.evosam;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.ByteValue;
import com.sun.jdi.IntegerValue;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Another JVM that is killed right before one of its changes in a folder: a file is opened to be
 * written, made, renamed, deleted, or forced to disk. It is stopped there as by a debugger, so the
 * command that it runs is as it is shipped. Knows the Java libraries of Linux and macOS.
 */
public final class KilledProcess {
  private static final Map<String, Set<String>> CHANGES =
      Map.of(
          "sun.nio.fs.UnixNativeDispatcher",
          Set.of("open", "rename", "unlink", "mkdir", "rmdir", "link", "symlink"),
          "sun.nio.ch.FileDispatcherImpl",
          Set.of("force"));
  private static final int WRITING = 3; // O_WRONLY, O_RDWR
  private static final String TIMEOUT_MILLIS = "120000";

  private final Path folder;
  private int left;
  private boolean hasBegun;

  private KilledProcess(Path folder, int step) {
    this.folder = folder;
    left = step;
  }

  /**
   * Runs a class's main method, and kills it.
   *
   * @param folder changes below it count
   * @param step number of the change that does not happen, from 0
   * @param options of the JVM, the class and its arguments
   * @return whether there was such a change; else it has ended as it should
   */
  public static boolean run(Path folder, int step, List<String> options) throws Exception {
    ListeningConnector listening =
        Bootstrap.virtualMachineManager().listeningConnectors().stream()
            .filter(connector -> connector.name().equals("com.sun.jdi.SocketListen"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = listening.defaultArguments();
    arguments.get("localAddress").setValue("localhost");
    arguments.get("timeout").setValue(TIMEOUT_MILLIS);
    String address = listening.startListening(arguments);
    Path log = Files.createTempFile("evosam-killed", ".log");
    Process process = start(address, options, log);
    try {
      VirtualMachine machine = listening.accept(arguments);
      boolean isKilled = new KilledProcess(folder.toRealPath(), step).follow(machine, process);
      if (process.waitFor() != 0 && !isKilled) {
        throw new AssertionError("The process failed: " + Files.readString(log));
      }
      return isKilled;
    } finally {
      process.destroyForcibly().waitFor();
      listening.stopListening(arguments);
      Files.delete(log);
    }
  }

  private static Process start(String address, List<String> options, Path log) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=" + address,
                "-XX:TieredStopAtLevel=1",
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=1",
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(options);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private boolean follow(VirtualMachine machine, Process process) throws Exception {
    for (String name : CHANGES.keySet()) {
      machine.classesByName(name).forEach(KilledProcess::watch);
      ClassPrepareRequest loaded = machine.eventRequestManager().createClassPrepareRequest();
      loaded.addClassFilter(name);
      loaded.enable();
    }
    try {
      while (true) {
        EventSet events = machine.eventQueue().remove();
        for (Event event : events) {
          if (event instanceof ClassPrepareEvent loaded) {
            watch(loaded.referenceType());
          } else if (event instanceof BreakpointEvent reached && isTheOne(reached)) {
            process.destroyForcibly().waitFor();
            return true;
          }
        }
        events.resume();
      }
    } catch (VMDisconnectedException ended) {
      return false;
    }
  }

  private static void watch(ReferenceType type) {
    for (Method method : type.methods()) {
      if (CHANGES.get(type.name()).contains(method.name()) && !method.isNative()) {
        var stop = type.virtualMachine().eventRequestManager();
        var request = stop.createBreakpointRequest(method.location());
        request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
        request.enable();
      }
    }
  }

  private boolean isTheOne(BreakpointEvent event) throws Exception {
    List<Value> arguments = event.thread().frame(0).getArgumentValues();
    return isCounted(event.location().method().name(), arguments) && left-- == 0;
  }

  private boolean isCounted(String method, List<Value> arguments) {
    if (method.equals("force")) {
      return hasBegun;
    }
    if (!path((ObjectReference) arguments.get(0)).startsWith(folder)) {
      return false;
    }
    boolean isChange =
        !method.equals("open") || (((IntegerValue) arguments.get(1)).value() & WRITING) != 0;
    hasBegun |= isChange;
    return isChange;
  }

  /** The text of a {@code UnixPath} of the other JVM. */
  private static Path path(ObjectReference path) {
    Value field = path.getValue(path.referenceType().fieldByName("path"));
    List<Value> values = ((ArrayReference) field).getValues();
    byte[] bytes = new byte[values.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = ((ByteValue) values.get(i)).value();
    }
    return Path.of(new String(bytes, StandardCharsets.UTF_8)).toAbsolutePath();
  }
}
