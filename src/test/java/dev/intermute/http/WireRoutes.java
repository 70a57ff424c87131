package dev.intermute.http;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.persistence.Entity;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

import dev.intermute.event.Frame;

/**
 * Finds the types that cross the wire in the signatures of the routes, in what the API description says of an answer
 * whose signature tells nothing, and in the components of the types that it has found.
 */
final class WireRoutes {
    private static final String HOUSE = "dev.intermute";

    private static final JavaClasses CLASSES = ArchConfiguration.withThreadLocalScope(WireRoutes::classes);

    private WireRoutes() {}

    /** Others' classes aren't looked into: the class loader of Quarkus, that this runs in, doesn't show their files. */
    private static JavaClasses classes(ArchConfiguration scope) {
        scope.setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(HOUSE);
    }

    /** What the routes take as a body. */
    static Set<Class<?>> read() {
        return closure(routes().flatMap(route -> Arrays.stream(route.getParameters()))
                .filter(WireRoutes::isBody)
                .map(Parameter::getParameterizedType));
    }

    /** What the routes answer with, beside errors, and what goes out on sockets. */
    static Set<Class<?>> written() {
        return closure(
                Stream.of(routes().flatMap(WireRoutes::answers), kinds(), Stream.of(ErrorBody.class, Frame.class))
                        .flatMap(types -> types));
    }

    /** What the routes answer with that a resource inherits: the records of its kind. */
    private static Stream<Type> kinds() {
        return CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .map(type -> type.reflect().getGenericSuperclass())
                .filter(ParameterizedType.class::isInstance)
                .flatMap(type -> Arrays.stream(((ParameterizedType) type).getActualTypeArguments()));
    }

    /** The names of the classes that read or write JSON by hand. */
    static Set<String> byHand() {
        return CLASSES.stream()
                .filter(type ->
                        type.getDirectDependenciesFromSelf().stream().anyMatch(used -> isMapper(used.getTargetClass())))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
    }

    private static boolean isMapper(JavaClass type) {
        return type.isEquivalentTo(ObjectMapper.class) || type.getPackageName().startsWith("io.vertx.core.json");
    }

    private static Stream<Method> routes() {
        return CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .flatMap(type -> Arrays.stream(type.reflect().getDeclaredMethods()))
                .filter(WireRoutes::isRoute);
    }

    private static boolean isRoute(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    private static boolean isBody(Parameter parameter) {
        return Arrays.stream(parameter.getAnnotations())
                .map(Annotation::annotationType)
                .noneMatch(annotation -> annotation.getPackageName().startsWith("jakarta.ws.rs"));
    }

    private static Stream<Type> answers(Method route) {
        Set<Type> answers = Stream.concat(
                        Stream.of(route.getGenericReturnType()),
                        Arrays.stream(route.getAnnotationsByType(APIResponse.class))
                                .flatMap(answer -> Arrays.stream(answer.content()))
                                .map(Content::schema)
                                .flatMap(WireRoutes::described))
                .collect(Collectors.toSet());
        if (answers.stream().flatMap(WireRoutes::ours).findAny().isEmpty()) {
            throw new AssertionError("Nothing tells which type " + route + " answers with: let its signature say so, or"
                    + " the schema of its @APIResponse.");
        }
        return answers.stream();
    }

    private static Stream<Class<?>> described(Schema schema) {
        return Stream.of(
                        Stream.<Class<?>>of(schema.implementation()),
                        Arrays.stream(schema.anyOf()),
                        Arrays.stream(schema.oneOf()),
                        Arrays.stream(schema.allOf()),
                        referred(schema))
                .flatMap(types -> types);
    }

    /** The type that is described under the name to which a schema refers. */
    private static Stream<Class<?>> referred(Schema schema) {
        return CLASSES.stream()
                .filter(type -> !schema.ref().isEmpty())
                .filter(type -> type.tryGetAnnotationOfType(Schema.class)
                        .filter(named -> named.name().equals(schema.ref()))
                        .isPresent())
                .map(JavaClass::reflect);
    }

    private static Set<Class<?>> closure(Stream<Type> roots) {
        Set<Class<?>> found = new HashSet<>();
        roots.forEach(root -> add(root, found));
        return found;
    }

    private static void add(Type type, Set<Class<?>> found) {
        ours(type).filter(found::add).forEach(added -> {
            if (added.isAnnotationPresent(Entity.class)) {
                Arrays.stream(added.getDeclaredFields()).forEach(field -> add(field.getGenericType(), found));
            }
            if (!added.isRecord()) {
                return;
            }
            for (RecordComponent component : added.getRecordComponents()) {
                add(component.getGenericType(), found);
                Schema schema = component.getAccessor().getAnnotation(Schema.class);
                if (schema != null) {
                    described(schema).forEach(described -> add(described, found));
                }
            }
        });
    }

    /** The types of this house in a type such as {@code CompletionStage<X>} or {@code Map<String, List<X>>}. */
    private static Stream<Class<?>> ours(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Stream.concat(Stream.of(generic.getRawType()), Arrays.stream(generic.getActualTypeArguments()))
                    .flatMap(WireRoutes::ours);
        }
        return type instanceof Class<?> plain && plain.getName().startsWith(HOUSE + ".")
                ? Stream.of(plain)
                : Stream.empty();
    }
}
