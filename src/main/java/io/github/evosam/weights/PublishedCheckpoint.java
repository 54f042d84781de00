package io.github.evosam.weights;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The published checkpoints that can be installed by name. */
public enum PublishedCheckpoint {
  SAM_VIT_B(
      "https://dl.fbaipublicfiles.com/segment_anything/sam_vit_b_01ec64.pth",
      375_042_383,
      Checksum.sha256("ec2df62732614e57411cdcf32a23ffdf28910380d03139ee0f4fcbe91eb8c912")),
  SAM_VIT_L(
      "https://dl.fbaipublicfiles.com/segment_anything/sam_vit_l_0b3195.pth",
      1_249_524_607,
      Checksum.sha256("3adcc4315b642a4d2101128f611684e8734c41232a17c648ed1693702a49a622")),
  SAM_VIT_H(
      "https://dl.fbaipublicfiles.com/segment_anything/sam_vit_h_4b8939.pth",
      2_564_550_879L,
      Checksum.sha256("a7bf3b02f3ebf1267aba913ff637d9a2d5c33d3173bb679e46d9f338c26f262e")),
  MOBILE_SAM(
      "https://github.com/ChaoningZhang/MobileSAM/raw/master/weights/mobile_sam.pt",
      40_728_226,
      Checksum.sha256("6dbb90523a35330fedd7f1d3dfc66f995213d81b29a5ca8108dbcdd4e37d6c2f")),
  /** Converted to SAM's layout by its authors; the MD5 is as third parties print it. */
  MEDSAM_VIT_B(
      "https://zenodo.org/records/10689643/files/medsam_vit_b.pth?download=1",
      RemoteFile.UNKNOWN,
      Checksum.md5("3bb6db55bd0c9ca30b61248bca72f8d6")),
  /** Of SAM 2.1 the address is official; length and SHA-256 are as projects that check them say. */
  SAM2_1_TINY(
      "sam2.1-tiny",
      "sam2.1_hiera_tiny.pt",
      156_008_466,
      "7402e0d864fa82708a20fbd15bc84245c2f26dff0eb43a4b5b93452deb34be69"),
  SAM2_1_SMALL(
      "sam2.1-small",
      "sam2.1_hiera_small.pt",
      184_416_285,
      "6d1aa6f30de5c92224f8172114de081d104bbd23dd9dc5c58996f0cad5dc4d38"),
  SAM2_1_BASE_PLUS(
      "sam2.1-base-plus",
      "sam2.1_hiera_base_plus.pt",
      323_606_802,
      "a2345aede8715ab1d5d31b4a509fb160c5a4af1970f199d9054ccfb746c004c5"),
  SAM2_1_LARGE(
      "sam2.1-large",
      "sam2.1_hiera_large.pt",
      898_083_611,
      "2647878d5dfa5098f2f8649825738a9345572bae2d4350a2468587ece47dd318");

  private static final String SAM_2 = "https://dl.fbaipublicfiles.com/segment_anything_2/092824/";

  private final RemoteFile file;
  private final String modelName;

  PublishedCheckpoint(String source, long bytes, Checksum checksum) {
    this.file = new RemoteFile(URI.create(source), bytes, checksum);
    modelName = name().toLowerCase(Locale.ROOT);
  }

  PublishedCheckpoint(String modelName, String fileOfSam2, long bytes, String sha256) {
    this.file = new RemoteFile(URI.create(SAM_2 + fileOfSam2), bytes, Checksum.sha256(sha256));
    this.modelName = modelName;
  }

  /** The checkpoint of that name, if there is one. */
  public static Optional<PublishedCheckpoint> named(String name) {
    return Arrays.stream(values()).filter(c -> c.modelName().equals(name)).findFirst();
  }

  /** Names of all, in the order of the table. */
  public static List<String> names() {
    return Arrays.stream(values()).map(PublishedCheckpoint::modelName).toList();
  }

  /** Name that a user installs it by: {@code sam_vit_b}, {@code sam2.1-tiny}, … */
  public String modelName() {
    return modelName;
  }

  /** Where it is, and its size and checksum. */
  public RemoteFile file() {
    return file;
  }

  /**
   * What must be known of it beyond its tensors: metadata to store beside them (see {@link
   * Checkpoint}). Empty but for MedSAM, whose images are prepared in another way.
   */
  public Map<String, String> metadata() {
    return this == MEDSAM_VIT_B ? Map.of(Checkpoint.PREPROCESSING, Checkpoint.MEDSAM) : Map.of();
  }
}
