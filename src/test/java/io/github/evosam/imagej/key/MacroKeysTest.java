package io.github.evosam.imagej.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ij.Macro;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.ItemIO;
import org.scijava.plugin.Parameter;

class MacroKeysTest {
  private static final MacroKeys KEYS = MacroKeys.of(Command.class);

  /** What subclasses inherit. */
  private static class Base {
    @Parameter(label = "Notes")
    @Shown(group = "Texts")
    private String notes = "none";

    @Parameter(label = "Folder")
    @Shown(group = "Texts")
    private String folder = "none";
  }

  private static final class Command extends Base {
    @Parameter(label = "Replace")
    @Shown(group = "How")
    private boolean replace;

    @Parameter(
        label = "Way",
        choices = {"both", "forward"})
    @Shown(
        group = "How",
        words = {"both ways", "ahead"})
    private String way = "both";

    @Parameter(label = "Share", min = "0", max = "1")
    @Shown(group = "How", rare = true)
    private double share = 0.5;

    @Parameter(label = "Epochs", min = "0")
    private int epochs = 3;

    @Parameter(type = ItemIO.OUTPUT)
    private int found;
  }

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
    Command told = told(text);
    assertThat(value(told, "replace")).isEqualTo("true");
    for (String key : new String[] {"notes", "folder"}) {
      assertThat(value(told, key)).isEqualTo(Macro.getValue(text, key, "none"));
    }
  }

  @Test
  void whatStandsInsideAValueIsNoKey() {
    Command told = told("notes=[not replace=false or folder=x] replace folder=y");
    assertThat(value(told, "replace")).isEqualTo("true");
    assertThat(value(told, "folder")).isEqualTo("y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes=[see [1] folder=x", "notes='see folder=x"})
  void aValueThatIsNotClosedIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> told(text))
        .withMessageContaining("notes= is not closed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "way=up|way=up is not possible; way is one of both, forward",
        "share=1.5|share=1.5 is not possible; share is a number as 2.5 in 0..1",
        "share=3,5|share=3,5 is not possible; share is a number as 2.5 in 0..1",
        "share=NaN|share=NaN is not possible; share is a number as 2.5 in 0..1",
        "epochs=-1|epochs=-1 is not possible; epochs is a whole number of at least 0",
        "epochs=2.5|epochs=2.5 is not possible; epochs is a whole number of at least 0",
        "epochs|epochs= is not possible; epochs is a whole number of at least 0",
        "replace=maybe|replace=maybe is not possible; replace is true or false",
        "minArea=3|The key 'minArea' is not known; keys are epochs, folder, notes, replace, share, way",
        "found=3|The key 'found' is not known; keys are epochs, folder, notes, replace, share, way",
      })
  void whatIsNotPossibleIsNamedWithWhatIs(String options, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> told(options)).withMessage(message);
  }

  @Test
  void whatIsPossibleIsSetAllTheSame() {
    Command command = new Command();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KEYS.read(command, "way=up notes=heard epochs=7"));
    assertThat(value(command, "notes")).isEqualTo("heard");
    assertThat(value(command, "epochs")).isEqualTo("7");
    assertThat(value(command, "way")).as("as it was").isEqualTo("both");
  }

  @Test
  void aScriptMaySetAnythingSoValuesAreCheckedAgain() {
    Command command = new Command();
    KEYS.check(command);
    command.share = -1;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KEYS.check(command))
        .withMessageContaining("share=-1.0 is not possible");
  }

  @Test
  void aMacroIsToldAllThatMattersAndNothingElse() {
    assertThat(KEYS.recorded(told("notes=[]"), new Command()))
        .isEqualTo(Map.of("folder", "none", "replace", "false", "way", "both"));
    assertThat(KEYS.recorded(told("share=0.25 epochs=9 way=FORWARD"), new Command()))
        .containsEntry("share", "0.25")
        .containsEntry("way", "forward")
        .doesNotContainKey("epochs");
  }

  @Test
  void groupsKeepTheOrderOfDeclaration() {
    assertThat(KEYS.groups().keySet()).containsExactly("Texts", "How");
    assertThat(KEYS.groups().get("How"))
        .extracting(MacroKey::name)
        .containsExactly("replace", "way", "share");
  }

  private static Command told(String options) {
    Command command = new Command();
    KEYS.read(command, options);
    return command;
  }

  private static String value(Command command, String key) {
    return KEYS.find(key).orElseThrow().text(command);
  }
}
