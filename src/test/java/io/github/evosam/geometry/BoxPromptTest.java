package io.github.evosam.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxPromptTest {
  private static final ImageSize IMAGE = new ImageSize(70, 60);

  @ParameterizedTest
  @CsvSource({"0,0,69,59", "-0.5,-0.5,69.4,59.4", "-0.3,12.25,30.7,40", "5,5,5,5"})
  void aBoxOnPixelsStaysAsItIs(double x0, double y0, double x1, double y1) {
    BoxPrompt box = new BoxPrompt(x0, y0, x1, y1);
    assertThat(box.within(IMAGE)).containsSame(box);
  }

  @Test
  void aCornerBeyondTheBorderBecomesThePixelThere() {
    assertThat(new BoxPrompt(-3, -1, 100, 60).within(IMAGE)).contains(new BoxPrompt(0, 0, 69, 59));
    assertThat(new BoxPrompt(5.5, 7, 69.5, 8).within(IMAGE)).contains(new BoxPrompt(5.5, 7, 69, 8));
  }

  @Test
  void aBoxOverPartOfABorderPixelKeepsItsOrder() {
    assertThat(new BoxPrompt(-9, 3, -0.4, 4).within(IMAGE))
        .contains(new BoxPrompt(-0.4, 3, -0.4, 4));
    assertThat(new BoxPrompt(3, 59.2, 4, 90).within(IMAGE))
        .contains(new BoxPrompt(3, 59.2, 4, 59.2));
  }

  @ParameterizedTest
  @CsvSource({"-9,3,-1,5", "-9,3,-0.6,5", "70,3,80,5", "69.5,3,80,5", "3,-4,5,-2", "3,60,5,70"})
  void aBoxThatCoversNoPixelIsGone(double x0, double y0, double x1, double y1) {
    assertThat(new BoxPrompt(x0, y0, x1, y1).within(IMAGE)).isEmpty();
  }
}
