package io.github.evosam.library;

import static io.github.evosam.library.TestExperts.check;
import static io.github.evosam.library.TestExperts.described;
import static io.github.evosam.library.TestExperts.files;
import static io.github.evosam.library.TestExperts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.StateDict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpertLibraryTest {
  @TempDir Path folder;
  private Path root;
  private ExpertLibrary library;

  @BeforeEach
  void open() {
    root = folder.resolve("home");
    library = new ExpertLibrary(root);
  }

  @Test
  void tensorsComeBackBitForBit() {
    try (NDManager manager = NDManager.newBaseManager();
        StateDict adapter = new StateDict(manager);
        StateDict statistics = new StateDict(manager)) {
      float[] weights = {1.5f, -0f, Float.MIN_VALUE, Float.intBitsToFloat(0x7fc0_1234)};
      double[] gram = {Math.nextUp(1.0), -0.0, Double.MIN_VALUE, 1e300, Math.PI, -1 / 3.0};
      adapter.put("blocks.0.q.a", adapter.manager().create(weights, new Shape(2, 2)));
      adapter.put("prompt", adapter.manager().ones(new Shape(0, 3)));
      adapter.metadata().put("note", "ü");
      statistics.put("gram", statistics.manager().create(gram, new Shape(3, 2)));
      statistics.put("count", statistics.manager().create(new long[] {1L << 60}));

      library.add(
          new NewExpert(described("Vessels"), adapter, statistics, Optional.of(TestExperts.png())));
      Expert found = new ExpertLibrary(root).find("Vessels");

      try (StateDict readAdapter = found.adapter(manager);
          StateDict readStatistics = found.statistics(manager)) {
        assertSame(readAdapter, adapter);
        assertSame(readStatistics, statistics);
      }
      assertThat(found.thumbnail())
          .hasValueSatisfying(png -> assertThat(png).isEqualTo(TestExperts.png()));
    }
  }

  private static void assertSame(StateDict found, StateDict saved) {
    assertThat(found.names()).containsExactlyElementsOf(saved.names());
    assertThat(found.metadata()).isEqualTo(saved.metadata());
    for (String name : saved.names()) {
      assertThat(found.shape(name)).isEqualTo(saved.shape(name));
      assertThat(found.get(name).getDataType()).isEqualTo(saved.get(name).getDataType());
      assertThat(found.get(name).toByteArray()).isEqualTo(saved.get(name).toByteArray());
    }
  }

  @Test
  void descriptionComesBack() {
    Expert added = library.add(described("Vessels"), files(1));
    ExpertDescription nothingMeasured =
        new ExpertDescription(
            "Bare",
            "",
            TestExperts.OTHER,
            added.manifest().description().adapter(),
            new TaughtScale(1, 0, 256, 0),
            ExpertMetrics.NONE,
            new Provenance(
                added.manifest().description().provenance().created(), 1, 3, "1", Optional.empty()),
            "");
    Expert bare = library.add(nothingMeasured, files(2));

    assertThat(library.find("Vessels").manifest()).isEqualTo(added.manifest());
    assertThat(added.manifest().description()).isEqualTo(described("Vessels"));
    assertThat(library.find(bare.id()).manifest().description()).isEqualTo(nothingMeasured);
    assertThat(bare.bytes()).isEqualTo(files(2).values().stream().mapToLong(f -> f.length).sum());
  }

  @Test
  void folderNeverUsedIsAnEmptyLibraryAndStaysUntouched() {
    assertThat(library.list().experts()).isEmpty();
    assertThat(library.list().damaged()).isEmpty();
    assertThat(library.verify()).isEmpty();
    assertThatThrownBy(() -> library.find("x"))
        .isInstanceOf(LibraryException.class)
        .hasMessageContainingAll("'x'", "is empty");
    assertThat(root).doesNotExist();
  }

  @Test
  void expertsAreListedByNameAndFoundWhateverTheCase() {
    Expert zebra = library.add(described("Zebra"), files(1));
    Expert ant = library.add(described("ant"), files(2));

    assertThat(library.list().experts()).extracting(Expert::name).containsExactly("ant", "Zebra");
    assertThat(library.ids()).containsExactlyInAnyOrder(ant.id(), zebra.id()).isSorted();
    assertThat(library.find("ZEBRA").id()).isEqualTo(zebra.id());
    assertThat(library.find(ant.id()).name()).isEqualTo("ant");
    assertThatThrownBy(() -> library.find("bee"))
        .hasMessage("There is no expert 'bee'; there are ant, Zebra");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Nuclei", "nuclei", "NUCLEI", "ｎuclei"})
  void nameIsGivenOnce(String name) {
    library.add(described("Nuclei"), files(1));
    Map<String, String> before = snapshot(root);

    assertThatThrownBy(() -> library.add(described(name), files(2)))
        .isInstanceOf(LibraryException.class)
        .hasMessageContaining("There is an expert 'Nuclei' already");
    assertThatThrownBy(() -> library.requireFree(name)).isInstanceOf(LibraryException.class);

    assertThat(snapshot(root)).isEqualTo(before);
    assertThatCode(() -> library.requireFree("Nuclei 2")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " a",
        "a ",
        "auto",
        "NONE",
        "a/b",
        "a\\b",
        "a[b",
        "a\nb\nc",
        "a\u202Eb",
        "a:b"
      })
  void namesThatMacrosOrFilesCannotHoldAreRefused(String name) {
    assertThatThrownBy(() -> library.requireFree(name))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> described(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void renamingKeepsEverythingElse() throws IOException {
    Expert expert = library.add(described("Old"), files(1));
    Expert other = library.add(described("Other"), files(2));
    Map<String, String> before = snapshot(root);

    assertThatThrownBy(() -> library.rename(expert.id(), "OTHER"))
        .isInstanceOf(LibraryException.class)
        .hasMessageContaining("'Other' already");
    assertThat(snapshot(root)).isEqualTo(before);

    library.rename(expert.id(), "old");
    Expert renamed = library.rename(expert.id(), "New ü");

    assertThat(renamed.id()).isEqualTo(expert.id());
    assertThat(library.find("New ü").manifest().description()).isEqualTo(described("New ü"));
    assertThat(library.list().experts()).hasSize(2);
    String changed = "experts/" + expert.id() + "/expert.json";
    Map<String, String> after = snapshot(root);
    assertThat(after).containsOnlyKeys(before.keySet());
    after.remove(changed);
    before.remove(changed);
    assertThat(after).isEqualTo(before);
    assertThat(check(library, other.id()).isSound()).isTrue();
  }

  @Test
  void unknownFieldsSurviveChanges() throws IOException {
    Expert expert = library.add(described("Future"), files(1));
    Path json = root.resolve("experts").resolve(expert.id()).resolve("expert.json");
    String future =
        Files.readString(json)
            .replace("\"1.4\"", "\"1.7\"")
            .replace("\"rank\": 4,", "\"rank\": 4, \"dora\": {\"x\": [1e400, 0.10]},")
            .replace("\"notes\":", "\"licence\": \"CC-BY-4.0\", \"notes\":");
    Files.writeString(json, future);

    library.rename(expert.id(), "Renamed");
    Expert noted = library.annotate(expert.id(), "second notes");

    assertThat(noted.manifest().description().notes()).isEqualTo("second notes");
    assertThat(noted.manifest().version()).isEqualTo(new FormatVersion(1, 7));
    assertThat(Files.readString(json).replaceAll("\\s+", " "))
        .contains("\"dora\": { \"x\": [ 1e400, 0.10 ] }", "\"licence\": \"CC-BY-4.0\"")
        .contains("\"name\": \"Renamed\"");
  }

  @Test
  void removalEqualsNeverLearned() {
    library.add(described("Kept"), files(1));
    Map<String, String> before = snapshot(root);

    Expert removed = library.add(described("Removed"), files(2));
    assertThat(snapshot(root)).isNotEqualTo(before);
    library.remove(removed.id());

    assertThat(snapshot(root)).isEqualTo(before);
    assertThatCode(() -> library.requireFree("Removed")).doesNotThrowAnyException();
    assertThatThrownBy(() -> library.remove(removed.id()))
        .isInstanceOf(LibraryException.class)
        .hasMessageContainingAll(removed.id(), "there are Kept");
    assertThatThrownBy(removed::thumbnail).hasMessageContaining("has been removed meanwhile");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "", "../experts", ".lock", "nowhere"})
  void onlyExpertsCanBeRemoved(String id) {
    library.add(described("Kept"), files(1));
    Map<String, String> before = snapshot(root);

    assertThatThrownBy(() -> library.remove(id)).isInstanceOf(LibraryException.class);

    assertThat(snapshot(root)).isEqualTo(before);
  }

  @Test
  void expertsOfAnotherBaseModelAreRefused() {
    Expert expert = library.add(described("nuclei"), files(1));

    assertThatThrownBy(() -> expert.manifest().requireBase(TestExperts.OTHER))
        .isInstanceOf(LibraryException.class)
        .hasMessage(
            "Expert 'nuclei' was learned on base model evosam-tiny (sha256 3f3f3f3f…), but vit_b"
                + " (sha256 a0a0a0a0…) is open; choose evosam-tiny or relearn it");
    assertThatCode(
            () ->
                expert
                    .manifest()
                    .requireBase(new BaseModelReference("renamed", TestExperts.BASE.sha256())))
        .doesNotThrowAnyException();
  }

  @Test
  void libraryOfANewerVersionIsRefusedAndNotTouched() throws IOException {
    library.add(described("Old"), files(1));
    Path format = root.resolve("format.json");
    Files.writeString(format, Files.readString(format).replace("1.0", "2.0"));
    Map<String, String> before = snapshot(root);

    assertNewer(() -> library.list());
    assertNewer(() -> library.find("Old"));
    assertNewer(() -> library.add(described("New"), files(2)));
    assertNewer(() -> library.remove("x"));
    assertNewer(() -> library.verify());

    assertThat(snapshot(root)).isEqualTo(before);
    Files.writeString(format, Files.readString(format).replace("2.0", "1.9"));
    assertThat(library.list().experts()).hasSize(1);
  }

  private void assertNewer(org.assertj.core.api.ThrowableAssert.ThrowingCallable use) {
    assertThatThrownBy(use)
        .isInstanceOf(LibraryException.class)
        .hasMessageContainingAll(
            root.toString(), "a newer EvoSAM wrote it (format 2.0", "update EvoSAM");
  }

  @Test
  void libraryThatDoesNotSayItsVersionIsTheFirst() throws IOException {
    library.add(described("Old"), files(1));
    Files.delete(root.resolve("format.json"));

    assertThat(library.list().experts()).hasSize(1);
    library.add(described("New"), files(2));

    assertThat(root.resolve("format.json")).content().contains("\"1.0\"");
  }

  @Test
  void thumbnailThatIsNoPngIsRefused() {
    try (NDManager manager = NDManager.newBaseManager();
        StateDict none = new StateDict(manager)) {
      assertThatThrownBy(
              () -> new NewExpert(described("x"), none, none, Optional.of(new byte[] {1, 2})))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("PNG");
    }
  }
}
