package io.github.evosam.imagej.ui.dialog;

import io.github.evosam.imagej.key.MacroKey;
import io.github.evosam.imagej.key.MacroKeys;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in the words of a dialog what a macro is told by keys and values. */
final class PlainWords {
  private static final Pattern SEVERAL = Pattern.compile("the keys ([a-z, ]+)");

  /** What stands for any value. */
  private static final Set<String> ANY = Set.of("", "NAME", "FILE", "TITLE");

  private PlainWords() {}

  /** A sentence with {@code key=value} and <em>key is</em> as the dialog calls them. */
  static String of(MacroKeys keys, String sentence) {
    String words =
        SEVERAL
            .matcher(sentence)
            .replaceAll(found -> Matcher.quoteReplacement(named(keys, found.group(1))));
    for (MacroKey key : keys.all()) {
      if (!key.label().isEmpty()) {
        words = said(key, words);
      }
    }
    return words;
  }

  /** A list of keys as <em>labels, rois and table</em>. */
  private static String named(MacroKeys keys, String list) {
    return Pattern.compile("[a-z]+")
        .matcher(list)
        .replaceAll(
            name ->
                Matcher.quoteReplacement(
                    keys.find(name.group()).map(key -> quoted(key)).orElse(name.group())));
  }

  private static String quoted(MacroKey key) {
    return "'" + key.label() + "'";
  }

  private static String said(MacroKey key, String sentence) {
    String label = quoted(key);
    Matcher set = Pattern.compile("\\b" + key.name() + "=([^\\s,;:)]*)").matcher(sentence);
    String words =
        set.replaceAll(
            found -> Matcher.quoteReplacement(pair(key.label(), value(key, found.group(1)))));
    return words
        .replace("The key " + key.name() + " ", label + " ")
        .replace("the key " + key.name() + ",", label + ",")
        .replace("; " + key.name() + " is ", "; it is ")
        .replace("; set " + key.name() + " to", "; set " + label + " to");
  }

  private static String pair(String label, String value) {
    return ANY.contains(value) ? "'" + label + "'" : "'" + label + ": " + value + "'";
  }

  private static String value(MacroKey key, String value) {
    int choice = key.choices().indexOf(value);
    return choice < 0 ? value : MacroKeys.words(key).get(choice);
  }
}
