package io.github.evosam.imagej.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorBoxTest {
  @Test
  void aLongSentenceIsBrokenBetweenWordsAndLosesNone() {
    String sentence = "word ".repeat(60).trim();
    String broken = ErrorBox.broken(sentence);
    assertThat(broken.lines()).hasSizeGreaterThan(3).allMatch(line -> line.length() <= 90);
    assertThat(broken.replace('\n', ' ')).isEqualTo(sentence);
  }

  @Test
  void aShortSentenceAndALongPathStayAsTheyAre() {
    assertThat(ErrorBox.broken("No image is open")).isEqualTo("No image is open");
    String path = "/data".repeat(40);
    assertThat(ErrorBox.broken("see " + path + " please")).isEqualTo("see\n" + path + "\nplease");
  }
}
