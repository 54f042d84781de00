package io.github.evosam.imagej.batch;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which file names are wanted, whatever their case: a text that they contain, as {@code _dapi}, or
 * a pattern with {@code *} (any characters) and {@code ?} (one), as {@code *.czi}. Empty: every
 * usual image file. A file that is known to be no image, as {@code cells.roi}, is wanted only if
 * the text ends with its ending.
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

  /** What commonly lies beside images; other endings are left to the image readers of Fiji. */
  private static final Pattern NO_IMAGE =
      Pattern.compile("(?i).*(\\.(roi|zip|csv|tsv|txt|json|ijm|md|log|pdf|html?|evosam))");

  /** Takes surrounding blanks away. */
  public NameFilter {
    text = text.trim();
  }

  /** Whether a file of this name is wanted. */
  public boolean accepts(String name) {
    if (text.isEmpty()) {
      return USUAL.matcher(name).matches();
    }
    return pattern().matcher(name).matches() && !isUnaskedFor(name);
  }

  /**
   * Whether a file of this name may be an image, but of a kind that nobody has asked for: not a
   * usual one, and no filter says that it is wanted.
   */
  boolean passesOver(String name) {
    return text.isEmpty() && !accepts(name) && !NO_IMAGE.matcher(name).matches();
  }

  private boolean isUnaskedFor(String name) {
    Matcher noImage = NO_IMAGE.matcher(name);
    return noImage.matches() && !lowerCase(text).endsWith(lowerCase(noImage.group(1)));
  }

  private static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private Pattern pattern() {
    boolean isPattern = text.contains("*") || text.contains("?");
    String regex = Pattern.quote(isPattern ? text : "*" + text + "*");
    return Pattern.compile(
        regex.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"),
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
