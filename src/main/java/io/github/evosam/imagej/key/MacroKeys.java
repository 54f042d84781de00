package io.github.evosam.imagej.key;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.plugin.Parameter;

/**
 * The macro keys of a command, as its class declares them: each input of it and of its superclasses
 * below SciJava's own.
 *
 * @param all in the order in which they are declared, those of superclasses first
 */
public record MacroKeys(List<MacroKey> all) {
  /** The keys of a command's class. */
  public static MacroKeys of(Class<?> command) {
    List<MacroKey> keys = new ArrayList<>();
    for (Class<?> type : lineage(command)) {
      for (Field field : type.getDeclaredFields()) {
        Parameter parameter = field.getAnnotation(Parameter.class);
        if (parameter != null && isInput(parameter)) {
          keys.add(
              new MacroKey(
                  field, parameter, Optional.ofNullable(field.getAnnotation(Shown.class))));
        }
      }
    }
    return new MacroKeys(List.copyOf(keys));
  }

  private static List<Class<?>> lineage(Class<?> command) {
    List<Class<?>> types = new ArrayList<>();
    for (Class<?> type = command;
        type != null && !type.getName().startsWith("org.scijava");
        type = type.getSuperclass()) {
      types.add(type);
    }
    Collections.reverse(types);
    return types;
  }

  private static boolean isInput(Parameter parameter) {
    return parameter.type() != ItemIO.OUTPUT && parameter.visibility() != ItemVisibility.MESSAGE;
  }

  /** Those that a dialog shows, by the headings of their groups. */
  public Map<String, List<MacroKey>> groups() {
    return all.stream()
        .filter(key -> key.shown().isPresent())
        .collect(
            Collectors.groupingBy(
                key -> key.shown().orElseThrow().group(), LinkedHashMap::new, Collectors.toList()));
  }

  /** The names in alphabetical order. */
  public TreeSet<String> names() {
    return all.stream().map(MacroKey::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Gives a command what a macro says; what it does not mention stays as it is. All that is
   * possible is set before the first of what is not is told.
   *
   * @param options {@code key=value key2=[value with blanks] key3}
   * @throws IllegalArgumentException if a key is not known or has a value that is not possible
   */
  public void read(Object command, String options) {
    List<String> problems = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (MacroEntry entry : MacroEntry.of(options)) {
      try {
        if (seen.add(entry.key())) {
          set(command, entry); // of a key that is there twice the first counts, as for ImageJ
        }
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.get(0));
    }
  }

  private void set(Object command, MacroEntry entry) {
    MacroKey key =
        find(entry.key())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "The key '%s' is not known; keys are %s"
                            .formatted(entry.key(), String.join(", ", names()))));
    boolean isBareFlag = key.isFlag() && entry.value().isEmpty();
    String value = entry.value().orElse(isBareFlag ? "true" : "");
    key.set(command, value);
  }

  /** The key of a name. */
  public Optional<MacroKey> find(String name) {
    return all.stream().filter(key -> key.name().equals(name)).findFirst();
  }

  /**
   * Checks the values that a command has.
   *
   * @throws IllegalArgumentException if one is not possible; names key, value and what is allowed
   */
  public void check(Object command) {
    all.forEach(key -> key.check(command));
  }

  /**
   * What a macro would say to have a command do the same: the keys of the dialog, without those
   * that are empty, and without those that are rare and as always.
   *
   * @param usual a command that nobody has told anything
   */
  public Map<String, String> recorded(Object command, Object usual) {
    Map<String, String> recorded = new LinkedHashMap<>();
    groups().values().stream()
        .flatMap(List::stream)
        .filter(key -> !key.text(command).isEmpty())
        .filter(key -> !key.isRare() || !key.text(command).equals(key.text(usual)))
        .forEach(key -> recorded.put(key.name(), key.text(command)));
    return recorded;
  }

  /** What the dialog calls the choices of a key, in the order of the choices. */
  public static List<String> words(MacroKey key) {
    return key.shown()
        .map(Shown::words)
        .filter(words -> words.length > 0)
        .map(words -> Arrays.asList(words))
        .orElse(key.choices());
  }
}
