package io.github.evosam.fuzz;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.ImagePlus;
import io.github.evosam.DurableFolder;
import io.github.evosam.EvoSamException;
import io.github.evosam.imagej.image.CurrentPlane;
import io.github.evosam.imagej.image.ImageFiles;
import io.github.evosam.imagej.roi.RoiFiles;
import io.github.evosam.library.Expert;
import io.github.evosam.library.ExpertLibrary;
import io.github.evosam.weights.Checkpoint;
import io.github.evosam.weights.Checksum;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Readers of files that others may have made. Whatever the bytes, they read them or refuse them by
 * an {@link EvoSamException}. What lies in a zip is packed here, since its sums would hide every
 * change from the reader; bytes that begin as a zip does are taken as they are.
 */
enum Target {
  /** Tensors. */
  SAFETENSORS("fuzz.safetensors") {
    @Override
    void read(byte[] data) throws IOException {
      checkpoint(data);
    }
  },
  /** PyTorch's checkpoints: the pickle in them. */
  PTH("fuzz.pth") {
    @Override
    void read(byte[] data) throws IOException {
      checkpoint(
          packed(
              data,
              pickle -> {
                Map<String, byte[]> entries = new LinkedHashMap<>();
                entries.put("archive/data.pkl", pickle);
                for (int i = 0; i < 4; i++) {
                  entries.put("archive/data/" + i, new byte[64]);
                }
                entries.put("archive/version", "3\n".getBytes(StandardCharsets.US_ASCII));
                return entries;
              }));
    }
  },
  /** Exported experts: the description in them. */
  EVOSAM("fuzz.evosam") {
    @Override
    void read(byte[] data) throws IOException {
      Path file = write(packed(data, Target::described));
      ExpertLibrary library = Sample.LIBRARY.library();
      Expert expert = library.importFrom(file, Optional.empty());
      library.remove(expert.id());
    }
  },
  /** {@code expert.json} of an expert in the library: it may be damaged, but spoils no other. */
  MANIFEST("expert.json") {
    @Override
    void read(byte[] data) throws IOException {
      Files.write(Sample.LIBRARY.expert().resolve("expert.json"), data);
      ExpertLibrary library = Sample.LIBRARY.library();
      library.verify();
      library.list().experts().forEach(Expert::bytes);
      library.requireFree("some name");
    }
  },
  /** The ROI Manager's files: the ROI in them. */
  ROI_ZIP("fuzz.zip") {
    @Override
    void read(byte[] data) throws IOException {
      RoiFiles.read(write(packed(data, roi -> Map.of("fuzz.roi", roi))));
    }
  },
  /** TIFF: the frame, and the pixels by whatever reads them. */
  TIFF("fuzz.tif") {
    @Override
    void read(byte[] data) throws IOException {
      Path file = write(data);
      ImagePlus image = ImageFiles.open(file);
      ImageFiles.named(file, () -> CurrentPlane.of(image));
    }
  };

  private final String fileName;

  Target(String fileName) {
    this.fileName = fileName;
  }

  /** Reads bytes as the target's kind of file. */
  abstract void read(byte[] data) throws IOException;

  /** Reads bytes; that they are refused is as good. */
  void readOrRefuse(byte[] data) throws IOException {
    try {
      read(data);
    } catch (EvoSamException refused) {
      if (refused.getMessage() == null || refused.getMessage().isBlank()) {
        throw new AssertionError("refused without a sentence", refused);
      }
    }
  }

  Path write(byte[] data) throws IOException {
    return Files.write(Sample.FOLDER.resolve(fileName), data);
  }

  void checkpoint(byte[] data) throws IOException {
    Path file = write(data);
    try (NDManager manager = NDManager.newBaseManager()) {
      Checkpoint.read(file, manager).close();
    }
  }

  /** What a zip is packed of. */
  private interface Packing {
    Map<String, byte[]> entries(byte[] data) throws IOException;
  }

  private static byte[] packed(byte[] data, Packing packing) throws IOException {
    boolean isZip = data.length > 1 && data[0] == 'P' && data[1] == 'K';
    return isZip ? data : zip(packing.entries(data));
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> content : entries.entrySet()) {
        CRC32 crc = new CRC32();
        crc.update(content.getValue());
        ZipEntry entry = new ZipEntry(content.getKey());
        entry.setSize(content.getValue().length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content.getValue());
      }
    }
    return bytes.toByteArray();
  }

  /** A sound export in which the description is another, with its sum. */
  private static Map<String, byte[]> described(byte[] expertJson) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>(Sample.EXPORT);
    entries.put("expert.json", expertJson);
    JsonObject manifest =
        JsonParser.parseString(new String(entries.get("manifest.json"), StandardCharsets.UTF_8))
            .getAsJsonObject();
    JsonObject record = manifest.getAsJsonObject("files").getAsJsonObject("expert.json");
    record.addProperty("bytes", expertJson.length);
    record.addProperty("sha256", Checksum.sha256(expertJson).hex());
    entries.put("manifest.json", manifest.toString().getBytes(StandardCharsets.UTF_8));
    return entries;
  }

  /** A library with one expert, and the expert's export. */
  private record Sample(ExpertLibrary library, Path expert) {
    static final Path FOLDER = folder();
    static final Sample LIBRARY = library("1.3");
    static final Map<String, byte[]> EXPORT = export(library("1.3"));

    private static Path folder() {
      try {
        Path folder = Files.createTempDirectory("evosam-fuzz");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void delete(Path folder) {
      try {
        DurableFolder.delete(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Sample library(String version) {
      Path source = Path.of("src", "test", "resources", "library", version);
      try (var files = Files.walk(source)) {
        Path home = Files.createTempDirectory(FOLDER, "home");
        Path expert = null;
        for (Path file : files.skip(1).toList()) {
          Path target = home.resolve(source.relativize(file));
          Files.copy(file, target);
          expert = file.endsWith("expert.json") ? target.getParent() : expert;
        }
        return new Sample(new ExpertLibrary(home), expert);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Map<String, byte[]> export(Sample sample) {
      Path file = FOLDER.resolve("sample.evosam");
      sample.library().exportTo(sample.expert().getFileName().toString(), file, true);
      Map<String, byte[]> entries = new LinkedHashMap<>();
      try (ZipInputStream zip =
          new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          entries.put(entry.getName(), zip.readAllBytes());
        }
        return entries;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
