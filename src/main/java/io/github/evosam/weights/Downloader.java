package io.github.evosam.weights;

import io.github.evosam.ProcessLock;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/**
 * Downloads files whole or not at all: into a sibling {@code .part}, which is resumed after an
 * interruption, checked by size and checksum, and then takes its place in one step.
 */
public final class Downloader {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int NOT_FOUND = 404;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final Duration patience;
  private final HttpClient client;

  /** A downloader that gives up after 30 seconds without an answer or a byte. */
  public Downloader() {
    this(Duration.ofSeconds(30));
  }

  Downloader(Duration patience) {
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  /**
   * Downloads a file; blocks until it is there.
   *
   * @param target where to; replaced if it exists, its folder is created
   * @throws WeightsException if it cannot be had, or is not the expected one; after a break in the
   *     connection the next call resumes, after a wrong checksum it starts anew
   * @throws CancellationException if cancelled or interrupted; the next call resumes
   */
  public void fetch(RemoteFile file, Path target, DownloadProgress progress) {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      complete(file, part, progress);
      check(file, part);
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Download of " + file.source() + " was interrupted");
    } catch (IOException e) {
      throw new WeightsException(failure(file.source(), e), e);
    }
  }

  /** Brings the part to its full length. */
  private void complete(RemoteFile file, Path part, DownloadProgress progress)
      throws IOException, InterruptedException {
    try (ProcessLock lock =
        ProcessLock.tryTake(part)
            .orElseThrow(
                () ->
                    new WeightsException(
                        "'" + part + "' is being downloaded already; wait until that has ended"))) {
      FileChannel channel = lock.channel();
      if (file.bytes() != RemoteFile.UNKNOWN && channel.size() > file.bytes()) {
        channel.truncate(0);
      }
      if (channel.size() != file.bytes()) {
        try {
          transfer(file, channel, progress);
        } finally {
          deleteIfEmpty(channel, part);
        }
      }
      channel.force(true);
    }
  }

  private static void deleteIfEmpty(FileChannel channel, Path part) throws IOException {
    if (channel.isOpen() && channel.size() == 0) {
      Files.deleteIfExists(part);
    }
  }

  private void transfer(RemoteFile file, FileChannel channel, DownloadProgress progress)
      throws IOException, InterruptedException {
    long have = channel.size();
    HttpResponse<InputStream> response = ask(file.source(), have);
    if (have > 0 && !continues(response, have) && response.statusCode() != OK) {
      response.body().close();
      have = 0;
      response = ask(file.source(), have);
    }
    try (InputStream body = response.body()) {
      boolean resumed = have > 0 && continues(response, have);
      if (!resumed && response.statusCode() != OK) {
        throw new WeightsException(refusal(file.source(), response.statusCode()));
      }
      channel.truncate(resumed ? have : 0).position(resumed ? have : 0);
      long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
      long total = length < 0 ? file.bytes() : channel.position() + length;
      if (file.bytes() != RemoteFile.UNKNOWN && total != file.bytes()) {
        channel.truncate(0);
        throw wrong(file, total + " bytes instead of " + file.bytes());
      }
      try (Transfer transfer = new Transfer(body, channel, total, patience, progress)) {
        transfer.run();
      }
    }
  }

  private HttpResponse<InputStream> ask(URI source, long from)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(source).timeout(patience);
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    return client.send(request.build(), BodyHandlers.ofInputStream());
  }

  /** Whether an answer holds the bytes from there on. */
  private static boolean continues(HttpResponse<?> response, long from) {
    String range = response.headers().firstValue("Content-Range").orElse("");
    return response.statusCode() == PARTIAL && range.startsWith("bytes " + from + "-");
  }

  private static void check(RemoteFile file, Path part) throws IOException {
    Checksum found = file.checksum().ofSameKind(part);
    if (!found.equals(file.checksum())) {
      Files.delete(part);
      throw wrong(file, found + " instead of " + file.checksum());
    }
  }

  private static WeightsException wrong(RemoteFile file, String difference) {
    return new WeightsException(
        "Download of %s is not the expected file (%s) and was deleted; try again, or get the file"
                .formatted(file.source(), difference)
            + " from its authors and install it from disk");
  }

  private static String refusal(URI source, int status) {
    String reason =
        switch (status) {
          case NOT_FOUND, 410 -> "the file is not there any more";
          case 401, 403 -> "access is denied";
          case RANGE_NOT_SATISFIABLE -> "the server has no such bytes";
          default -> "the server answered with status " + status;
        };
    return "Download of %s failed: %s (HTTP %d); try later, or get the file in a browser and install"
            .formatted(source, reason, status)
        + " it from disk";
  }

  private static String failure(URI source, IOException e) {
    String reason =
        e instanceof HttpTimeoutException
            ? "the server does not answer"
            : e instanceof ConnectException ? "no connection to " + source.getHost() : e.toString();
    return "Download of %s failed: %s; check the network and the disk's free space and run it again,"
            .formatted(source, reason)
        + " it resumes where it stopped";
  }
}
