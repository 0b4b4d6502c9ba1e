package io.jlockdep.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import whom inside the agent. */
@AnalyzeClasses(packages = "io.jlockdep", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule spec_stands_alone =
      classes()
          .that()
          .resideInAPackage("io.jlockdep.agent.spec")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.jlockdep.agent.spec", "java..", "org.snakeyaml..", "org.jspecify..");

  @ArchTest
  static final ArchRule weaving_knows_asm_and_the_spec =
      classes()
          .that()
          .resideInAPackage("io.jlockdep.agent.weave")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.jlockdep.agent.weave",
              "io.jlockdep.agent.spec",
              "java..",
              "org.objectweb.asm..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule runtime_needs_only_the_jdk =
      classes()
          .that()
          .resideInAPackage("io.jlockdep.runtime..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.jlockdep.runtime..", "java..", "jdk.jfr..", "org.jspecify..", "io.jlockdep.vm..");

  @ArchTest
  static final ArchRule events_need_only_jfr =
      classes()
          .that()
          .resideInAPackage("io.jlockdep.runtime.event")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.jlockdep.runtime.event", "java.lang..", "jdk.jfr..", "org.jspecify..");

  @ArchTest
  static final ArchRule the_premain_class_never_refers_to_the_runtime =
      noClasses()
          .that()
          .haveFullyQualifiedName("io.jlockdep.agent.Agent")
          .or()
          .haveFullyQualifiedName("io.jlockdep.agent.Bootstrap")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.jlockdep.runtime..");

  /** Only those class files are searched for replacements at start-up. */
  @ArchTest
  static final ArchRule hooks_that_replace_calls_are_in_classes_named_so =
      methods()
          .that()
          .areAnnotatedWith("io.jlockdep.runtime.Replaces")
          .should()
          .beDeclaredInClassesThat()
          .haveSimpleNameEndingWith("Hooks");
}
