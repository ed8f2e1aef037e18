package io.github.taosspring.boot.architecture;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The arrows between the modules and the rules inside them. This module's tests see all
 * of their jars.
 */
class ArchitectureTests {

	private static final String CORE = "io.github.taosspring.client..";

	private static final String EMBEDDED = "io.github.taosspring.embedded..";

	private static final String BOOT = "io.github.taosspring.boot..";

	private static final String[] SPRING = { "io.github.taosspring.annotation..", "io.github.taosspring.buffered..",
			"io.github.taosspring.config..", "io.github.taosspring.core..", "io.github.taosspring.data..",
			"io.github.taosspring.listener..", "io.github.taosspring.mapping..", "io.github.taosspring.micrometer..",
			"io.github.taosspring.schema..", "io.github.taosspring.schemaless..", "io.github.taosspring.support..",
			"io.github.taosspring.topic.." };

	/** Made by ANTLR of the grammar. */
	private static final String GENERATED = "io.github.taosspring.embedded.internal.sql.antlr..";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.github.taosspring");

	@Test
	void allModulesAreSeen() {
		String[] modules = Stream.concat(Stream.of(CORE, EMBEDDED, BOOT), Stream.of(SPRING)).toArray(String[]::new);
		for (String module : modules) {
			assertThat(CLASSES.that(resideInAPackage(module))).as(module).isNotEmpty();
		}
		assertThat(CLASSES.that(not(resideInAnyPackage(modules)))).as("classes of no module").isEmpty();
	}

	@Test
	void coreKnowsNoOtherModuleNorSpringNorMicrometer() {
		check(noClasses().that()
			.resideInAPackage(CORE)
			.should()
			.dependOnClassesThat(resideInAnyPackage(SPRING).or(resideInAnyPackage(EMBEDDED, BOOT,
					"org.springframework..", "io.micrometer..", "com.fasterxml.."))));
	}

	@Test
	void embeddedKnowsOnlyTheWireFormatsOfCore() {
		DescribedPredicate<JavaClass> allowed = resideInAnyPackage("io.github.taosspring.client.wire..",
				"io.github.taosspring.client.sql..")
			.or(DescribedPredicate.describe("a value type, or what reading a wire format throws",
					(type) -> Set.of("TaosType", "TaosPrecision", "TaosColumn", "Block", "TaosException")
						.contains(type.getSimpleName())));
		check(noClasses().that()
			.resideInAPackage(EMBEDDED)
			.should()
			.dependOnClassesThat(resideInAPackage(CORE).and(not(allowed))));
		check(noClasses().that()
			.resideInAPackage(EMBEDDED)
			.should()
			.dependOnClassesThat(resideInAnyPackage(SPRING).or(resideInAnyPackage(BOOT, "org.springframework.."))));
	}

	@Test
	void springKnowsOnlyCoreAndNoBoot() {
		check(noClasses().that()
			.resideInAnyPackage(SPRING)
			.should()
			.dependOnClassesThat(resideInAnyPackage(EMBEDDED, BOOT, "org.springframework.boot..")));
	}

	@Test
	void internalPackagesStayInTheirModule() {
		check(noClasses().that()
			.resideOutsideOfPackage(CORE)
			.should()
			.dependOnClassesThat(resideInAPackage("io.github.taosspring.client.internal..")));
		check(noClasses().that()
			.resideOutsideOfPackage(EMBEDDED)
			.should()
			.dependOnClassesThat(resideInAPackage("io.github.taosspring.embedded.internal..")));
	}

	@Test
	void packagesHaveNoCycles() {
		check(slices().matching("io.github.taosspring.(**)").should().beFreeOfCycles());
	}

	@Test
	void packagesAreNullMarked() {
		Set<String> unmarked = new TreeSet<>();
		for (JavaClass type : CLASSES.that(not(resideInAPackage(GENERATED)))) {
			if (!type.getPackage().tryGetAnnotationOfType(NullMarked.class).isPresent()) {
				unmarked.add(type.getPackageName());
			}
		}
		assertThat(unmarked).isEmpty();
	}

	@Test
	void jacksonStaysOutOfSignaturesOfCore() {
		check(classes().that()
			.resideInAPackage(CORE)
			.and()
			.resideOutsideOfPackage("io.github.taosspring.client.internal..")
			.should(new NotShow("tools.jackson")));
	}

	@Test
	void transportsDoNotKnowEachOther() {
		check(slices().matching("io.github.taosspring.client.internal.(ws|rest|nativelib)..")
			.should()
			.notDependOnEachOther()
			.allowEmptyShould(true));
	}

	private static void check(ArchRule rule) {
		rule.check(CLASSES);
	}

	/**
	 * No public or protected member shows a type of a library.
	 */
	private static final class NotShow extends ArchCondition<JavaClass> {

		private final String prefix;

		private NotShow(String prefix) {
			super("not show " + prefix + " in public signatures");
			this.prefix = prefix;
		}

		@Override
		public void check(JavaClass type, ConditionEvents events) {
			if (!type.getModifiers().contains(JavaModifier.PUBLIC)) {
				return;
			}
			for (JavaMember member : type.getMembers()) {
				boolean visible = member.getModifiers().contains(JavaModifier.PUBLIC)
						|| member.getModifiers().contains(JavaModifier.PROTECTED);
				if (visible && member.getAllInvolvedRawTypes()
					.stream()
					.anyMatch((used) -> used.getPackageName().startsWith(this.prefix))) {
					events.add(SimpleConditionEvent.violated(member, member.getDescription()));
				}
			}
		}

	}

}
