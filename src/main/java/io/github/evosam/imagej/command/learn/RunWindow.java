package io.github.evosam.imagej.command.learn;

import ij.ImagePlus;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.swing.BorderFactory;
import javax.swing.ImageIcon;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTabbedPane;
import javax.swing.JTextArea;
import javax.swing.SwingConstants;
import javax.swing.SwingUtilities;
import javax.swing.Timer;

/**
 * The window of a run: what it is doing and its curves; in the end the report and its pictures.
 * Stopping or closing it is a wish to stop; from then on it says that what was learned is being
 * judged, and for how long. Used by the thread that learns; itself on the event thread.
 */
final class RunWindow {
  private static final int LOOK_MILLIS = 500;
  private static final int MARGIN = 10;
  private static final int STATUS_WIDTH = 480;

  private final DiceCurve curve;
  private final JFrame frame;
  private final JLabel status = new JLabel("Beginning");
  private final JLabel picture = new JLabel();
  private final JTextArea report = new JTextArea();
  private final JTabbedPane tabs = new JTabbedPane();
  private final JButton stop = new JButton("Stop");
  private final Timer look = new Timer(LOOK_MILLIS, event -> look());
  private final long beginNanos = System.nanoTime();
  private volatile long learningNanos;
  private volatile long stopNanos;
  private String doing = "Beginning";
  private boolean isDrawn = true;
  private boolean isDone;

  /** The window of an expert that is learned; opens at once. */
  RunWindow(String name) {
    curve = new DiceCurve();
    frame = new JFrame("EvoSAM Learn Task: " + name);
    frame.setName("EvoSAM Learn Task: learning");
    SwingUtilities.invokeLater(this::open);
  }

  private void open() {
    picture.setIcon(new ImageIcon(curve.plot().getProcessor().getBufferedImage()));
    picture.setHorizontalAlignment(SwingConstants.CENTER);
    picture.setBorder(BorderFactory.createEmptyBorder(MARGIN, MARGIN, MARGIN, MARGIN));
    tabs.addTab("Curve", picture);
    report.setEditable(false);
    report.setLineWrap(true);
    report.setWrapStyleWord(true);
    status.setName("status");
    stop.setToolTipText("As Escape: keeps the best so far");
    stop.addActionListener(event -> stop());
    JPanel buttons = new JPanel(new FlowLayout(FlowLayout.TRAILING));
    buttons.add(stop);
    status.setBorder(BorderFactory.createEmptyBorder(MARGIN, MARGIN, MARGIN, MARGIN));
    frame.add(status, BorderLayout.PAGE_START);
    frame.add(tabs, BorderLayout.CENTER);
    frame.add(buttons, BorderLayout.PAGE_END);
    frame.setDefaultCloseOperation(JFrame.DISPOSE_ON_CLOSE);
    frame.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowClosing(WindowEvent event) {
            stop();
          }

          @Override
          public void windowClosed(WindowEvent event) {
            look.stop();
          }
        });
    frame.pack();
    frame.setLocationByPlatform(true);
    frame.setVisible(true);
    look.start();
  }

  private void stop() {
    if (isDone) {
      frame.dispose();
    } else {
      wishToStop();
      look();
    }
  }

  /** Notes that the run is to end, and says so at once; on any thread, as often as one likes. */
  void wishToStop() {
    if (stopNanos == 0) {
      stopNanos = System.nanoTime();
      SwingUtilities.invokeLater(this::look);
    }
  }

  /** Whether the user wants the run to end. */
  boolean isStopped() {
    return stopNanos != 0;
  }

  /** Draws what is new, and tells how long the judging has taken. */
  private void look() {
    if (!isDrawn) {
      isDrawn = true;
      picture.setIcon(new ImageIcon(curve.plot().getProcessor().getBufferedImage()));
    }
    if (!isDone) {
      status.setText(isStopped() ? stopping() : doing);
      stop.setEnabled(!isStopped());
    }
  }

  /** What comes before learning, looking at images and judging, comes after it again. */
  private String stopping() {
    long preparation = learningNanos == 0 ? 0 : learningNanos - beginNanos;
    String usual =
        preparation == 0 ? "" : ", about %d s as before learning".formatted(seconds(preparation));
    return "Stopped, the best so far is kept. Judging it goes on%s: %d s so far"
        .formatted(usual, seconds(System.nanoTime() - stopNanos));
  }

  private static long seconds(long nanos) {
    return TimeUnit.NANOSECONDS.toSeconds(nanos);
  }

  /** Says what is being done. */
  void say(String what) {
    SwingUtilities.invokeLater(() -> doing = what);
  }

  /** Adds a step's loss. */
  void loss(long step, float loss) {
    if (learningNanos == 0) {
      learningNanos = System.nanoTime();
    }
    SwingUtilities.invokeLater(
        () -> {
          curve.loss(step, loss);
          isDrawn = false;
        });
  }

  /** Adds a judgement. */
  void dice(long step, double value) {
    SwingUtilities.invokeLater(
        () -> {
          curve.dice(step, value);
          isDrawn = false;
        });
  }

  /**
   * Shows the report beside the curve.
   *
   * @param headline the most important line
   * @param lines all of it
   * @param pictures to look through; empty if there are none
   */
  void show(String headline, List<String> lines, Optional<ImagePlus> pictures) {
    SwingUtilities.invokeLater(
        () -> {
          end(headline);
          report.setText(String.join("\n", lines));
          report.setCaretPosition(0);
          report.setBorder(BorderFactory.createEmptyBorder(MARGIN, MARGIN, MARGIN, MARGIN));
          JScrollPane scroll = new JScrollPane(report);
          scroll.setPreferredSize(new Dimension(0, 0)); // the window keeps its size
          tabs.addTab("Report", scroll);
          pictures.ifPresent(stack -> tabs.addTab("Pictures", new PictureTab(stack)));
          tabs.setSelectedIndex(tabs.getTabCount() - 1);
          frame.pack();
        });
  }

  private void end(String headline) {
    isDone = true;
    look.stop();
    look();
    status.setText(wrapped(headline));
    stop.setText("Close");
    stop.setToolTipText(null);
    stop.setEnabled(true);
  }

  private static String wrapped(String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    return "<html><div style='width:%dpx'>%s</div></html>".formatted(STATUS_WIDTH, escaped);
  }

  /** Takes the window away. */
  void close() {
    SwingUtilities.invokeLater(frame::dispose);
  }
}
