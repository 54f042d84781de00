package io.github.evosam.sam.prompting;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.MaskPrompt;
import io.github.evosam.geometry.ModelTransform;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.sam.network.PromptTokens;
import java.util.ArrayList;
import java.util.List;

/**
 * What was shown of one object, sorted by kind and checked against the image.
 *
 * @param points clicks, in their order
 * @param box null for none, cut to the image; a mask that comes alone brings its bounding box,
 *     since SAM was never trained on masks alone
 * @param mask null for none
 */
public record ObjectPrompts(List<PointPrompt> points, BoxPrompt box, Mask mask) {

  /**
   * Sorts and checks the prompts of one object. A box that reaches beyond the image is cut to it.
   *
   * @throws IllegalArgumentException if there is none, more than one box or mask, a point or a
   *     whole box outside the image, or a mask that is empty or of another size
   */
  public static ObjectPrompts of(List<Prompt> prompts, ImageSize image) {
    List<PointPrompt> points = new ArrayList<>();
    List<BoxPrompt> boxes = new ArrayList<>();
    List<Mask> masks = new ArrayList<>();
    for (Prompt prompt : prompts) {
      if (prompt instanceof PointPrompt point) {
        points.add(inside(point, image));
      } else if (prompt instanceof BoxPrompt box) {
        boxes.add(cut(box, image));
      } else if (prompt instanceof MaskPrompt mask) {
        masks.add(fitting(mask.mask(), image));
      }
    }
    require(!prompts.isEmpty(), "An object needs at least one point, box or mask");
    require(boxes.size() < 2, "One object has at most one box, but " + boxes.size() + " came");
    require(masks.size() < 2, "One object has at most one mask, but " + masks.size() + " came");
    if (points.isEmpty() && boxes.isEmpty()) {
      boxes.add(masks.get(0).boundingBox().orElseThrow());
    }
    return new ObjectPrompts(
        List.copyOf(points), boxes.isEmpty() ? null : boxes.get(0), first(masks));
  }

  private static Mask first(List<Mask> masks) {
    return masks.isEmpty() ? null : masks.get(0);
  }

  private static PointPrompt inside(PointPrompt point, ImageSize image) {
    require(
        image.contains(point.x(), point.y()),
        "Point %s,%s lies outside the image of %s pixels (x 0..%d, y 0..%d)"
            .formatted(point.x(), point.y(), image, image.width() - 1, image.height() - 1));
    return point;
  }

  /** As a box drawn in ImageJ is cut. */
  private static BoxPrompt cut(BoxPrompt box, ImageSize image) {
    return box.within(image)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Box %s,%s,%s,%s covers no pixel of the image, which has %d x %d; draw it inside"
                        .formatted(
                            box.x0(),
                            box.y0(),
                            box.x1(),
                            box.y1(),
                            image.width(),
                            image.height())));
  }

  private static Mask fitting(Mask mask, ImageSize image) {
    require(
        mask.size().equals(image),
        "A mask of " + mask.size() + " pixels does not fit the image of " + image);
    require(!mask.isEmpty(), "The mask prompt is empty: no pixel is foreground");
    return mask;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Number of tokens: the points, then two box corners or one padding token. */
  int tokenCount() {
    return points.size() + (box == null ? 1 : 2);
  }

  /**
   * Tokens of questions that all have the same number of them, in model-input pixels (official
   * {@code prompt_encoder.py}: points, then the box, or padding where there is none).
   */
  public static PromptTokens tokens(List<MaskQuery> queries) {
    double[][][] coordinates = new double[queries.size()][][];
    int[][] kinds = new int[queries.size()][];
    for (int i = 0; i < kinds.length; i++) {
      ObjectPrompts object = queries.get(i).prompts();
      coordinates[i] = object.coordinates(queries.get(i).view());
      kinds[i] = object.kinds();
    }
    return new PromptTokens(coordinates, kinds);
  }

  private double[][] coordinates(View view) {
    List<double[]> xy = new ArrayList<>();
    points.forEach(p -> xy.add(inInput(p.x(), p.y(), view)));
    if (box == null) {
      xy.add(new double[2]);
    } else {
      xy.add(inInput(box.x0(), box.y0(), view));
      xy.add(inInput(box.x1(), box.y1(), view));
    }
    return xy.toArray(double[][]::new);
  }

  private static double[] inInput(double x, double y, View view) {
    ModelTransform transform = view.transform();
    return new double[] {transform.toModelX(x - view.x()), transform.toModelY(y - view.y())};
  }

  private int[] kinds() {
    int[] kinds = new int[tokenCount()];
    int i = 0;
    for (PointPrompt point : points) {
      kinds[i++] = point.positive() ? PromptTokens.POSITIVE : PromptTokens.NEGATIVE;
    }
    kinds[i] = box == null ? PromptTokens.PADDING : PromptTokens.BOX_TOP_LEFT;
    if (box != null) {
      kinds[i + 1] = PromptTokens.BOX_BOTTOM_RIGHT;
    }
    return kinds;
  }
}
