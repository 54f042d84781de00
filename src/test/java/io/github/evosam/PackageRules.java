package io.github.evosam;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The package table of {@code docs/architecture.md}: what each top-level package may import. A
 * package that is not built yet has its row here already.
 */
enum PackageRules {
  GEOMETRY(uses()),
  NN(uses(), "ai.djl..", "org.slf4j.."),
  WEIGHTS(uses("nn"), "ai.djl..", "net.razorvine.pickle..", "com.google.gson..", "org.slf4j.."),
  SAM(uses("nn", "weights", "geometry"), "ai.djl..", "org.slf4j.."),
  LORA(uses("nn", "weights"), "ai.djl..", "org.slf4j.."),
  MATCHER(uses("geometry"), "org.ejml..", "org.slf4j.."),
  /* nn: whoever handles tensors opens its array scopes */
  LEARNING(uses("sam", "lora", "geometry", "nn"), "ai.djl..", "org.slf4j.."),
  /* nn, DJL: an expert's tensors are named tensors, on a device that the caller chooses */
  LIBRARY(uses("nn", "lora", "matcher", "weights"), "ai.djl..", "com.google.gson..", "org.slf4j.."),
  ENGINE(
      uses("geometry", "nn", "weights", "sam", "lora", "matcher", "learning", "library"),
      "ai.djl..",
      "com.google.gson..",
      "com.sun.management..", // how busy the machine is
      "org.slf4j.."),
  IMAGEJ(
      uses("engine", "geometry"),
      "ij..",
      "org.scijava..",
      "org.jfree..",
      "org.apache.commons.csv..",
      "org.slf4j.."),
  /* what makes and measures the product; its runs end in the command line alone */
  LAB(
      uses("geometry", "nn", "weights", "sam", "lora", "matcher", "learning", "library", "engine"),
      "ai.djl..",
      "com.google.gson..",
      "org.slf4j.."),
  CLI(
      uses("engine", "imagej", "lab", "spark", "geometry"),
      "picocli..",
      "me.tongfei.progressbar..",
      "com.google.gson..",
      "org.slf4j.."),
  /* imagej: image files are read and written by imagej.batch, on one machine as on many */
  SPARK(uses("engine", "geometry", "imagej"), "org.apache.spark..", "org.slf4j..");

  static final String ROOT = "io.github.evosam";

  private final Set<String> packages;
  private final List<String> libraries;

  PackageRules(Set<String> packages, String... libraries) {
    this.packages = packages;
    this.libraries = List.of(libraries);
  }

  private static Set<String> uses(String... packages) {
    return Set.of(packages);
  }

  /** The last part of the package's name. */
  String packageName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** ArchUnit pattern of the package with its subpackages. */
  String pattern() {
    return pattern(packageName());
  }

  /** ArchUnit patterns of everything that the package may depend on, itself and the JDK too. */
  String[] allowed() {
    // "" holds the primitive types; the root package the exceptions that cross all layers.
    Stream<String> always =
        Stream.of("", "java..", "javax..", "org.w3c.dom..", "org.xml.sax..", pattern());
    Stream<String> root = this == GEOMETRY ? Stream.of() : Stream.of(ROOT);
    Stream<String> own = packages.stream().map(PackageRules::pattern);
    return Stream.of(always, root, own, libraries.stream())
        .flatMap(patterns -> patterns)
        .toArray(String[]::new);
  }

  private static String pattern(String packageName) {
    return ROOT + "." + packageName + "..";
  }
}
