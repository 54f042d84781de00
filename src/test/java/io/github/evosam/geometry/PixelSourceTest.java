package io.github.evosam.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An image that is read part by part has the values of the plane. */
class PixelSourceTest {
  private static final Plane PLANE = noise(new ImageSize(53, 38));

  @ParameterizedTest
  @CsvSource({"20, 14", "53, 38", "80, 60", "7, 60", "53, 5", "1, 1"})
  void isResizedToTheVeryValues(int width, int height) {
    ImageSize target = new ImageSize(width, height);
    for (int rows : new int[] {1, 7, 37}) {
      Strips strips = new Strips(PLANE, rows);
      assertThat(Resampling.resize(strips, target).values())
          .isEqualTo(Resampling.resize(PLANE, target).values());
      assertThat(Resampling.resizeToGreyLevels(strips, target).values())
          .isEqualTo(Resampling.resizeToGreyLevels(PLANE, target).values());
    }
  }

  @ParameterizedTest
  @CsvSource({"5, 6, 20, 10", "-9, -9, 80, 70", "60, 40, 5, 5", "-20, -20, 9, 9", "53, 0, 4, 38"})
  void aCropRepeatsThePixelsOfTheEdge(int x, int y, int width, int height) {
    Plane crop = PLANE.crop(x, y, new ImageSize(width, height));
    for (int i = 0; i < crop.values().length; i++) {
      int column = Math.max(0, Math.min(52, x + i % width));
      int row = Math.max(0, Math.min(37, y + i / width % height));
      assertThat(crop.values()[i]).isEqualTo(PLANE.at(i / (width * height), column, row));
    }
  }

  @ParameterizedTest
  @CsvSource({"5, 6, 20, 10", "-4, -3, 30, 30", "40, 30, 25, 20", "-9, -9, 80, 70"})
  void aRegionIsWhatTheCropIs(int x, int y, int width, int height) {
    ImageSize size = new ImageSize(width, height);
    Plane crop = PLANE.crop(x, y, size);
    PixelSource region = PLANE.region(x, y, size);
    assertThat(region.crop(0, 0, size).values()).isEqualTo(crop.values());
    ImageSize part = new ImageSize(9, 8);
    for (int at : new int[] {-5, 0, 3, width - 2}) {
      assertThat(region.crop(at, at, part).values()).isEqualTo(crop.crop(at, at, part).values());
    }
  }

  private static Plane noise(ImageSize size) {
    Random random = new Random(5);
    float[] values = new float[(int) (Plane.CHANNELS * size.area())];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(256);
    }
    return new Plane(size, values);
  }

  /** A plane that comes in strips of a few rows. */
  private record Strips(Plane plane, int rows) implements PixelSource {
    @Override
    public ImageSize size() {
      return plane.size();
    }

    @Override
    public Plane crop(int x, int y, ImageSize region) {
      return plane.crop(x, y, region);
    }

    @Override
    public void forEachStrip(ObjIntConsumer<Plane> consumer) {
      for (int y = 0; y < size().height(); y += rows) {
        int height = Math.min(rows, size().height() - y);
        consumer.accept(plane.crop(0, y, new ImageSize(size().width(), height)), y);
      }
    }
  }
}
