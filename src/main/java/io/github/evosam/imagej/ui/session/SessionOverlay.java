package io.github.evosam.imagej.ui.session;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.process.FloatPolygon;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.interactive.AcceptedObject;
import io.github.evosam.imagej.interactive.Draft;
import io.github.evosam.imagej.interactive.Session;
import io.github.evosam.imagej.result.ObjectRois;
import io.github.evosam.imagej.roi.MaskRois;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Draws a session over its image, beside whatever else is in the image's overlay: accepted objects
 * in their colours, the object at hand filled, its prompts, and what the mouse is drawing.
 */
final class SessionOverlay {
  private static final Color DRAFT = new Color(255, 220, 0);
  private static final Color DRAFT_FILL = new Color(255, 220, 0, 70);
  private static final Color POSITIVE = new Color(0, 230, 80);
  private static final Color NEGATIVE = new Color(255, 60, 60);

  /** Of a bold outline; a bold line around 100,000 corners takes seconds to draw. */
  private static final int MOST_CORNERS = 2000;

  private final ImagePlus image;
  private Map<AcceptedObject, Roi> outlines = new IdentityHashMap<>();
  private List<Roi> drawn = List.of();
  private Draft outlined;
  private Roi draftOutline;

  SessionOverlay(ImagePlus image) {
    this.image = image;
  }

  /**
   * Draws anew.
   *
   * @param draft the object at hand, unless something else shows it
   * @param waiting prompts that have no answer yet
   * @param gesture what the mouse is drawing
   * @param mode as what
   */
  void draw(
      Session session,
      Optional<Draft> draft,
      List<Prompt> waiting,
      Optional<Gesture> gesture,
      DragMode mode) {
    List<Roi> rois = new ArrayList<>();
    Map<AcceptedObject, Roi> known = outlines;
    outlines = new IdentityHashMap<>(); // equality would look at every pixel
    for (AcceptedObject object : draft.isPresent() ? session.unchanged() : session.objects()) {
      Roi roi = known.containsKey(object) ? known.get(object) : outline(object);
      outlines.put(object, roi);
      rois.add(roi);
    }
    draft.ifPresent(shaped -> rois.addAll(draft(shaped)));
    waiting.forEach(prompt -> rois.addAll(mark(prompt)));
    gesture.ifPresent(g -> rois.add(line(g, mode)));
    replace(rois);
  }

  /** Takes away all that was drawn. */
  void clear() {
    replace(List.of());
  }

  private void replace(List<Roi> rois) {
    Overlay overlay = image.getOverlay();
    if (overlay == null) {
      overlay = new Overlay();
      overlay.selectable(false); // a click is for the object, not for its outline
    }
    Set<Roi> ours = Collections.newSetFromMap(new IdentityHashMap<>());
    ours.addAll(drawn);
    for (int i = overlay.size() - 1; i >= 0; i--) {
      if (ours.contains(overlay.get(i))) {
        overlay.remove(i);
      }
    }
    rois.forEach(overlay::add);
    drawn = rois;
    image.setOverlay(overlay.size() == 0 ? null : overlay);
  }

  private Roi outline(AcceptedObject object) {
    Roi roi = ObjectRois.of(object.label(), object.mask(), image, object.position());
    embolden(roi);
    return roi;
  }

  private List<Roi> draft(Draft draft) {
    List<Roi> rois = new ArrayList<>();
    if (outlined != draft) {
      outlined = draft;
      draftOutline = MaskRois.of(draft.mask()).orElse(null);
    }
    if (draftOutline != null) {
      Roi fill = (Roi) draftOutline.clone();
      fill.setFillColor(DRAFT_FILL);
      Roi line = (Roi) draftOutline.clone();
      line.setStrokeColor(DRAFT);
      embolden(line);
      rois.add(fill);
      rois.add(line);
    }
    draft.prompts().forEach(prompt -> rois.addAll(mark(prompt)));
    bind(rois, draft.position());
    return rois;
  }

  /** Draws an outline bold, unless it has so many corners that the window would stand still. */
  private static void embolden(Roi roi) {
    if (roi.getFloatPolygon().npoints <= MOST_CORNERS) {
      roi.setUnscalableStrokeWidth(2);
    }
  }

  private void bind(List<Roi> rois, StackPosition position) {
    rois.forEach(roi -> position.bind(roi, image));
  }

  private static List<Roi> mark(Prompt prompt) {
    if (prompt instanceof PointPrompt point) {
      Roi roi = new PointRoi(point.x(), point.y(), "large dot");
      roi.setStrokeColor(point.positive() ? POSITIVE : NEGATIVE);
      return List.of(roi);
    }
    if (prompt instanceof BoxPrompt box) {
      Roi roi = new Roi(box.x0(), box.y0(), box.width(), box.height());
      roi.setStrokeColor(POSITIVE);
      return List.of(roi);
    }
    return List.of(); // a mask shows itself
  }

  private static Roi line(Gesture gesture, DragMode mode) {
    boolean isBox = mode == DragMode.BOX && gesture.isPositive();
    Roi roi = isBox ? mark(gesture.box()).get(0) : stroke(gesture);
    roi.setStrokeColor(gesture.isPositive() ? POSITIVE : NEGATIVE);
    return roi;
  }

  private static Roi stroke(Gesture gesture) {
    FloatPolygon corners = new FloatPolygon();
    for (int i = 0; i < gesture.x().size(); i++) {
      corners.addPoint(gesture.x().get(i) - 0.5, gesture.y().get(i) - 0.5);
    }
    return new PolygonRoi(corners, Roi.FREELINE);
  }
}
