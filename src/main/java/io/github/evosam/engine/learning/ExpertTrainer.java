package io.github.evosam.engine.learning;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.expert.ExpertDetails;
import io.github.evosam.engine.expert.ExpertMatch;
import io.github.evosam.engine.model.ComputeDevice;
import io.github.evosam.library.Expert;
import io.github.evosam.matcher.Descriptor;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * One task on its way to an expert, see {@link ExpertLearning#learn}.
 *
 * @param segmenter the open model
 * @param catalogue that the expert is saved in
 * @param task to learn
 * @param settings of learning
 * @param sameTask what is to happen if the task is known already
 * @param listener hears of the progress
 * @param cancelled true keeps the best so far
 */
record ExpertTrainer(
    Segmenter segmenter,
    ExpertCatalogue catalogue,
    TaskDataset task,
    LearningSettings settings,
    SameTask sameTask,
    LearningListener listener,
    BooleanSupplier cancelled) {
  /** Part of the time for learning that judging earlier experts may take, before and after. */
  private static final int EARLIER_PART = 8;

  TrainedExpert run() {
    Predecessor predecessor = new Predecessor(catalogue, task.name(), sameTask);
    predecessor.requireName();
    ComputeDevice.disableGradients();
    long start = System.nanoTime();
    segmenter.use(ExpertChoice.NONE);
    listener.stage("Looking at the images");
    TaskSurvey survey = TaskSurvey.of(segmenter, task);
    Optional<TaskSurvey.Lookalike> old = predecessor.of(survey);
    EarlierTasks earlier = earlier(old);
    CheckpointFile memory =
        CheckpointFile.of(catalogue.home(), segmenter.reference(), task, task.split(), settings);
    TrainedTask learned = learn(survey, old, memory);
    ExpertReplacement.Saved saved =
        new ExpertReplacement(segmenter, catalogue, old.map(o -> earlier.successor(o.id())))
            .save(learned);
    memory.forget();
    memory.finish().forget();
    LearningReport report = report(learned.start(), survey, saved, earlier);
    segmenter.use(ExpertChoice.parse(saved.expert().id()));
    List<String> warnings =
        ExpertWarnings.of(learned, new ExpertWarnings.Findings(survey, report, saved));
    return result(learned, saved.expert(), (System.nanoTime() - start) / 1e9, report, warnings);
  }

  private EarlierTasks earlier(Optional<TaskSurvey.Lookalike> old) {
    if (segmenter.hasExperts()) {
      listener.stage("Judging the earlier experts");
    }
    return EarlierTasks.judge(
        segmenter,
        catalogue,
        old.map(TaskSurvey.Lookalike::id),
        settings.budget().dividedBy(EARLIER_PART),
        cancelled);
  }

  /** Learns; the new expert is in place afterwards, and judged. */
  private TrainedTask learn(
      TaskSurvey survey, Optional<TaskSurvey.Lookalike> old, CheckpointFile memory) {
    requireGoOn(memory);
    TaskDataset.Split split = task.split();
    TaskJudgement before = TaskJudgement.of(segmenter, split.validation());
    AdapterTrainer run = AdapterTrainer.of(segmenter.model(), task.name(), split, settings);
    WarmStart.Start start =
        memory
            .keptStart(segmenter.model().weights().manager())
            .map(trial -> new WarmStart.Start(run.newExpert(), trial)) // its state is in the memory
            .orElseGet(
                () ->
                    WarmStart.of(catalogue, survey, old.map(TaskSurvey.Lookalike::id))
                        .choose(run, listener, cancelled));
    requireGoOn(memory);
    listener.stage("Learning");
    AdapterTrainer.Trained trained =
        run.train(start, memory.with(start.trial()), listener, cancelled);
    segmenter.router().put(trained.expert());
    listener.stage("Judging what was learned");
    PromptingTrial trial = new PromptingTrial(segmenter, split.validation());
    TaskJudgement after =
        TaskJudgement.of(segmenter, split.validation(), () -> trial.choose(before.prompted()));
    boolean isBetter = after.promptless() > before.promptless();
    boolean isWithheld = split.source() == TaskDataset.ValidationSource.WITHHELD;
    if (isWithheld && isBetter && !cancelled.getAsBoolean()) {
      listener.stage("Learning from all images");
      segmenter
          .router()
          .changing(() -> run.finish(trained, start.trial(), memory.finish(), listener, cancelled));
    }
    return new TrainedTask(
        task,
        settings,
        segmenter.router().expert().orElseThrow(),
        survey.statistics(),
        new TrainedTask.Judged(before, after),
        start.trial(),
        "");
  }

  private LearningReport report(
      StartTrial start, TaskSurvey survey, ExpertReplacement.Saved saved, EarlierTasks earlier) {
    if (!earlier.isEmpty()) {
      listener.stage("Judging the earlier experts again");
    }
    Optional<String> gone = saved.replaced().map(LearningReport.Replaced::id);
    return new LearningReport(
        start,
        routing(survey, saved.expert().id()),
        earlier.again(gone, cancelled),
        saved.replaced());
  }

  /** What is cancelled before anything is learned leaves nothing. */
  private void requireGoOn(CheckpointFile memory) {
    if (cancelled.getAsBoolean() && !memory.isKept()) {
      throw new LearningException(
          "Learning '%s' was cancelled before its first step, so there is nothing to save"
              .formatted(task.name()));
    }
  }

  /** Where the validation images would go if the matcher knew only those that were learned from. */
  private TaskRouting routing(TaskSurvey survey, String id) {
    List<TaskSurvey.Seen> judged = survey.judged();
    List<Descriptor> images = judged.stream().map(TaskSurvey.Seen::descriptor).toList();
    List<ExpertMatch> matches =
        segmenter.router().experts().match(id, survey.trainingStatistics(), images);
    return new TaskRouting(
        IntStream.range(0, images.size())
            .mapToObj(i -> TaskRouting.Image.of(judged.get(i).name(), matches.get(i), id))
            .toList());
  }

  private static TrainedExpert result(
      TrainedTask learned,
      Expert saved,
      double seconds,
      LearningReport report,
      List<String> warnings) {
    ExpertDetails details = ExpertDetails.of(saved);
    return new TrainedExpert(
        saved.name(),
        saved.id(),
        details.promptless().orElseThrow(),
        details.prompted(),
        learned.expert().prompting(),
        seconds,
        saved.bytes(),
        report,
        learned.comparisons(),
        warnings);
  }
}
