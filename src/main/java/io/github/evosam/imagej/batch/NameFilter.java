package io.github.evosam.imagej.batch;

import java.util.regex.Pattern;

/**
 * Which file names are wanted, whatever their case: a text that they contain, as {@code _dapi}, or
 * a pattern with {@code *} (any characters) and {@code ?} (one), as {@code *.czi}. Empty: every
 * usual image file.
 *
 * @param text as the user writes it
 */
public record NameFilter(String text) {
  /** Every usual image file. */
  public static final NameFilter IMAGES = new NameFilter("");

  private static final Pattern USUAL =
      Pattern.compile(
          "(?i).+\\.(tiff?|png|jpe?g|gif|bmp|pgm|dcm|dicom|fits?|lsm|czi|nd2|lif|oi[bf]|vsi|ics|"
              + "ims|mrc|dv|stk|flex|svs|ndpi|scn|ets)");

  /** Takes surrounding blanks away. */
  public NameFilter {
    text = text.trim();
  }

  /** Whether a file of this name is wanted. */
  public boolean accepts(String name) {
    if (text.isEmpty()) {
      return USUAL.matcher(name).matches();
    }
    return pattern().matcher(name).matches();
  }

  private Pattern pattern() {
    boolean isPattern = text.contains("*") || text.contains("?");
    String regex = Pattern.quote(isPattern ? text : "*" + text + "*");
    return Pattern.compile(
        regex.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"),
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
