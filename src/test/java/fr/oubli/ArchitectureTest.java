package fr.oubli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

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

  @ArchTest
  static final ArchRule jobsDoNotImportEachOther =
      noClasses()
          .that()
          .resideInAPackage("..retention..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..compliance..", "..demo..")
          .because("what two jobs share belongs below them");

  @ArchTest
  static final ArchRule dependenciesPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("Jobs")
          .definedBy("..retention..", "..compliance..", "..demo..")
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
          .whereLayer("Run")
          .mayOnlyBeAccessedByLayers("Jobs")
          .whereLayer("Decision")
          .mayOnlyBeAccessedByLayers("Jobs")
          .whereLayer("Catalog")
          .mayOnlyBeAccessedByLayers("Jobs", "Decision")
          .whereLayer("Files")
          .mayOnlyBeAccessedByLayers("Jobs", "Run", "Decision", "Catalog")
          .whereLayer("Evidence")
          .mayOnlyBeAccessedByLayers("Jobs", "Run");

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
