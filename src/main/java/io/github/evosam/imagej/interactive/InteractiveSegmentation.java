package io.github.evosam.imagej.interactive;

import ij.ImagePlus;
import io.github.evosam.FailureReason;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.imagej.image.StackPosition;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Leads a session: sends what the user does to the model, one after the other, and takes the
 * answers into the session. Steps may come faster than answers; they wait in their order, so that
 * the result does not depend on how fast the machine is.
 *
 * <p>All methods return at once and must be called on the thread that the worker delivers on.
 */
public final class InteractiveSegmentation implements AutoCloseable {
  private final Session session;
  private final ModelWorker worker;
  private final SessionListener listener;
  private final StepQueue steps = new StepQueue();
  private ModelWorker.Job preparation;
  private boolean ready;
  private Optional<String> failure = Optional.empty();
  private StackPosition plane;
  private Supplier<PixelSource> pixels;
  private ExpertChoice choice = ExpertChoice.AUTO;
  private Optional<AtomicBoolean> following = Optional.empty();

  /**
   * Leads a session.
   *
   * @param worker closed with this
   */
  public InteractiveSegmentation(Session session, ModelWorker worker, SessionListener listener) {
    this.session = session;
    this.worker = worker;
    this.listener = listener;
  }

  /** What was made so far. */
  public Session session() {
    return session;
  }

  /**
   * Turns to a plane. Steps that wait are dropped if it is another one; if it is the same, its
   * pixels are read anew, which costs little if they have not changed.
   *
   * @param position channel, slice and frame
   * @param source reads the pixels, on the worker's thread
   */
  public void show(StackPosition position, Supplier<PixelSource> source) {
    if (!position.equals(plane)) {
      steps.drop();
    }
    plane = position;
    pixels = source;
    prepare(false);
  }

  /** The plane that prompts are for; empty before the first {@link #show}. */
  public Optional<StackPosition> plane() {
    return Optional.ofNullable(plane);
  }

  /** Uses another expert for this and the next planes; the object at hand is done again with it. */
  public void use(ExpertChoice expert) {
    choice = expert;
    if (plane != null) {
      prepare(true);
    }
  }

  /** The choice that was made last. */
  public ExpertChoice choice() {
    return choice;
  }

  private void prepare(boolean repeatDraft) {
    if (preparation != null) {
      preparation.cancel();
    }
    ready = false;
    failure = Optional.empty();
    Supplier<PixelSource> source = pixels;
    ExpertChoice expert = choice;
    listener.preparing(SessionListener.Phase.READING);
    preparation =
        worker.submit(
            model -> Preparation.of(model, source, expert, this::tell),
            this::prepared,
            this::unprepared);
    if (repeatDraft) {
      steps.add(this::repeatDraft);
    }
  }

  private void tell(SessionListener.Phase phase) {
    worker.tell(() -> listener.preparing(phase));
  }

  private void prepared(Preparation done) {
    preparation = null;
    ready = true;
    listener.ready(done);
  }

  private void unprepared(Throwable reason) {
    preparation = null;
    steps.drop();
    failure = Optional.of(FailureReason.of(reason));
    listener.refused(failure.get());
  }

  /** Whether the plane is not ready yet, or steps wait for their answer. */
  public boolean isBusy() {
    return preparation != null || isAnswering() || isFollowing();
  }

  /** Whether the plane can be asked about: it was made ready, and nothing has failed since. */
  public boolean isReady() {
    return ready;
  }

  /** Whether steps wait for their answer. */
  public boolean isAnswering() {
    return !steps.isEmpty();
  }

  /**
   * Does something to the object at hand of this plane, or begins one; refused with the reason
   * while the plane could not be made ready, since the model holds another then.
   *
   * @throws IllegalStateException before the first {@link #show}
   */
  public void submit(DraftStep next) {
    StackPosition at = here();
    if (failure.isPresent()) {
      listener.refused(failure.get());
      return;
    }
    steps.add(
        () -> {
          Optional<Draft> before = session.draft().filter(d -> d.position().equals(at));
          answer(
              model ->
                  before.isPresent()
                      ? before.get().after(next, model)
                      : Draft.begin(at, next, model));
        });
  }

  private StackPosition here() {
    return plane()
        .orElseThrow(() -> new IllegalStateException("Show a plane before prompts for it"))
        .inAllChannels();
  }

  private void repeatDraft() {
    session
        .draft()
        .filter(draft -> draft.position().equals(here()))
        .ifPresent(draft -> answer(draft::again));
  }

  private void answer(Function<ObjectModel, Draft> work) {
    steps.await(worker.submit(work, this::answered, this::unanswered));
  }

  private void answered(Draft draft) {
    steps.answered();
    session.shape(draft);
    listener.changed();
    steps.next();
  }

  private void unanswered(Throwable reason) {
    steps.drop(); // those that wait were meant to follow this one
    listener.refused(FailureReason.of(reason));
    listener.changed();
  }

  /** Accepts the object at hand, after the steps that wait. */
  public void accept() {
    steps.add(() -> change(session::accept));
  }

  /** Gives up the steps that wait and the object at hand. */
  public void discard() {
    steps.drop();
    change(session::discard);
  }

  /** Takes back the steps that wait, else the last one. */
  public void undo() {
    if (isAnswering()) {
      steps.drop();
      listener.changed();
    } else {
      change(session::undo);
    }
  }

  /** Makes the step again that was taken back last. */
  public void redo() {
    steps.add(() -> change(session::redo));
  }

  /**
   * Changes the session, after the steps that wait.
   *
   * @param work may throw an {@link IllegalArgumentException}, whose message is for the user
   */
  public void then(Runnable work) {
    steps.add(() -> change(work));
  }

  /**
   * Follows the accepted objects that there is something new of through the stack, after the steps
   * that wait. Meanwhile planes can be looked at and objects deleted; what is shown waits.
   *
   * @param image all of whose slices and frames are looked at
   */
  public void follow(ImagePlus image) {
    steps.add(() -> beginToFollow(image));
  }

  private void beginToFollow(ImagePlus image) {
    List<AcceptedObject> due = StackFollowing.due(session.objects());
    if (isFollowing() || due.isEmpty()) {
      listener.refused(
          isFollowing()
              ? "Objects are being followed already"
              : "There is nothing new to follow; accept an object, or correct one on some slice");
      return;
    }
    AtomicBoolean stop = new AtomicBoolean();
    StackFollowing work = new StackFollowing(due, image, share -> heed(stop, share));
    following = Optional.of(stop);
    worker.submit(work::by, this::followed, this::unfollowed);
    listener.following(0);
  }

  /** On the worker's thread. */
  private void heed(AtomicBoolean stop, double share) {
    if (stop.get()) {
      throw new IllegalArgumentException(
          "Stopped after %d %% of the slices; nothing was changed"
              .formatted(Math.round(100 * share)));
    }
    worker.tell(() -> following.ifPresent(going -> listener.following(share)));
  }

  /** Whether objects are being followed. */
  public boolean isFollowing() {
    return following.isPresent();
  }

  /** Ends the following at the next slice; nothing is changed then. */
  public void stopFollowing() {
    following.ifPresent(stop -> stop.set(true));
  }

  private void followed(FollowedObjects found) {
    following = Optional.empty();
    boolean isWhole = session.follow(found);
    listener.changed();
    listener.followed(found);
    if (!isWhole) {
      listener.refused("Objects that were changed meanwhile stay as they are; follow them again");
    }
  }

  private void unfollowed(Throwable reason) {
    following = Optional.empty();
    listener.refused(FailureReason.of(reason));
  }

  private void change(Runnable work) {
    try {
      work.run();
    } catch (IllegalArgumentException e) {
      listener.refused(e.getMessage());
    }
    listener.changed();
  }

  /** Drops what waits; frees the model as soon as the job that runs has ended. */
  @Override
  public void close() {
    steps.drop();
    stopFollowing();
    worker.close();
  }
}
