package io.github.evosam.imagej.command;

import ij.macro.Interpreter;
import io.github.evosam.imagej.command.learn.LearnTaskCommand;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A process that is quit, as by ImageJ's menu, while it learns. */
final class QuittingProcess {
  private QuittingProcess() {}

  /**
   * Learns for ten minutes, or until it is quit, which happens at the first step.
   *
   * @param arguments options of EvoSAM Learn Task
   */
  public static void main(String[] arguments) throws InterruptedException {
    Interpreter.batchMode = true; // the log goes to the standard output then
    CountDownLatch learning = new CountDownLatch(1);
    PrintStream output = System.out;
    System.setOut(
        new PrintStream(output, true, StandardCharsets.UTF_8) {
          @Override
          public void println(String line) {
            super.println(line);
            if (line.endsWith(": Learning")) {
              learning.countDown();
            }
          }
        });
    Thread thread =
        new Thread(
            () -> {
              try {
                Told.by(new LearnTaskCommand(), arguments[0]).run();
              } finally {
                learning.countDown(); // if it fails before
              }
            });
    thread.setDaemon(true);
    thread.start();
    learning.await();
    System.exit(0);
  }
}
