package io.github.evosam.engine.expert;

import ai.djl.ndarray.NDManager;
import io.github.evosam.EvoSamException;
import io.github.evosam.library.BaseModelReference;
import io.github.evosam.library.Expert;
import io.github.evosam.library.ExpertLibrary;
import io.github.evosam.library.LibraryException;
import io.github.evosam.library.LibraryListing;
import io.github.evosam.matcher.Descriptor;
import io.github.evosam.matcher.ExpertStatistics;
import io.github.evosam.matcher.PreparedMatcher;
import io.github.evosam.matcher.RankedExpert;
import io.github.evosam.matcher.RidgeMatcher;
import io.github.evosam.nn.StateDict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The experts of a library that go with one base model. What the matcher needs is read once for
 * each expert; experts that come and go while this is open are noticed. Not safe for use by several
 * threads at once.
 */
public final class Experts {
  private static final Logger LOG = LoggerFactory.getLogger(Experts.class);

  private final ExpertLibrary library;
  private final BaseModelReference base;
  private final NDManager manager;
  private List<String> seen = List.of();
  private final Map<String, Known> known = new HashMap<>();
  private final Map<Integer, RidgeMatcher> byDimension = new HashMap<>();
  private final Map<Integer, PreparedMatcher> prepared = new HashMap<>();

  /**
   * What is kept of an expert.
   *
   * @param statistics empty if the matcher cannot use it
   * @param worthless see {@link ExpertMatch.Ranked}
   */
  private record Known(String name, Optional<ExpertStatistics> statistics, boolean worthless) {}

  Experts(ExpertLibrary library, BaseModelReference base, NDManager manager) {
    this.library = library;
    this.base = base;
    this.manager = manager;
  }

  /**
   * An expert of this base model.
   *
   * @throws LibraryException if there is none, it is damaged, or of another base model
   */
  Expert find(String nameOrId) {
    Expert expert = library.find(nameOrId);
    expert.manifest().requireBase(base);
    return expert;
  }

  /** Ranks the experts for an image; those that describe images otherwise are left out. */
  public ExpertMatch match(Descriptor descriptor) {
    refresh();
    RidgeMatcher all = byDimension.get(descriptor.length());
    if (all == null) {
      return new ExpertMatch(List.of());
    }
    return match(
        prepared.computeIfAbsent(descriptor.length(), dimension -> all.prepare()), descriptor);
  }

  private ExpertMatch match(PreparedMatcher matcher, Descriptor descriptor) {
    return new ExpertMatch(matcher.match(descriptor).ranking().stream().map(this::named).toList());
  }

  /**
   * Ranks the experts for images as if one of them remembered other images than it does.
   *
   * @param id of that expert
   * @param remembered what it remembers instead
   * @throws LibraryException if there is no such expert
   */
  public List<ExpertMatch> match(String id, ExpertStatistics remembered, List<Descriptor> images) {
    refresh();
    int own = statistics(id).dimension();
    RidgeMatcher others = byDimension.getOrDefault(remembered.dimension(), RidgeMatcher.empty());
    RidgeMatcher without = own == remembered.dimension() ? others.without(id) : others;
    PreparedMatcher changed = without.with(id, remembered).prepare();
    return images.stream().map(image -> match(changed, image)).toList();
  }

  /**
   * What the matcher knows an expert by.
   *
   * @throws LibraryException if there is no such expert, or it cannot be matched
   */
  public ExpertStatistics statistics(String id) {
    refresh();
    return Optional.ofNullable(known.get(id))
        .flatMap(Known::statistics)
        .orElseThrow(
            () ->
                new LibraryException(
                    "Expert %s has been removed meanwhile, or cannot be matched; look at 'experts list'"
                        .formatted(id)));
  }

  private ExpertMatch.Ranked named(RankedExpert expert) {
    Known noted = known.get(expert.id());
    return new ExpertMatch.Ranked(
        noted.name(),
        expert.id(),
        expert.score(),
        expert.confidence(),
        expert.fits(),
        noted.worthless());
  }

  private void refresh() {
    List<String> ids = library.ids();
    if (ids.equals(seen)) {
      return;
    }
    known.keySet().retainAll(ids);
    LibraryListing listing = library.list();
    for (Expert expert : listing.experts()) {
      known.put(expert.id(), new Known(expert.name(), statistics(expert), isWorthless(expert)));
    }
    listing.damaged().forEach(d -> LOG.warn("An expert is left out: {}", d.reason()));
    byDimension.clear();
    prepared.clear();
    known.forEach((id, expert) -> expert.statistics().ifPresent(s -> put(id, s)));
    if (byDimension.size() > 1) {
      LOG.warn(
          "Experts describe images in {} ways, by so many numbers each: {}; only those that describe an image as this version does can be chosen for it",
          byDimension.size(),
          byDimension.keySet());
    }
    seen = ids;
  }

  private static boolean isWorthless(Expert expert) {
    return expert
        .manifest()
        .description()
        .metrics()
        .promptless()
        .filter(dice -> dice.after() < ExpertMatch.LEAST_DICE)
        .isPresent();
  }

  private void put(String id, ExpertStatistics statistics) {
    byDimension.merge(
        statistics.dimension(),
        RidgeMatcher.empty().with(id, statistics),
        (others, one) -> others.with(id, statistics));
  }

  /** The tensors of an id never change, so what is known stays. */
  private Optional<ExpertStatistics> statistics(Expert expert) {
    if (known.containsKey(expert.id())) {
      return known.get(expert.id()).statistics();
    }
    if (!expert.manifest().description().baseModel().isSame(base)) {
      return Optional.empty();
    }
    try (StateDict tensors = expert.statistics(manager)) {
      return ImageDescription.statistics(tensors);
    } catch (EvoSamException | IllegalArgumentException e) {
      LOG.warn("Expert '{}' cannot be chosen automatically: {}", expert.name(), e.getMessage());
      return Optional.empty();
    }
  }
}
