package io.github.evosam.imagej.command.learn;

import static org.assertj.core.api.Assertions.assertThat;

import ij.plugin.frame.Recorder;
import io.github.evosam.imagej.command.MacroOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is recorded of a dialog. */
class LearnTaskPlugInTest {
  @BeforeEach
  void begin() {
    Recorder.setCommand("EvoSAM Learn Task");
  }

  @AfterEach
  void end() {
    Recorder.setCommand(null);
  }

  @Test
  void aWindowsPathIsRecordedAsAMacroReadsIt() {
    MacroOptions options = new MacroOptions("name=x images=a validation=C:\\new\\test");
    new LearnTaskPlugIn().record(LearnTaskSettings.parse(options));
    assertThat(Recorder.getCommandOptions()).contains("validation=C:\\\\new\\\\test ");
  }
}
