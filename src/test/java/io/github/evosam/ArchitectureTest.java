package io.github.evosam;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the house of {@code docs/architecture.md} in the compiled classes. */
class ArchitectureTest {
  private static JavaClasses classes;

  @BeforeAll
  static void importClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(PackageRules.ROOT);
  }

  @Test
  void productionClassesAreSeen() {
    assertThat(classes).anyMatch(type -> type.getSimpleName().equals("Mask"));
    assertThat(classes).noneMatch(type -> type.isEquivalentTo(ArchitectureTest.class));
  }

  @ParameterizedTest
  @EnumSource
  void packageDependsOnlyOnItsRow(PackageRules row) {
    classes()
        .that()
        .resideInAPackage(row.pattern())
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(row.allowed())
        .allowEmptyShould(true)
        .because("of the package table in docs/architecture.md")
        .check(classes);
  }

  @Test
  void everyClassLivesInAPackageOfTheTable() {
    String[] rows =
        Stream.concat(
                Stream.of(PackageRules.ROOT),
                Arrays.stream(PackageRules.values()).map(PackageRules::pattern))
            .toArray(String[]::new);
    classes().should().resideInAnyPackage(rows).check(classes);
  }

  @Test
  void rootPackageKnowsOnlyTheJdk() {
    classes()
        .that()
        .resideInAPackage(PackageRules.ROOT)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("", "java..", PackageRules.ROOT)
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching(PackageRules.ROOT + ".(**)").should().beFreeOfCycles().check(classes);
  }

  @Test
  void noPackageHoldsMoreThan35Types() {
    Map<String, Long> types =
        classes.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertThat(types).hasSizeGreaterThan(20).allSatisfy((name, n) -> assertThat(n).isLessThan(36));
  }

  @Test
  void onlyImagejSeesImageJAndWindows() {
    noClasses()
        .that()
        .resideOutsideOfPackage(PackageRules.IMAGEJ.pattern())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ij..", "org.scijava..", "java.awt..", "javax.swing..")
        .check(classes);
  }

  @Test
  void sessionsKnowNoWindow() {
    noClasses()
        .that()
        .resideInAnyPackage(
            PackageRules.ROOT + ".imagej.interactive", PackageRules.ROOT + ".imagej.library")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.awt..", "javax.swing..", "ij.plugin..")
        .because("they are tested without a screen; windows belong to imagej.ui")
        .check(classes);
  }

  @Test
  void foldersOfImagesNeedNeitherImageJNorWindows() {
    noClasses()
        .that()
        .resideInAPackage(PackageRules.ROOT + ".imagej.batch")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ij..", "org.scijava..", "java.awt..", "javax.swing..")
        .because("the menu's command and the command line share them")
        .check(classes);
  }

  @Test
  void sparkSeesFilesButNeitherWindowsNorCommands() {
    noClasses()
        .that()
        .resideInAPackage(PackageRules.SPARK.pattern())
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage(PackageRules.IMAGEJ.pattern())
                .and(
                    JavaClass.Predicates.resideOutsideOfPackages(
                        PackageRules.ROOT + ".imagej.batch",
                        PackageRules.ROOT + ".imagej.image",
                        PackageRules.ROOT + ".imagej.result",
                        PackageRules.ROOT + ".imagej.stack")))
        .because("executors have no screen")
        .check(classes);
  }

  @Test
  void onlyTheCommandLinePrintsAndExits() {
    noClasses()
        .that()
        .resideOutsideOfPackage(PackageRules.CLI.pattern())
        .should(ACCESS_STANDARD_STREAMS)
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .because("the core logs by SLF4J and reports by exceptions")
        .check(classes);
  }

  @Test
  void onlyEngineAndNetworksChooseTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackages(PackageRules.ENGINE.pattern(), PackageRules.NN.pattern())
        .should()
        .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("ai.djl.pytorch.."))
        .orShould()
        .callMethod(ai.djl.engine.Engine.class, "getEngine", String.class)
        .check(classes);
  }
}
