package io.github.taosspring.test;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The arrows between this module and the others, of which it sees all that an application
 * has.
 */
class ArchitectureTests {

	private static final String TEST = "io.github.taosspring.test..";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.github.taosspring");

	@Test
	void noModuleKnowsThisOne() {
		assertThat(CLASSES.that(resideInAPackage(TEST))).isNotEmpty();
		assertThat(CLASSES.that(resideInAPackage("io.github.taosspring.embedded.."))).isNotEmpty();
		noClasses().that()
			.resideOutsideOfPackage(TEST)
			.should()
			.dependOnClassesThat(resideInAPackage(TEST))
			.check(CLASSES);
	}

	@Test
	void internalPackagesAreNotUsed() {
		noClasses().that()
			.resideInAPackage(TEST)
			.should()
			.dependOnClassesThat(resideInAnyPackage("io.github.taosspring..internal.."))
			.check(CLASSES);
	}

	@Test
	void packagesAreNullMarked() {
		for (JavaClass type : CLASSES.that(resideInAPackage(TEST))) {
			assertThat(type.getPackage().tryGetAnnotationOfType(NullMarked.class)).isPresent();
		}
	}

}
