package io.github.evosam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.evosam.engine.HomeSetting;
import io.github.evosam.engine.model.EvoSamHome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kept images are shown and deleted. */
class CacheCommandTest {
  private static final String LIMIT = "evosam.cache.megabytes";

  @TempDir private Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final String homeBefore = System.getProperty(EvoSamHome.PROPERTY);
  private final String limitBefore = System.getProperty(LIMIT, "");
  private Path cache;

  @BeforeEach
  void fill() throws Exception {
    System.setProperty(EvoSamHome.PROPERTY, home.toString());
    System.setProperty(LIMIT, "300");
    cache = Files.createDirectories(home.resolve("cache"));
    for (String digit : new String[] {"0", "f"}) {
      Files.write(cache.resolve(digit.repeat(64) + ".safetensors"), new byte[3 << 20]);
    }
  }

  @AfterEach
  void restore() {
    System.setProperty(LIMIT, limitBefore);
    HomeSetting.restore(homeBefore);
  }

  private int execute(String... arguments) {
    out.getBuffer().setLength(0);
    return EvoSam.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void showsWhatIsKept() {
    assertThat(execute("cache")).isZero();
    assertThat(out.toString())
        .contains("Folder " + cache, "Files  2", "Size   6 MB", "Limit  300 MB");
    System.setProperty(LIMIT, "0");
    assertThat(execute("cache")).isZero();
    assertThat(out.toString()).contains("Limit  0 MB, no more are kept");
  }

  @Test
  void deletesWhatIsKept() {
    assertThat(execute("cache", "--clear")).isZero();
    assertThat(out.toString()).contains("2 files, 6 MB deleted", "Files  0");
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void oneDocumentSaysTheSame() {
    assertThat(execute("cache", "--clear", "--json")).isZero();
    JsonObject document = JsonParser.parseString(out.toString()).getAsJsonObject();
    assertThat(document.keySet())
        .containsExactly("folder", "files", "bytes", "limitBytes", "deletedFiles", "deletedBytes");
    assertThat(document.get("deletedBytes").getAsLong()).isEqualTo(6 << 20);
    assertThat(document.get("limitBytes").getAsLong()).isEqualTo(300 << 20);
    assertThat(document.get("files").getAsInt()).isZero();
  }

  @Test
  void aSettingThatIsNotPossibleIsOneSentence() {
    System.setProperty(LIMIT, "all");
    assertThat(execute("cache")).isEqualTo(3);
    assertThat(err.toString().lines())
        .containsExactly(
            "evosam.cache.megabytes is a whole number of MB, 0 to keep no images, but 'all' came");
  }
}
