package io.github.evosam.weights;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
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
      Checksum.md5("3bb6db55bd0c9ca30b61248bca72f8d6"));

  private final RemoteFile file;

  PublishedCheckpoint(String source, long bytes, Checksum checksum) {
    this.file = new RemoteFile(URI.create(source), bytes, checksum);
  }

  /** The checkpoint of that name, if there is one. */
  public static Optional<PublishedCheckpoint> named(String name) {
    return Arrays.stream(values()).filter(c -> c.modelName().equals(name)).findFirst();
  }

  /** Names of all, in the order of the table. */
  public static List<String> names() {
    return Arrays.stream(values()).map(PublishedCheckpoint::modelName).toList();
  }

  /** Name that a user installs it by: {@code sam_vit_b}, {@code mobile_sam}, … */
  public String modelName() {
    return name().toLowerCase(java.util.Locale.ROOT);
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
