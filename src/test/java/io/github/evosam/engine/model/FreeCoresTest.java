package io.github.evosam.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How many threads an answer takes. */
class FreeCoresTest {
  private static final int CORES = 8;

  private double system;
  private double own;
  private long nanos;

  private final FreeCores cores =
      new FreeCores(
          new FreeCores.Load() {
            @Override
            public double ofSystem() {
              return system;
            }

            @Override
            public double ofProcess() {
              return own;
            }
          },
          () -> nanos,
          CORES);

  private int after(double seconds, double ofSystem, double ofProcess) {
    nanos += (long) (seconds * 1e9);
    system = ofSystem;
    own = ofProcess;
    return cores.count();
  }

  @Test
  void aQuietMachineGivesAll() {
    assertThat(after(1, 0, 0)).isEqualTo(CORES);
    assertThat(after(1, 0.02, 0)).as("a little is always going on").isEqualTo(CORES);
  }

  @Test
  void whatOthersKeepBusyIsLeftToThem() {
    assertThat(after(1, 0.5, 0)).isEqualTo(4);
    assertThat(after(1, 1, 0)).isEqualTo(1);
    assertThat(after(1, 0, 0)).as("when they are done").isEqualTo(CORES);
  }

  @Test
  void itsOwnWorkDoesNotCount() {
    assertThat(after(1, 1, 1)).isEqualTo(CORES);
    assertThat(after(1, 1, 0.75)).isEqualTo(6);
  }

  @Test
  void momentsTellNothing() {
    assertThat(after(1, 0.5, 0)).isEqualTo(4);
    assertThat(after(0.01, 1, 0)).isEqualTo(4);
  }

  @Test
  void whereTheSystemTellsNothingAllAreTaken() {
    assertThat(after(1, -1, -1)).isEqualTo(CORES);
  }

  @Test
  void workHasItsThreadsAndLeavesTheNumberAsItWas() {
    int before = ComputeThreads.count();
    assertThat(ComputeThreads.<Integer>during(3, ComputeThreads::count)).isEqualTo(3);
    assertThat(ComputeThreads.count()).isEqualTo(before);
    system = 1;
    nanos += 1_000_000_000;
    assertThat(cores.<Integer>use(ComputeThreads::count)).isEqualTo(1);
    assertThat(ComputeThreads.count()).isEqualTo(before);
  }
}
