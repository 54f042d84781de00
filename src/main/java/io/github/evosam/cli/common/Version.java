package io.github.evosam.cli.common;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest names. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"EvoSAM " + (version == null ? "(not packaged)" : version)};
  }
}
