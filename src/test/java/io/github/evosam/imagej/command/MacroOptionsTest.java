package io.github.evosam.imagej.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ij.Macro;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacroOptionsTest {
  private static final Set<String> KEYS = Set.of("notes", "folder", "replace");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "notes=plain replace",
        "notes=[two words] replace",
        "notes=[see [1] too] replace",
        "notes=[[1] and [2 [3]]] replace=true",
        "folder=[/data/run [1] new] notes=a[1] replace",
        "notes=[first line\nsecond line] replace",
        "notes=first\nsecond replace",
        "notes='one [ quoted' replace",
        "notes=[] replace",
        "notes= replace",
        "replace folder=C:\\data\\new notes=[a=b c]",
      })
  void valuesEndWhereThoseOfImageJDo(String text) {
    MacroOptions options = new MacroOptions(text);
    options.requireOnly(KEYS);
    assertThat(options.flag("replace", false)).isTrue();
    for (String key : Set.of("notes", "folder")) {
      assertThat(options.text(key, "none")).isEqualTo(Macro.getValue(text, key, "none"));
    }
  }

  @Test
  void whatStandsInsideAValueIsNoKey() {
    MacroOptions options = new MacroOptions("notes=[not replace=false or folder=x] folder=y");
    options.requireOnly(KEYS);
    assertThat(options.flag("replace", true)).isTrue();
    assertThat(options.text("folder", "")).isEqualTo("y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes=[see [1] folder=x", "notes='see folder=x"})
  void aValueThatIsNotClosedIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MacroOptions(text).requireOnly(KEYS))
        .withMessageContaining("notes= is not closed");
  }
}
