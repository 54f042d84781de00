package io.github.evosam.imagej.image.frame;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How a TIFF is read as its author meant it. ImageJ's reader looks at part of the tags only, and
 * takes what it does not know for plain pixels; what it would misread is left to Java's own TIFF
 * reader ({@code javax.imageio}), and what neither reads is refused.
 *
 * @param pages the pages that are images of their own; smaller copies of them are passed over
 * @param isForJava whether Java's reader reads it
 * @param isLossy whether compression has changed the values
 * @param notes what a user should know, sentences
 */
public record TiffPlan(
    List<TiffPage> pages, boolean isForJava, boolean isLossy, List<String> notes) {
  /** None, LZW, deflate in both numbers, PackBits. */
  private static final Set<Integer> FOR_IMAGEJ = Set.of(0, 1, 5, 8, 32946, 32773);

  /** Further: the fax codes, and JPEG of both kinds. */
  private static final Set<Integer> FOR_JAVA = Set.of(1, 2, 3, 4, 5, 6, 7, 8, 32946, 32773);

  private static final Set<Integer> JPEG = Set.of(6, 7);
  private static final int WHITE_IS_ZERO = 0;
  private static final int BLACK_IS_ZERO = 1;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int SEPARATED = 5;
  private static final int YCBCR = 6;
  private static final int CIELAB = 8;

  /**
   * Looks at the tags.
   *
   * @throws FrameException if no reader here reads it rightly; says what is in the way
   */
  static TiffPlan of(Path file, List<TiffPage> all) {
    List<String> notes = new ArrayList<>();
    List<TiffPage> pages = mainPages(file, all, notes);
    TiffPage first = pages.get(0);
    boolean isForImageJ =
        pages.stream().allMatch(page -> suitsImageJ(page, pages.size()))
            && pages.stream().allMatch(page -> page.compression() == first.compression())
            && (pages.size() == all.size() || pages.size() == 1 && first.number() == 1);
    if (!isForImageJ) {
      pages.forEach(page -> requireJava(file, page));
    }
    long orientation = first.value(TiffPage.ORIENTATION, 1);
    if (orientation > 1 && orientation <= 8) {
      notes.add(
          "%s is stored turned or mirrored (orientation %d), and is used as it is stored; save it upright if that is not meant"
              .formatted(file, orientation));
    }
    boolean isLossy = pages.stream().anyMatch(page -> JPEG.contains(page.compression()));
    return new TiffPlan(pages, !isForImageJ, isLossy, List.copyOf(notes));
  }

  /** Bytes of all pixels in memory. */
  public long bytes() {
    return pages.stream().mapToLong(TiffPage::bytes).sum();
  }

  /**
   * Whether pages can be taken one by one as ImageJ finds them, which colours of 16 bits cannot,
   * nor whole numbers of 32 bits.
   */
  public boolean isPlain() {
    TiffPage first = pages.get(0);
    return !isForJava
        && !isWhiteZero()
        && (first.samples() == 1 || first.bits() == 8)
        && !isUnsigned32()
        && !OmeDimensions.isIn(first.description());
  }

  /** Whether its values are whole numbers of 32 bits without sign, which ImageJ reads as signed. */
  public boolean isUnsigned32() {
    TiffPage first = pages.get(0);
    return first.bits() == 32 && first.sampleFormat() == 1 && !first.isFromImageJ();
  }

  /** Whether the file says that its smallest value is white, and ImageJ has not written it. */
  public boolean isWhiteZero() {
    TiffPage first = pages.get(0);
    return first.photometric() == WHITE_IS_ZERO && !first.isFromImageJ();
  }

  private static List<TiffPage> mainPages(Path file, List<TiffPage> all, List<String> notes) {
    List<TiffPage> pages = all.stream().filter(page -> !page.isReduced()).toList();
    pages = pages.isEmpty() ? all.subList(0, 1) : pages;
    TiffPage first = pages.get(0);
    List<TiffPage> main = new ArrayList<>();
    int copies = 0;
    for (TiffPage page : pages) {
      if (page.isAlike(first)) {
        main.add(page);
      } else if (page.isSmallerCopyOf(first)) {
        copies++;
      } else {
        throw new FrameException(
            "Page %d of %s has %s pixels of %d x %d bits, but page %d has %s of %d x %d; save each kind as a file of its own"
                .formatted(
                    page.number(),
                    file,
                    page.size(),
                    page.samples(),
                    page.bits(),
                    first.number(),
                    first.size(),
                    first.samples(),
                    first.bits()));
      }
    }
    if (copies > 0) {
      notes.add(
          "%s has %d smaller pages, which are taken for copies of its first page and not used; save them as files of their own if that is not so"
              .formatted(file, copies));
    }
    return main;
  }

  private static boolean suitsImageJ(TiffPage page, int pages) {
    return FOR_IMAGEJ.contains(page.compression())
        && !page.tags().containsKey(TiffPage.TILE_WIDTH)
        && page.hasEvenBits()
        && (page.compression() > 1 || page.isContiguous())
        && suitsPredictor(page)
        && switch (page.samples()) {
          case 1 -> suitsGrey(page);
          case 3 -> suitsColour(page, pages);
          default -> false;
        };
  }

  private static boolean suitsPredictor(TiffPage page) {
    boolean isUsed = Set.of(5, 8, 32946).contains(page.compression());
    return !isUsed
        || page.predictor() == 1
        || page.predictor() == 2 && (page.bits() == 8 || page.bits() == 16);
  }

  private static boolean suitsGrey(TiffPage page) {
    boolean isGrey = page.photometric() == WHITE_IS_ZERO || page.photometric() == BLACK_IS_ZERO;
    boolean isPlain = page.compression() <= 1 && page.value(TiffPage.FILL_ORDER, 1) == 1;
    return switch (page.bits()) {
      case 1 -> isGrey && isPlain;
      case 8 -> (isGrey || page.photometric() == PALETTE) && page.sampleFormat() != 2;
      case 16 -> isGrey && page.sampleFormat() != 3 || page.isFromImageJ();
      case 32 -> isGrey || page.isFromImageJ();
      default -> false;
    };
  }

  private static boolean suitsColour(TiffPage page, int pages) {
    boolean isPlain = !page.isPlanar() || page.compression() <= 1 && pages == 1;
    return page.photometric() == RGB
        && page.sampleFormat() == 1
        && isPlain
        && (page.bits() == 8 || page.bits() == 16);
  }

  private static void requireJava(Path file, TiffPage page) {
    String fault = faultForJava(page);
    if (fault != null) {
      throw new FrameException(
          "Page %d of %s has %s, which cannot be read rightly here; save it as an ordinary 8-, 16- or 32-bit grey or 8-bit RGB TIFF, or open it in Fiji with Bio-Formats"
              .formatted(page.number(), file, fault));
    }
  }

  private static String faultForJava(TiffPage page) {
    boolean isInteger = page.sampleFormat() == 1 || page.sampleFormat() == 4;
    if (!FOR_JAVA.contains(page.compression())) {
      return "the compression " + page.compression();
    }
    if (page.predictor() > 1 && (page.predictor() != 2 || page.bits() != 8 && page.bits() != 16)) {
      return "the predictor %d for %d bits".formatted(page.predictor(), page.bits());
    }
    if (!page.hasEvenBits() || !Set.of(1, 2, 4, 8, 16, 32).contains(page.bits())) {
      return page.bits() + " bits per sample";
    }
    if (!isInteger
        && !(page.bits() == 32 && page.sampleFormat() == 3)
        && !(page.bits() == 16 && page.sampleFormat() == 2)) {
      return "%d-bit values of the sample format %d".formatted(page.bits(), page.sampleFormat());
    }
    return switch (page.photometric()) {
      case WHITE_IS_ZERO, BLACK_IS_ZERO, PALETTE ->
          page.samples() == 1 || page.samples() == 2 && hasAlpha(page)
              ? null
              : page.samples() + " samples per pixel";
      case RGB ->
          (page.samples() == 3 || page.samples() == 4 && hasAlpha(page)) && page.bits() >= 8
              ? null
              : "%d colour samples of %d bits".formatted(page.samples(), page.bits());
      case YCBCR -> page.samples() == 3 ? null : page.samples() + " samples per pixel";
      case SEPARATED -> "CMYK colours";
      case CIELAB -> "CIE L*a*b* colours";
      default -> "the colour space " + page.photometric();
    };
  }

  private static boolean hasAlpha(TiffPage page) {
    return page.tags().containsKey(TiffPage.EXTRA_SAMPLES);
  }
}
