package fr.oubli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.Slice;
import java.util.Arrays;

@AnalyzeClasses(packages = "fr.oubli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesHaveNoCircle =
      slices().matching("fr.oubli.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule policyAndMapKnowNoFramework =
      noClasses()
          .that()
          .resideInAnyPackage("..policy..", "..datamap..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..", "org.postgresql..", "picocli..", "org.yaml..")
          .because("the policy and the data map are plain Java");

  private static final String[] JOBS = {
    "..retention..",
    "..accounting..",
    "..compliance..",
    "..demo..",
    "..benchmark..",
    "..bundle..",
    "..erasure..",
    "..objection..",
    "..rectification..",
    "..restriction..",
    "..draft..",
    "..check.."
  };

  /** What the benchmark measures is the purge itself, on the demo's schema. */
  @ArchTest
  static final ArchRule jobsDoNotImportEachOther =
      slices()
          .matching("fr.oubli.(*)..")
          .that(areJobs())
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              resideInAPackage("..benchmark.."),
              resideInAnyPackage("..retention..", "..demo..", "..bundle..", "..accounting.."))
          .because("what two jobs share belongs below them");

  private static DescribedPredicate<Slice> areJobs() {
    return DescribedPredicate.describe(
        "are jobs",
        slice ->
            Arrays.stream(JOBS).anyMatch(job -> job.equals(".." + slice.getNamePart(1) + "..")));
  }

  @ArchTest
  static final ArchRule dependenciesPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("Jobs")
          .definedBy(JOBS)
          .layer("Registers")
          .definedBy(
              "..clues..",
              "..hold..",
              "..plan..",
              "..request..",
              "..reply..",
              "..suppression..",
              "..recording..",
              "..controller..",
              "..batch..")
          .layer("Run")
          .definedBy("..run..")
          .layer("Decision")
          .definedBy("..decision..")
          .layer("Evidence")
          .definedBy("..ledger..", "..output..", "..database..")
          .layer("Catalog")
          .definedBy("..catalog..")
          .layer("Files")
          .definedBy("..policy..", "..datamap..")
          .layer("Ground")
          .definedBy("..document..", "..exit..")
          .whereLayer("Jobs")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("Registers")
          .mayOnlyBeAccessedByLayers("Jobs")
          .whereLayer("Run")
          .mayOnlyBeAccessedByLayers("Jobs", "Registers")
          .whereLayer("Decision")
          .mayOnlyBeAccessedByLayers("Jobs", "Registers")
          .whereLayer("Catalog")
          .mayOnlyBeAccessedByLayers("Jobs", "Registers", "Decision")
          .whereLayer("Files")
          .mayOnlyBeAccessedByLayers("Jobs", "Registers", "Run", "Decision", "Catalog")
          .whereLayer("Evidence")
          .mayOnlyBeAccessedByLayers("Jobs", "Registers", "Run");

  @ArchTest
  static final ArchRule theRootHoldsOnlyTheMainClass =
      classes()
          .that()
          .resideInAPackage("fr.oubli")
          .should()
          .haveSimpleName("Oubli")
          .orShould()
          .haveSimpleName("package-info");
}
