package io.github.evosam.imagej.image.frame;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What the description of an OME-TIFF says of its pages (OME model 2016-06, {@code Pixels}), for
 * where Bio-Formats is not installed: ImageJ alone takes all pages for slices, and knows no sizes.
 *
 * @param order as {@code XYZCT}: the letter after XY changes fastest from page to page
 * @param sizes channels (of pages, not of samples), slices and frames
 * @param pixelSize x, y and z in {@code unit}; 0 where unknown
 * @param unit of the pixel sizes
 */
public record OmeDimensions(String order, Sizes sizes, double[] pixelSize, String unit) {
  private static final String WAY_OUT =
      "; only Bio-Formats reads that: work in Fiji, or save each image as a TIFF of its own";

  /**
   * Numbers of planes.
   *
   * @param c channels
   * @param z slices
   * @param t frames
   */
  public record Sizes(int c, int z, int t) {
    /** Number of planes. */
    public long count() {
      return (long) c * z * t;
    }
  }

  /** Whether a TIFF's description is that of an OME-TIFF. */
  public static boolean isIn(String description) {
    return description.contains("<OME") && description.contains("Pixels");
  }

  /**
   * Reads the description.
   *
   * @param pages number of pages of the file
   * @throws FrameException if the file holds several images, its planes lie in other files, or it
   *     has another number of pages than its description says
   */
  public static OmeDimensions of(Path file, String description, int pages) {
    Element root = parse(file, description);
    NodeList images = root.getElementsByTagNameNS("*", "Pixels");
    if (images.getLength() != 1) {
      throw new FrameException(
          "%s is an OME-TIFF of %d images%s".formatted(file, images.getLength(), WAY_OUT));
    }
    Element pixels = (Element) images.item(0);
    int samples = samples(pixels);
    Sizes sizes =
        new Sizes(
            Math.max(1, number(file, pixels, "SizeC") / samples),
            number(file, pixels, "SizeZ"),
            number(file, pixels, "SizeT"));
    if (sizes.count() != pages) {
      throw new FrameException(
          "%s is an OME-TIFF that speaks of %d planes, but %d are in it%s"
              .formatted(file, sizes.count(), pages, WAY_OUT));
    }
    String order = pixels.getAttribute("DimensionOrder");
    if (!order.matches("XY(CZT|CTZ|ZCT|ZTC|TCZ|TZC)")) {
      throw new FrameException(
          "%s is an OME-TIFF with the order of planes '%s', which is not possible; export it again"
              .formatted(file, order));
    }
    double[] size = new double[3];
    for (int i = 0; i < size.length; i++) {
      size[i] = length(pixels, "PhysicalSize" + "XYZ".charAt(i));
    }
    String unit = pixels.getAttribute("PhysicalSizeXUnit");
    return new OmeDimensions(order, sizes, size, unit.isEmpty() || unit.equals("µm") ? "um" : unit);
  }

  /** The same image with its planes in ImageJ's order, as channels, slices and frames. */
  public ImagePlus apply(ImagePlus image) {
    ImageStack stack = image.getStack();
    ImageStack ordered = new ImageStack(image.getWidth(), image.getHeight());
    for (int t = 0; t < sizes.t(); t++) {
      for (int z = 0; z < sizes.z(); z++) {
        for (int c = 0; c < sizes.c(); c++) {
          ordered.addSlice(stack.getProcessor(page(c, z, t) + 1));
        }
      }
    }
    if (stack.size() > 1) {
      image.setStack(ordered, sizes.c(), sizes.z(), sizes.t());
      image.setOpenAsHyperStack(true);
    }
    Calibration calibration = image.getCalibration();
    if (pixelSize[0] > 0 && pixelSize[1] > 0) {
      calibration.pixelWidth = pixelSize[0];
      calibration.pixelHeight = pixelSize[1];
      calibration.pixelDepth = pixelSize[2] > 0 ? pixelSize[2] : 1;
      calibration.setUnit(unit);
    }
    return image;
  }

  private int page(int c, int z, int t) {
    int page = 0;
    int step = 1;
    for (char axis : order.substring(2).toCharArray()) {
      page += step * (axis == 'C' ? c : axis == 'Z' ? z : t);
      step *= axis == 'C' ? sizes.c() : axis == 'Z' ? sizes.z() : sizes.t();
    }
    return page;
  }

  private static Element parse(Path file, String description) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new InputSource(new StringReader(description))).getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new FrameException(
          "%s is an OME-TIFF with a description that cannot be read (%s); export it again, or open it in Fiji"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static int samples(Element pixels) {
    List<Integer> samples = new ArrayList<>(List.of(1));
    NodeList channels = pixels.getElementsByTagNameNS("*", "Channel");
    for (int i = 0; i < channels.getLength(); i++) {
      String count = ((Element) channels.item(i)).getAttribute("SamplesPerPixel");
      samples.add(count.matches("\\d{1,4}") ? Integer.parseInt(count) : 1);
    }
    return Math.max(1, samples.stream().mapToInt(Integer::intValue).max().orElse(1));
  }

  private static int number(Path file, Element pixels, String name) {
    String text = pixels.getAttribute(name);
    if (!text.matches("[1-9]\\d{0,6}")) {
      throw new FrameException(
          "%s is an OME-TIFF with %s='%s', which is no number of planes; export it again"
              .formatted(file, name, text));
    }
    return Integer.parseInt(text);
  }

  private static double length(Element pixels, String name) {
    String text = pixels.getAttribute(name);
    try {
      double length = text.isEmpty() ? 0 : Double.parseDouble(text);
      return Double.isFinite(length) ? length : 0;
    } catch (NumberFormatException e) {
      return 0; // the size is a help, the pixels are there all the same
    }
  }
}
