package io.github.evosam.weights;

/**
 * How deep a JSON text is nested, known before it is parsed: parsers go into themselves with each
 * level, and a text of some kilobytes can use up a thread's stack.
 */
public final class JsonDepth {
  /** No file of ours is nested deeper than a fifth of this. */
  private static final int DEEPEST = 32;

  private JsonDepth() {}

  /**
   * Refuses a text that is nested too deep; whether it is JSON otherwise is not looked at.
   *
   * @return the text
   * @throws IllegalArgumentException if it is nested deeper than {@value #DEEPEST} levels
   */
  public static String check(String json) {
    int depth = 0;
    boolean isText = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (isText) {
        i += c == '\\' ? 1 : 0; // what follows belongs to the text
        isText = c != '"';
      } else if (c == '"') {
        isText = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
      if (depth > DEEPEST) {
        throw new IllegalArgumentException(
            "it is nested deeper than %d levels, at character %d".formatted(DEEPEST, i));
      }
    }
    return json;
  }
}
