package io.github.evosam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
  @TempDir Path folder;

  @Test
  void replacesAFileAndLeavesNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "old");

    DurableFile.write(file, out -> out.write("new".getBytes()));

    assertThat(file).hasContent("new");
    assertThat(names(folder)).containsExactly("a.json");
  }

  @Test
  void failedWriteLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "old");

    assertThatThrownBy(
            () ->
                DurableFile.write(
                    file,
                    out -> {
                      out.write(1);
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");

    assertThat(file).hasContent("old");
    assertThat(names(folder)).containsExactly("a.json");
  }

  @Test
  void whatADeadProcessLeftIsClearedAndNothingElse() throws IOException {
    Path half = folder.resolve(".a.json.1f.part");
    DurableFile.write(
        folder.resolve("a.json"),
        out -> {
          String name = names(folder).get(0);
          assertThat(name).as("while it is written").matches("\\.a\\.json\\.[0-9a-f]+\\.part");
          Files.copy(folder.resolve(name), half);
        });
    Files.createFile(folder.resolve(".c.json.1f.part"));
    for (String other : List.of(".a.json", "a.json.part", ".DS_Store", ".a.json.xyz.part")) {
      Files.createFile(folder.resolve(other));
    }
    List<String> before = names(folder);

    DurableFile.clear(folder, "a.json");

    assertThat(before).containsAll(names(folder));
    assertThat(names(folder)).hasSize(before.size() - 1).doesNotContain(".a.json.1f.part");
  }

  @Test
  void creatingRefusesAFileThatIsThere() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "old");

    assertThatThrownBy(() -> DurableFile.create(file, out -> out.write(1)))
        .isInstanceOf(FileAlreadyExistsException.class);

    assertThat(file).hasContent("old");
  }

  @Test
  void publishingMovesAFolderAndSparesOneThatIsThere() throws IOException {
    Path complete = Files.createDirectory(folder.resolve("complete"));
    Files.writeString(complete.resolve("a"), "content");
    Path taken = Files.createDirectory(folder.resolve("taken"));
    Files.writeString(taken.resolve("b"), "old");

    assertThatThrownBy(() -> DurableFolder.publish(complete, taken))
        .isInstanceOf(IOException.class);
    DurableFolder.publish(complete, folder.resolve("target"));

    assertThat(folder.resolve("target").resolve("a")).hasContent("content");
    assertThat(taken.resolve("b")).hasContent("old");
    assertThat(complete).doesNotExist();
  }

  @Test
  void deletingDoesNotFollowLinks() throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("a"), "content");
    Path doomed = Files.createDirectories(folder.resolve("doomed").resolve("deep"));
    Files.createSymbolicLink(doomed.resolve("link"), outside);

    DurableFolder.delete(folder.resolve("doomed"));
    DurableFolder.delete(folder.resolve("never there"));

    assertThat(names(folder)).containsExactly("outside");
    assertThat(outside.resolve("a")).hasContent("content");
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
