package io.github.evosam.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class DownloaderTest {
  private static final int LENGTH = 300_000;
  private static final DownloadProgress UNWATCHED = (done, total) -> {};

  @TempDir Path folder;
  private final Downloader downloader = new Downloader(Duration.ofSeconds(20));
  private final byte[] content = new byte[LENGTH];
  private LoopbackServer server;
  private Path target;
  private Path part;

  @BeforeEach
  void start() throws IOException {
    new Random(7).nextBytes(content);
    server = new LoopbackServer();
    target = folder.resolve("models").resolve("sam.pth");
    part = folder.resolve("models").resolve("sam.pth.part");
    Files.createDirectories(target.getParent());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void filesArriveWholeWithProgressAndWithoutParts() {
    server.file("/f", content);
    List<Long> done = new ArrayList<>();

    downloader.fetch(
        file("/f"),
        target,
        (bytes, total) -> {
          assertThat(total).isEqualTo(LENGTH);
          done.add(bytes);
        });

    assertThat(target).hasBinaryContent(content);
    assertThat(part).doesNotExist();
    assertThat(done).isSorted().endsWith((long) LENGTH);
  }

  @Test
  void md5AndUnknownSizeAreEnough() {
    server.file("/f", content);
    Checksum md5 = Checksum.md5(hex("MD5", content));

    downloader.fetch(new RemoteFile(server.uri("/f"), RemoteFile.UNKNOWN, md5), target, UNWATCHED);

    assertThat(target).hasBinaryContent(content);
  }

  @Test
  void brokenDownloadsResumeWhereTheyStopped() throws IOException {
    Files.write(part, Arrays.copyOf(content, 100_000));
    server.file("/f", content);
    List<Long> done = new ArrayList<>();

    downloader.fetch(file("/f"), target, (bytes, total) -> done.add(bytes));

    assertThat(target).hasBinaryContent(content);
    assertThat(server.ranges()).containsExactly("bytes=100000-");
    assertThat(done).allMatch(bytes -> bytes > 100_000).endsWith((long) LENGTH);
  }

  @Test
  void connectionThatEndsEarlyKeepsThePart() throws IOException {
    server.on(
        "/f",
        exchange -> {
          exchange.sendResponseHeaders(200, LENGTH);
          exchange.getResponseBody().write(content, 0, 120_000);
          exchange.getResponseBody().flush();
        });

    assertRefused(file("/f"), "resumes where it stopped");
    assertThat(target).doesNotExist();
    assertThat(Files.readAllBytes(part))
        .isNotEmpty()
        .isEqualTo(Arrays.copyOf(content, (int) Files.size(part)));
  }

  @Test
  void serversWithoutRangesSendItAllAgain() throws IOException {
    Files.write(part, new byte[100_000]);
    server.on("/f", exchange -> LoopbackServer.send(exchange, content, 0));

    downloader.fetch(file("/f"), target, UNWATCHED);

    assertThat(target).hasBinaryContent(content);
  }

  @Test
  void answersWithAnotherRangeAreAskedForAnew() throws IOException {
    Files.write(part, Arrays.copyOf(content, 100_000));
    server.on(
        "/f",
        exchange -> {
          boolean ranged = exchange.getRequestHeaders().containsKey("Range");
          LoopbackServer.send(exchange, content, ranged ? 50_000 : 0);
        });

    downloader.fetch(file("/f"), target, UNWATCHED);

    assertThat(target).hasBinaryContent(content);
    assertThat(server.ranges()).containsExactly("bytes=100000-", "all");
  }

  @Test
  void completePartsNeedNoConnection() throws IOException {
    Files.write(part, content);

    downloader.fetch(file("/nothing-there"), target, UNWATCHED);

    assertThat(target).hasBinaryContent(content);
    assertThat(server.ranges()).isEmpty();
  }

  @Test
  void partsOfUnknownTotalThatAreCompleteStartAnew() throws IOException {
    Files.write(part, content);
    server.file("/f", content);
    RemoteFile file = new RemoteFile(server.uri("/f"), RemoteFile.UNKNOWN, sha(content));

    downloader.fetch(file, target, UNWATCHED);

    assertThat(target).hasBinaryContent(content);
    assertThat(server.ranges()).containsExactly("bytes=300000-", "all");
  }

  @Test
  void wrongContentIsDeletedAndTheOldFileStays() throws IOException {
    Files.writeString(target, "old");
    byte[] other = content.clone();
    other[5]++;
    server.file("/f", other);

    assertRefused(file("/f"), sha(content) + ")");
    assertThat(part).doesNotExist();
    assertThat(target).hasContent("old");
  }

  @Test
  void wrongSizesAreRefusedBeforeTheTransfer() {
    server.file("/f", Arrays.copyOf(content, 10));

    assertRefused(file("/f"), "10 bytes instead of 300000");
    assertThat(part).doesNotExist();
  }

  @Test
  void redirectsAreFollowed() {
    server.file("/f", content);
    server.on(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().set("Location", server.uri("/f").toString());
          exchange.sendResponseHeaders(302, -1);
        });

    downloader.fetch(file("/moved"), target, UNWATCHED);

    assertThat(target).hasBinaryContent(content);
  }

  @ParameterizedTest
  @CsvSource({"404,not there any more", "403,access is denied", "503,status 503"})
  void refusalsOfTheServerAreExplained(int status, String reason) {
    server.on("/f", exchange -> exchange.sendResponseHeaders(status, -1));

    assertRefused(file("/f"), reason);
    assertThat(folder.resolve("models")).isEmptyDirectory();
  }

  @Test
  void noConnectionIsExplained() {
    URI closed = server.uri("/f");
    server.close();

    assertRefused(new RemoteFile(closed, LENGTH, sha(content)), "no connection to 127.0.0.1");
  }

  @Test
  void stalledTransfersEnd() {
    CountDownLatch end = new CountDownLatch(1);
    server.on(
        "/f",
        exchange -> {
          exchange.sendResponseHeaders(200, LENGTH);
          exchange.getResponseBody().write(content, 0, 1000);
          exchange.getResponseBody().flush();
          await(end);
        });

    assertThatThrownBy(
            () -> new Downloader(Duration.ofSeconds(1)).fetch(file("/f"), target, UNWATCHED))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("the server does not answer");
    end.countDown();
  }

  @Test
  void cancelledDownloadsResumeLater() throws IOException {
    server.file("/f", content);
    boolean[] cancelled = new boolean[1];
    DownloadProgress impatient =
        new DownloadProgress() {
          @Override
          public void advanced(long done, long total) {
            cancelled[0] = true;
          }

          @Override
          public boolean isCancelled() {
            return cancelled[0];
          }
        };

    assertThatThrownBy(() -> downloader.fetch(file("/f"), target, impatient))
        .isInstanceOf(CancellationException.class);
    assertThat(target).doesNotExist();
    long kept = Files.size(part);
    assertThat(kept).isPositive().isLessThan(LENGTH);

    downloader.fetch(file("/f"), target, UNWATCHED);
    assertThat(target).hasBinaryContent(content);
    assertThat(server.ranges()).containsExactly("all", "bytes=" + kept + "-");
  }

  @Test
  void secondDownloadOfTheSameFileIsRefused() throws IOException {
    try (FileChannel other =
            FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = other.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertRefused(file("/f"), "is being downloaded already");
    }
  }

  @Test
  void publishedCheckpointsAreFoundByName() {
    assertThat(PublishedCheckpoint.names())
        .containsExactly(
            "sam_vit_b",
            "sam_vit_l",
            "sam_vit_h",
            "mobile_sam",
            "medsam_vit_b",
            "sam2.1-tiny",
            "sam2.1-small",
            "sam2.1-base-plus",
            "sam2.1-large");
    assertThat(PublishedCheckpoint.named("sam2.1-tiny"))
        .hasValueSatisfying(
            c ->
                assertThat(c.file().source().toString())
                    .isEqualTo(
                        "https://dl.fbaipublicfiles.com/segment_anything_2/092824/sam2.1_hiera_tiny.pt"));
    assertThat(PublishedCheckpoint.named("sam_vit_h"))
        .hasValueSatisfying(c -> assertThat(c.file().bytes()).isEqualTo(2_564_550_879L));
    assertThat(PublishedCheckpoint.named("sam")).isEmpty();
  }

  @Test
  void checksumOfAFileIsThatOfItsBytes() throws IOException {
    Path file = Files.writeString(folder.resolve("abc"), "abc"); // FIPS 180-2, appendix B.1
    assertThat(Checksum.sha256(file).hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private RemoteFile file(String path) {
    return new RemoteFile(server.uri(path), LENGTH, sha(content));
  }

  private static Checksum sha(byte[] bytes) {
    return Checksum.sha256(hex("SHA-256", bytes));
  }

  private static String hex(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private void assertRefused(RemoteFile file, String reason) {
    assertThatThrownBy(() -> downloader.fetch(file, target, UNWATCHED))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(reason);
  }
}
