package io.github.evosam.lab.continual;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.expert.ExpertEntry;
import io.github.evosam.engine.learning.ExpertLearning;
import io.github.evosam.engine.learning.LearningListener;
import io.github.evosam.engine.learning.LearningSettings;
import io.github.evosam.engine.learning.TrainedExpert;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * EvoSAM: an expert for each task. The library holds those of the tasks learned so far, which are
 * kept as exported experts.
 *
 * @param segmenter the open model, over the catalogue
 * @param catalogue of this comparison alone
 * @param tasks in their order
 * @param settings of each task
 * @param folder where experts are kept
 * @param matched whether the matcher chooses; else the true expert is told
 */
record ExpertLearner(
    Segmenter segmenter,
    ExpertCatalogue catalogue,
    List<ContinualTask> tasks,
    LearningSettings settings,
    RunFolder folder,
    boolean matched)
    implements Learner {

  @Override
  public String stateName() {
    return "experts";
  }

  private Path file(int task) {
    return folder.state("expert-%02d.evosam".formatted(task + 1));
  }

  @Override
  public long learn(int task, LearningListener listener) {
    goTo(task - 1);
    TrainedExpert expert =
        new ExpertLearning(segmenter, catalogue)
            .learn(tasks.get(task).dataset(), settings, listener, () -> false);
    catalogue.exportTo(expert.id(), file(task));
    return (task + 1) * new SharedAdapter(segmenter, settings).parametersInPlace();
  }

  /** Leaves the experts up to this task in the library, and no other. */
  @Override
  public void goTo(int task) {
    segmenter.use(ExpertChoice.NONE);
    Set<String> present =
        catalogue.list().stream().map(ExpertEntry::name).collect(Collectors.toSet());
    for (int i = 0; i < tasks.size(); i++) {
      String name = tasks.get(i).name();
      if (i > task && present.contains(name)) {
        catalogue.remove(name);
      } else if (i <= task && !present.contains(name)) {
        catalogue.importFrom(file(i), Optional.empty());
      }
    }
  }

  @Override
  public boolean prepare(int task) {
    String name = tasks.get(task).name();
    Optional<ChosenExpert> chosen =
        segmenter.use(matched ? ExpertChoice.AUTO : ExpertChoice.parse(name));
    return chosen.map(ChosenExpert::name).equals(Optional.of(name));
  }
}
