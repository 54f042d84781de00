package io.github.evosam.sam.hiera;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.StateDict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The architectures of the official configurations, from the tensors of the official files. */
class HieraLayoutTest {

  @ParameterizedTest
  @CsvSource({
    "sam2.0_hiera_t, 1-2-7-2, 1, 8-4-14-7, 5-7-9",
    "sam2.1_hiera_t, 1-2-7-2, 1, 8-4-14-7, 5-7-9",
    "sam2.0_hiera_s, 1-2-11-2, 1, 8-4-14-7, 7-10-13",
    "sam2.1_hiera_s, 1-2-11-2, 1, 8-4-14-7, 7-10-13",
    "sam2.0_hiera_b_plus, 2-3-16-3, 2, 8-4-14-7, 12-16-20",
    "sam2.1_hiera_b_plus, 2-3-16-3, 2, 8-4-14-7, 12-16-20",
    "sam2.0_hiera_l, 2-6-36-4, 2, 8-4-16-8, 23-33-43",
    "sam2.1_hiera_l, 2-6-36-4, 2, 8-4-16-8, 23-33-43",
  })
  void officialSizesAreInferred(
      String name, String stages, int heads, String windows, String globalBlocks)
      throws IOException {
    try (NDManager manager = NDManager.newBaseManager();
        StateDict weights = trunk(name, manager)) {
      HieraLayout layout = HieraLayout.of(weights);

      assertThat(layout.stages()).isEqualTo(numbers(stages));
      assertThat(layout.heads()).isEqualTo(heads);
      assertThat(layout.windows()).isEqualTo(numbers(windows));
      assertThat(layout.globalBlocks()).containsExactlyInAnyOrderElementsOf(numbers(globalBlocks));
      assertThat(
              IntStream.range(0, layout.depth())
                  .filter(i -> weights.has(HieraLayout.block(i) + "proj.weight")))
          .as("blocks that pool")
          .containsExactly(layout.end(0), layout.end(1), layout.end(2));
    }
  }

  /** A trunk of that layout in the smallest type: only shapes are asked for. */
  private static StateDict trunk(String name, NDManager manager) throws IOException {
    StateDict weights = new StateDict(manager);
    Path file = Path.of("src", "test", "resources", "sam2-layouts", name + ".tsv");
    for (String line : Files.readAllLines(file)) {
      String[] fields = line.split("\t");
      if (fields[0].startsWith(HieraLayout.ROOT)) {
        long[] shape = Arrays.stream(fields[1].split("x")).mapToLong(Long::parseLong).toArray();
        weights.put(fields[0], weights.manager().create(new Shape(shape), DataType.INT8));
      }
    }
    return weights;
  }

  private static List<Integer> numbers(String joined) {
    return Arrays.stream(joined.split("-")).map(Integer::valueOf).toList();
  }
}
