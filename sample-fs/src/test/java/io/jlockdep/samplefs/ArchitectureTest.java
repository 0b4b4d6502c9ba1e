package io.jlockdep.samplefs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.jlockdep.samplefs",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule importsGoDownwards =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("main")
          .definedBy("io.jlockdep.samplefs")
          .layer("cli")
          .definedBy("..samplefs.cli")
          .layer("workload")
          .definedBy("..samplefs.workload")
          .layer("scenario")
          .definedBy("..samplefs.scenario")
          .layer("crash")
          .definedBy("..samplefs.crash")
          .layer("exercise")
          .definedBy("..samplefs.exercise")
          .layer("speed")
          .definedBy("..samplefs.speed")
          .layer("nio")
          .definedBy("..samplefs.nio")
          .layer("vfs")
          .definedBy("..samplefs.vfs")
          .layer("io")
          .definedBy("..samplefs.io")
          .layer("tree")
          .definedBy("..samplefs.tree")
          .layer("lock")
          .definedBy("..samplefs.lock")
          .layer("block")
          .definedBy("..samplefs.block")
          .layer("history")
          .definedBy("..samplefs.history")
          .whereLayer("main")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("cli")
          .mayOnlyBeAccessedByLayers("main")
          .whereLayer("workload")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("scenario")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("crash")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("exercise")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("speed")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("nio")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("vfs")
          .mayOnlyBeAccessedByLayers(
              "cli", "workload", "scenario", "crash", "exercise", "speed", "nio")
          .whereLayer("io")
          .mayOnlyBeAccessedByLayers(
              "vfs", "workload", "scenario", "crash", "exercise", "speed", "nio")
          .whereLayer("tree")
          .mayOnlyBeAccessedByLayers("io", "vfs", "workload", "crash", "exercise", "cli", "nio")
          .whereLayer("lock")
          .mayOnlyBeAccessedByLayers("tree", "io", "vfs")
          .whereLayer("block")
          .mayNotAccessAnyLayer()
          .whereLayer("history")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("io.jlockdep.samplefs.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule knowsNothingOfTheOtherModules =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.jlockdep.agent..",
              "io.jlockdep.runtime..",
              "io.jlockdep.verifier..",
              "jdk.jfr..");

  @ArchTest
  static final ArchRule onlyTheCommandsPrint =
      noClasses()
          .that()
          .resideOutsideOfPackages("..samplefs.cli", "..samplefs.block")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");
}
