package io.github.evosam.imagej.ui.session;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.plugin.frame.RoiManager;
import io.github.evosam.imagej.interactive.AcceptedObject;
import io.github.evosam.imagej.interactive.EarlierLabels;
import io.github.evosam.imagej.interactive.LiveLabels;
import io.github.evosam.imagej.interactive.ManagedRois;
import io.github.evosam.imagej.interactive.Session;
import java.awt.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Label image and ROI Manager of a session, which are opened by the first accepted object. */
final class SessionOutputs {
  private final ImagePlus image;
  private final Window panel;
  private final Optional<EarlierLabels> earlier;
  private final String name;
  private final ManagedRois rois;
  private LiveLabels labels;
  private boolean labelsTouched;
  private List<AcceptedObject> shown = List.of();

  /**
   * Outputs that an earlier session or a command has left open, or that are not there yet.
   *
   * @param panel that the ROI Manager must not cover
   * @param earlier labels to go on with
   */
  SessionOutputs(ImagePlus image, Window panel, Optional<EarlierLabels> earlier) {
    this.image = image;
    this.panel = panel;
    this.earlier = earlier;
    name =
        earlier
            .flatMap(labels -> LiveLabels.session(labels.labels()))
            .orElseGet(() -> UUID.randomUUID().toString());
    rois = new ManagedRois(image, new RoiManagerTable(), name);
    earlier.ifPresent(this::goOn);
  }

  /** The open label image that a session of an image goes on with; reads it, on any thread. */
  static Optional<EarlierLabels> earlier(ImagePlus image) {
    int[] ids = Optional.ofNullable(WindowManager.getIDList()).orElse(new int[0]);
    return EarlierLabels.of(image, Arrays.stream(ids).mapToObj(WindowManager::getImage).toList());
  }

  private void goOn(EarlierLabels there) {
    labels = new LiveLabels(image, there);
    labels.note(name);
    rois.claim(there.objects());
  }

  /** The objects that are there from the start. */
  List<AcceptedObject> earlier() {
    return earlier.map(EarlierLabels::objects).orElse(List.of());
  }

  /** An image was updated, which may be the label image. */
  void updated(ImagePlus updated) {
    labelsTouched |= labels != null && updated == labels.image();
  }

  /** Takes over what the user has changed in label image and ROI Manager. */
  void pull(Session session) {
    rois.pull(session);
    if (labelsTouched) {
      labelsTouched = false;
      labels.pull(session);
    }
  }

  /**
   * Shows the session's objects.
   *
   * @return whether there was something new to show
   */
  boolean push(Session session) {
    boolean isNew = !shown.equals(session.objects());
    shown = session.objects();
    if (isNew) {
      boolean hadManager = RoiManager.getInstance() != null;
      rois.push(session);
      showLabels(session);
      placeManager(hadManager);
    }
    return isNew;
  }

  /** Turns the label image to the slice that the image shows. */
  void turn() {
    if (labels != null && labels.image().getWindow() != null) {
      LabelWindow.turn(labels.image(), image);
    }
  }

  /** What must stay in sight; the label image is not there before its first object. */
  private List<Window> others() {
    return Stream.of(panel, image.getWindow(), labels == null ? null : labels.image().getWindow())
        .filter(Objects::nonNull)
        .toList();
  }

  /** ImageJ opens the ROI Manager where the panel may be. */
  private void placeManager(boolean wasThere) {
    RoiManager manager = RoiManager.getInstance();
    if (!wasThere && manager != null) {
      WindowPlacement.besideAll(manager, others());
    }
  }

  private void showLabels(Session session) {
    boolean isClosed = labels == null || labels.image().getWindow() == null;
    if (isClosed && shown.isEmpty()) {
      return;
    }
    if (isClosed) {
      labels = new LiveLabels(image);
      labels.note(name);
    }
    labels.push(session);
    if (isClosed) {
      show();
    }
  }

  /** Without taking the place in front from the image that is clicked in. */
  private void show() {
    String title = labels.image().getTitle();
    if (WindowManager.getImage(title) != null) { // an earlier result
      labels.image().setTitle(WindowManager.getUniqueName(title));
    }
    labels.image().changes = true; // so that ImageJ asks before it closes the window
    List<Window> others = new ArrayList<>(others());
    Collections.reverse(others); // rather beside the image than beside the panel
    labels.image().show();
    WindowPlacement.besideIfRoom(labels.image().getWindow(), others);
    LabelWindow.turn(labels.image(), image);
    IJ.selectWindow(image.getID());
  }
}
