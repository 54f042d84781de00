package io.github.evosam.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest names. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = EvoSam.class.getPackage().getImplementationVersion();
    return new String[] {"EvoSAM " + (version == null ? "(not packaged)" : version)};
  }
}
