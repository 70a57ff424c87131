package dev.intermute;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.ws.rs.Path;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.intermute.agent.Agents;
import dev.intermute.agent.Handover;
import dev.intermute.agent.Holdings;
import dev.intermute.agent.LifeListener;
import dev.intermute.agent.Liveness;
import dev.intermute.agent.Mailboxes;
import dev.intermute.store.CurrentSession;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The plan of the house: which room stands on which. An arrow only points down. */
class HouseTest {
    private static final String HOUSE = "dev.intermute";
    private static final Set<String> GROUND = Set.of("access", "http", "store");

    /** What each room may stand on. A room that isn't here isn't in the house. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("http", Set.of()),
            Map.entry("client", Set.of()),
            Map.entry("access", Set.of("http")),
            Map.entry("store", Set.of("http")),
            Map.entry("event", GROUND),
            Map.entry("push", plus(GROUND, "event")),
            Map.entry("agent", plus(GROUND, "event")),
            Map.entry("message", plus(GROUND, "event", "agent")),
            Map.entry("reservation", plus(GROUND, "event", "agent")),
            Map.entry("record", plus(GROUND, "event", "agent")),
            Map.entry("cli", plus(GROUND, "event", "push", "agent", "message", "reservation", "record", "client")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(HOUSE);

    static Stream<String> rooms() {
        return MAY_USE.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void a_room_stands_only_on_the_rooms_below_it(String room) {
        String[] below = Stream.concat(Stream.of(room), MAY_USE.get(room).stream())
                .map(HouseTest::packagesOf)
                .toArray(String[]::new);

        classes()
                .that()
                .resideInAPackage(packagesOf(room))
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(HOUSE + "..")).or(resideInAnyPackage(below)))
                .check(CLASSES);
    }

    @Test
    void every_package_is_a_room_of_the_plan() {
        Set<String> found = new HashSet<>();
        CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(HOUSE + "."))
                .forEach(name -> found.add(name.substring(HOUSE.length() + 1).replaceAll("\\..*", "")));

        assertThat(found).containsExactlyInAnyOrderElementsOf(MAY_USE.keySet());
    }

    @Test
    void no_rooms_stand_on_each_other_in_a_circle() {
        slices().matching(HOUSE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nobody_but_the_process_itself_opens_the_front_door() {
        noClasses()
                .that()
                .resideInAPackage(HOUSE + ".*..")
                .and()
                .resideOutsideOfPackage(packagesOf("cli"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(packagesOf("cli"))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Main.class)
                .check(CLASSES);
    }

    @Test
    void the_mail_meets_agents_through_their_service_alone() {
        noClasses()
                .that()
                .resideInAPackage(packagesOf("message"))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(packagesOf("agent")).and(not(belongToAnyOf(Agents.class, Mailboxes.class))))
                .check(CLASSES);
    }

    @Test
    void reservations_meet_agents_through_their_service_alone() {
        noClasses()
                .that()
                .resideInAPackage(packagesOf("reservation"))
                .should()
                .dependOnClassesThat(resideInAPackage(packagesOf("agent"))
                        .and(not(belongToAnyOf(Agents.class, Holdings.class, LifeListener.class, Liveness.class))))
                .check(CLASSES);
    }

    @Test
    void records_meet_agents_through_their_service_alone() {
        noClasses()
                .that()
                .resideInAPackage(packagesOf("record"))
                .should()
                .dependOnClassesThat(resideInAPackage(packagesOf("agent"))
                        .and(not(belongToAnyOf(Agents.class, Handover.class, LifeListener.class))))
                .check(CLASSES);
    }

    @Test
    void the_overlap_engine_uses_nothing_but_the_jdk() {
        classes()
                .that()
                .resideInAPackage(packagesOf("reservation.pattern"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", packagesOf("reservation.pattern"))
                .check(CLASSES);
    }

    @Test
    void the_sdk_uses_nothing_but_the_jdk_and_jackson() {
        classes()
                .that()
                .resideInAPackage(packagesOf("client"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.net.ssl..",
                        packagesOf("client"),
                        "com.fasterxml.jackson.annotation..",
                        "com.fasterxml.jackson.core..",
                        "com.fasterxml.jackson.databind..",
                        "com.fasterxml.jackson.datatype..")
                .check(CLASSES);
    }

    @Test
    void only_the_store_knows_which_database_there_is() {
        noClasses()
                .that()
                .resideOutsideOfPackage(packagesOf("store"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "org.flywaydb..", "io.agroal..")
                .check(CLASSES);
    }

    @Test
    void only_repositories_touch_the_session() {
        noClasses()
                .that()
                .resideOutsideOfPackage(packagesOf("store"))
                .and()
                .haveSimpleNameNotEndingWith("Repository")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(CurrentSession.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.hibernate", "org.hibernate.query..")
                .check(CLASSES);
    }

    @Test
    void only_resources_and_the_room_of_http_speak_jax_rs() {
        noClasses()
                .that()
                .resideOutsideOfPackage(packagesOf("http"))
                .and(not(isOrIsWithinAResource()))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.ws.rs..")
                .check(CLASSES);
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should()
                .haveSimpleNameEndingWith("Resource")
                .check(CLASSES);
    }

    @Test
    void what_a_class_needs_comes_through_its_constructor() {
        noFields()
                .should()
                .beAnnotatedWith(Inject.class)
                .orShould()
                .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> isOrIsWithinAResource() {
        return DescribedPredicate.describe("resources", type -> type.getName().matches(".*Resource(\\$.*)?"));
    }

    private static String packagesOf(String room) {
        return HOUSE + "." + room + "..";
    }

    private static Set<String> plus(Set<String> rooms, String... more) {
        Set<String> all = new HashSet<>(rooms);
        all.addAll(List.copyOf(Arrays.asList(more)));
        return Set.copyOf(all);
    }
}
