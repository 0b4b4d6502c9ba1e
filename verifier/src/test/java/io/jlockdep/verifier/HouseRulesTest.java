package io.jlockdep.verifier;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may use whom, and who may speak to the user. */
@AnalyzeClasses(
    packages = "io.jlockdep.verifier",
    importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
  private static final String ROOT = "io.jlockdep.verifier.";

  @ArchTest
  static final ArchRule the_model_depends_on_nothing_of_ours =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "model")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.jlockdep..").and(not(resideInAPackage(ROOT + "model"))));

  @ArchTest
  static final ArchRule reader_and_report_depend_on_the_model_only =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + "read", ROOT + "report")
          .should()
          .dependOnClassesThat(resideInAnyPackage(ROOT + "check..", ROOT + "cli"));

  @ArchTest
  static final ArchRule reader_does_not_depend_on_report =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "read")
          .should()
          .dependOnClassesThat(resideInAPackage(ROOT + "report"));

  @ArchTest
  static final ArchRule report_does_not_depend_on_reader =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "report")
          .should()
          .dependOnClassesThat(resideInAPackage(ROOT + "read"));

  @ArchTest
  static final ArchRule checks_depend_on_the_model_only =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "check..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.jlockdep..")
                  .and(not(resideInAnyPackage(ROOT + "check..", ROOT + "model"))));

  @ArchTest
  static final ArchRule checks_do_not_depend_on_one_another =
      slices().matching(ROOT + "check.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule only_the_command_line_prints_or_exits =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "cli")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Throwable.class, "printStackTrace");

  @ArchTest
  static final ArchRule only_the_reader_knows_jfr =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "read")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.jfr..");
}
