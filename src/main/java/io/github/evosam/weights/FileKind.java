package io.github.evosam.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/** What a file is, told by its first bytes. */
enum FileKind {
  /** A zip archive, as PyTorch writes its checkpoints since version 1.6. */
  ZIP("504b"),
  /** Eight bytes that hold the header's length, then the header's brace. */
  SAFETENSORS(null),
  OLD_TORCH("80028a0a6cfc9c46f9206aa85019"),
  PICKLE("80"),
  PNG("89504e47"),
  JPEG("ffd8ff"),
  TIFF_LITTLE("49492a00"),
  TIFF_BIG("4d4d002a"),
  /** The text {@code version https://git-lfs}. */
  GIT_LFS_POINTER("76657273696f6e2068747470733a2f2f6769742d6c6673"),
  WEB_PAGE("3c"),
  OTHER("");

  private static final int HEAD_BYTES = 24;
  private static final int BRACE_AT = 8;

  private final String signature;

  FileKind(String signature) {
    this.signature = signature;
  }

  /**
   * The kind of a checkpoint file: {@link #ZIP} or {@link #SAFETENSORS}.
   *
   * @throws WeightsException if there is no such file, it is empty, or it is something else
   */
  static FileKind ofCheckpoint(Path file) {
    if (Files.isDirectory(file)) {
      throw new WeightsException(
          "Weights file '" + file + "' is a folder; choose the checkpoint file inside it");
    }
    if (!Files.exists(file)) {
      throw new WeightsException("Weights file '" + file + "' does not exist; check the path");
    }
    byte[] head = head(file);
    if (head.length == 0) {
      throw WeightsException.damaged(file, "it is empty");
    }
    FileKind kind = of(head);
    return switch (kind) {
      case ZIP, SAFETENSORS -> kind;
      default -> throw new WeightsException(kind.refusal().formatted(file));
    };
  }

  private static byte[] head(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HEAD_BYTES);
    } catch (IOException e) {
      throw new WeightsException("Weights file '%s' cannot be read: %s".formatted(file, e), e);
    }
  }

  private static FileKind of(byte[] head) {
    if (head.length > BRACE_AT && head[BRACE_AT] == '{') {
      return SAFETENSORS;
    }
    String hex = HexFormat.of().formatHex(head);
    return Arrays.stream(values())
        .filter(kind -> kind.signature != null && hex.startsWith(kind.signature))
        .findFirst()
        .orElse(OTHER);
  }

  private String refusal() {
    String message =
        switch (this) {
          case OLD_TORCH ->
              "has the form of PyTorch before 1.6; load it with a newer PyTorch and torch.save it"
                  + " again";
          case PICKLE -> "is a Python pickle but no PyTorch checkpoint";
          case GIT_LFS_POINTER -> "is a Git LFS pointer; download the file that it points to";
          case WEB_PAGE -> "holds a web page or XML; download the checkpoint again";
          case PNG, JPEG, TIFF_LITTLE, TIFF_BIG -> "is an image";
          default -> "is no checkpoint, or its beginning is damaged";
        };
    String way =
        message.contains(";") ? "" : "; choose a PyTorch (.pth, .pt) or safetensors checkpoint";
    return "Weights file '%s' " + message + way;
  }
}
