package io.github.evosam.imagej.command.propagate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.engine.propagation.PathEnd;
import io.github.evosam.engine.propagation.PathEnd.Reason;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PathEndsTest {
  @Test
  void aRuleIsNamedWithSliceAndKeyAndTheEndOfTheStackIsNoNews() {
    List<PathEnd> ends =
        List.of(new PathEnd(3, 8, Reason.UNSURE), new PathEnd(3, -1, Reason.BORDER));
    assertThat(PathEnds.sentences(ends))
        .containsExactly("object 3 is not on slice 9: the model is too unsure of it (miniou)");
  }

  @Test
  void everyRuleOfTheDialogIsNamedByItsKey() {
    List<PathEnd> ends =
        Arrays.stream(Reason.values()).map(reason -> new PathEnd(1, 0, reason)).toList();
    assertThat(String.join("\n", PathEnds.sentences(ends)))
        .contains("(minarea)", "(miniou)", "(minoverlap)", "(mincontrast)");
  }
}
