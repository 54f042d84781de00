package io.github.evosam.imagej.ui.session;

import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Toolkit;
import java.awt.Window;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a window goes that belongs to others. */
final class WindowPlacement {
  private WindowPlacement() {}

  /** Makes a window no higher than its screen; what scrolls in it gives way. */
  static void fit(Window window) {
    int most = screen(window).height;
    window.setSize(window.getWidth(), Math.min(window.getHeight(), most));
  }

  /**
   * Puts a window at the right of another, at its left or below it, else, where there is room for
   * none of that, at the right edge of its screen.
   */
  static void beside(Window window, Window image) {
    besideAll(window, List.of(image));
  }

  /** Puts a window beside one of several so that it covers none, else to the right edge. */
  static void besideAll(Window window, List<Window> others) {
    window.setLocation(free(window, others).orElseGet(() -> atEdge(window, others.get(0))));
  }

  /** Puts a window beside one of several so that it covers none, else leaves it where it is. */
  static void besideIfRoom(Window window, List<Window> others) {
    free(window, others).ifPresent(window::setLocation);
  }

  /**
   * Puts a window beside another so that it covers none of several; else so that it does not cover
   * that one; else leaves it where it is.
   */
  static void besideIfRoom(Window window, Window first, List<Window> others) {
    List<Window> all = Stream.concat(Stream.of(first), others.stream()).toList();
    free(window, all)
        .or(() -> free(window, List.of(first)))
        .ifPresent(window::setLocation); // once: a window manager answers each move later
  }

  private static Optional<Point> free(Window window, List<Window> others) {
    Rectangle screen = screen(others.get(0));
    return others.stream()
        .flatMap(other -> places(window, other))
        .filter(place -> screen.contains(place))
        .filter(place -> others.stream().noneMatch(other -> place.intersects(other.getBounds())))
        .map(Rectangle::getLocation)
        .findFirst();
  }

  private static Stream<Rectangle> places(Window window, Window other) {
    Rectangle at = other.getBounds();
    int width = window.getWidth();
    int height = window.getHeight();
    int y = raised(window, other);
    return Stream.of(
        new Rectangle(at.x + at.width, y, width, height),
        new Rectangle(at.x - width, y, width, height),
        new Rectangle(at.x, at.y + at.height, width, height));
  }

  /** As high as the other window, or as much higher as the screen needs. */
  private static int raised(Window window, Window other) {
    Rectangle screen = screen(other);
    int lowest = screen.y + screen.height - window.getHeight();
    return Math.max(screen.y, Math.min(other.getY(), lowest));
  }

  private static Point atEdge(Window window, Window other) {
    Rectangle screen = screen(other);
    return new Point(screen.x + screen.width - window.getWidth(), raised(window, other));
  }

  /** The part of the screen that no task bar takes. */
  private static Rectangle screen(Window window) {
    Rectangle screen = window.getGraphicsConfiguration().getBounds();
    var taken = Toolkit.getDefaultToolkit().getScreenInsets(window.getGraphicsConfiguration());
    return new Rectangle(
        screen.x + taken.left,
        screen.y + taken.top,
        screen.width - taken.left - taken.right,
        screen.height - taken.top - taken.bottom);
  }
}
