package io.github.evosam.imagej.ui.session;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import io.github.evosam.engine.TinyExperts;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.batch.FolderMemory;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.result.ObjectRois;
import io.github.evosam.imagej.roi.MaskRois;
import io.github.evosam.imagej.ui.Screen;
import io.github.evosam.sam.prompting.VitBClicks;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Measures what a user of the windows waits for, and what a folder of images takes, as Markdown: in
 * real windows, so it needs a display; Linux for the memory of the process. Times are those of the
 * clock, on a busy machine longer than what was computed (with {@code OMP_NUM_THREADS=1} all of it
 * in the model's thread). Arguments: which parts ({@code clicks}, {@code vitb}, {@code rois},
 * {@code folder}), all without any.
 */
final class NumbersReport {
  private static final int CLICKS_PER_ROW = 7;
  private static final int CLICKS = CLICKS_PER_ROW * CLICKS_PER_ROW;
  private static final int IDLE_MILLIS = 3000;
  private static final int CLICK_BOUND_MILLIS = 150;
  private static final int STALL_BOUND_MILLIS = 100;
  private static final int VIT_B_CLICKS = 25;
  private static final int VIT_B_BOUND_MILLIS = 400;
  private static final int MASKS = 1000;
  private static final String EXPERT = "discs";

  private NumbersReport() {}

  /** Prints the tables. */
  public static void main(String[] arguments) throws Exception {
    List<String> parts =
        arguments.length == 0
            ? List.of("clicks", "vitb", "rois", "folder")
            : Arrays.asList(arguments);
    Path home = TinyExperts.home(Files.createTempDirectory("numbers"));
    TinyExperts.teachDiscs(home);
    System.setProperty(EvoSamHome.PROPERTY, home.toString());
    System.out.printf("%d processors, %s%n%n", processors(), load());
    Screen.onEventThread(() -> new ImageJ(ImageJ.STANDALONE));
    if (parts.contains("clicks")) {
      clicks();
    }
    if (parts.contains("vitb")) {
      vitB();
    }
    if (parts.contains("rois")) {
      rois();
    }
    if (parts.contains("folder")) {
      System.out.println("| images of a folder done | Java heap (MB) | process (MB) |");
      System.out.println("|---|---|---|");
      FolderMemory.print(Files.createTempDirectory("folder"), EXPERT);
    }
    System.exit(0); // AWT threads are left
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return "%.1f processes wanting one in the last minute".formatted(load);
  }

  private static void clicks() throws Exception {
    EventStalls stalls = EventStalls.watch();
    Thread.sleep(IDLE_MILLIS);
    System.out.println(
        "| longest stall of the event thread | on the clock (ms) | computed meanwhile (ms) | bound (ms) |");
    System.out.println("|---|---|---|---|");
    print("nothing goes on", stalls.longest());
    List<String> rows = new ArrayList<>();
    ImagePlus original = IJ.openImage("test-images/vessels.tif");
    for (int side : new int[] {512, 2048}) {
      ImagePlus image = original.resize(side, side, "bilinear");
      stalls.longest();
      try (DrivenSession session = DrivenSession.open(image, BaseModels.EMBEDDED)) {
        print("%d x %d: image and panel open".formatted(side, side), stalls.longest());
        session.awaitReady();
        print("%d x %d: embedding".formatted(side, side), stalls.longest());
        for (String expert : List.of("Plain model", EXPERT)) {
          session.choose(expert);
          String what = "%d x %d | %s".formatted(side, side, expert.equals(EXPERT) ? "yes" : "no");
          rows.add(row(what, clicks(session, side), CLICK_BOUND_MILLIS));
        }
      }
    }
    stalls.interrupt();
    System.out.println();
    table("| image | expert |", rows);
  }

  private static void print(String what, EventStalls.Stall stall) {
    System.out.printf(
        "| %s | %.0f | %.0f | %d |%n",
        what, stall.millis(), stall.computedMillis(), STALL_BOUND_MILLIS);
  }

  private static void table(String firstColumns, List<String> rows) {
    System.out.println(
        firstColumns
            + " click to mask: median (ms) | 95th percentile (ms) | slowest (ms) | bound (ms)"
            + " | the model's thread computed, median (ms) |");
    System.out.println(firstColumns.replaceAll("[^|]+", "---") + "---|---|---|---|---|");
    rows.forEach(System.out::println);
    System.out.println();
  }

  private static String row(String what, List<ClickTime> clicks, int bound) {
    double[] times = clicks.stream().mapToDouble(ClickTime::millis).sorted().toArray();
    double[] computed = clicks.stream().mapToDouble(ClickTime::computedMillis).sorted().toArray();
    return "| %s | %.0f | %.0f | %.0f | %d | %.0f |"
        .formatted(
            what,
            quantile(times, 0.5),
            quantile(times, 0.95),
            quantile(times, 1),
            bound,
            quantile(computed, 0.5));
  }

  /** Clicks all over the image, each on another object. */
  private static List<ClickTime> clicks(DrivenSession session, int side) throws Exception {
    long thread = DrivenSession.modelThread();
    List<ClickTime> times = new ArrayList<>();
    for (int i = 0; i < CLICKS; i++) {
      double x = (i % CLICKS_PER_ROW + 0.5) * side / CLICKS_PER_ROW;
      double y = (i / CLICKS_PER_ROW + 0.5) * side / CLICKS_PER_ROW;
      times.add(ClickTime.of(thread, () -> session.click(x, y)));
      session.discard();
    }
    return times;
  }

  private static double quantile(double[] rising, double share) {
    return rising[(int) Math.ceil(share * rising.length) - 1];
  }

  private static void vitB() throws Exception {
    long thread = Thread.currentThread().getId();
    List<ClickTime> times = new ArrayList<>();
    try (VitBClicks model = new VitBClicks()) {
      for (int i = 0; i < VIT_B_CLICKS; i++) {
        int at = 10 * i;
        times.add(ClickTime.of(thread, () -> model.click(at)));
      }
    }
    table("| decoder |", List.of(row("of ViT-B's size", times, VIT_B_BOUND_MILLIS)));
  }

  private static void rois() throws Exception {
    System.out.println("| what | result | bound |");
    System.out.println("|---|---|---|");
    System.out.printf(
        "| pixels lost or won from mask to ROI to mask, %d random masks | %d | 0 |%n",
        MASKS, changedPixels());
    ImageSize size = new ImageSize(2048, 2048);
    LabelMap labels = grid(size);
    ImagePlus image = IJ.createImage("cells", "8-bit", size.width(), size.height(), 1);
    RoiManager manager = Screen.onEventThread(RoiManager::new);
    long start = System.nanoTime();
    List<Roi> rois = ObjectRois.of(labels, image, new StackPosition(1, 1, 1));
    double made = (System.nanoTime() - start) / 1e9;
    rois.forEach(roi -> RoiManagerTable.add(manager, roi));
    double shown = (System.nanoTime() - start) / 1e9;
    System.out.printf("| %d ROIs made (s) | %.2f | 5 |%n", rois.size(), made);
    System.out.printf(
        "| %d ROIs made and in the ROI Manager (s) | %.2f | 5 |%n", manager.getCount(), shown);
    System.out.println();
  }

  private static long changedPixels() {
    Random random = new Random(1);
    long changed = 0;
    for (int i = 0; i < MASKS; i++) {
      ImageSize size = new ImageSize(1 + random.nextInt(120), 1 + random.nextInt(120));
      float[] values = new float[(int) size.area()];
      double share = random.nextDouble();
      for (int pixel = 0; pixel < values.length; pixel++) {
        values[pixel] = random.nextDouble() < share ? 1 : 0;
      }
      Mask mask = Mask.above(size, values, 0.5f);
      Mask back = MaskRois.of(mask).map(roi -> MaskRois.toMask(roi, size)).orElse(mask);
      int both = mask.intersectionPixels(back);
      changed += mask.areaPixels() - both + back.areaPixels() - both;
    }
    return changed;
  }

  /** A thousand discs. */
  private static LabelMap grid(ImageSize size) {
    int[] labels = new int[(int) size.area()];
    for (int i = 0; i < labels.length; i++) {
      int x = i % size.width();
      int y = i / size.width();
      int number = y / 64 * (size.width() / 64) + x / 64 + 1;
      boolean inside = Math.hypot(x % 64 - 31, y % 64 - 31) < 25 + number % 5;
      labels[i] = inside && number <= MASKS ? number : 0;
    }
    return LabelMap.of(size, labels);
  }
}
