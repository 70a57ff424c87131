package dev.intermute.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import dev.intermute.http.ApiDescription;
import dev.intermute.http.ErrorCode;
import dev.intermute.http.FailsWith;
import dev.intermute.http.Text;

/**
 * Describes the routes that every kind has: what {@link RecordResource} says of them all is completed with the kind's names,
 * fields and filters. Runs in the build, before {@link ApiDescription}, which completes what all routes share.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 100)
public class RecordDescription implements OASFilter {
    private static final String JSON = "application/json";
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String IF_MATCH = "If-Match";
    private static final String JAX_RS = "jakarta.ws.rs";
    private static final DotName PATH = DotName.createSimple(JAX_RS + ".Path");
    private static final DotName RESOURCE = DotName.createSimple(RecordResource.class);

    private final IndexView index;

    /** @param index the classes of the service */
    public RecordDescription(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        for (ClassInfo resource : index.getAllKnownSubclasses(RESOURCE)) {
            AnnotationInstance path = resource.declaredAnnotation(PATH);
            String root = path == null ? null : path.value().asString();
            if (root != null && api.getPaths().getPathItem(root) != null) {
                new DescribedKind(index, resource).describe(api, root);
            }
        }
    }

    /** One kind, as its resource and its class tell it. */
    private static final class DescribedKind {
        private final ClassInfo routes;
        private final ClassInfo type;
        private final KindWords words;

        DescribedKind(IndexView index, ClassInfo resource) {
            this.routes = index.getClassByName(RESOURCE);
            this.type = index.getClassByName(resource.superClassType()
                    .asParameterizedType()
                    .arguments()
                    .get(0)
                    .name());
            this.words = new KindWords(type);
        }

        void describe(OpenAPI api, String root) {
            KindSchemas schemas = new KindSchemas(api.getComponents(), words);
            KindExamples examples = new KindExamples(schemas, words);
            String plural = root.substring(root.lastIndexOf('/') + 1);
            for (MethodInfo method : routes.methods()) {
                PathItem.HttpMethod verb = verb(method);
                if (verb != null) {
                    String path = method.hasAnnotation(PATH) ? root + "/{id}" : root;
                    Operation operation =
                            api.getPaths().getPathItem(path).getOperations().get(verb);
                    describe(operation, method, plural, schemas);
                    operation.addExtension(ApiDescription.EXCHANGES, examples.of(method.name()));
                }
            }
            api.getPaths().getPathItems().forEach((path, item) -> {
                if (path.equals(root) || path.startsWith(root + "/")) {
                    item.getOperations().values().forEach(this::describeVersions);
                }
            });
        }

        /** The routes that only this kind has take and tell versions, too. */
        private void describeVersions(Operation operation) {
            List<Parameter> parameters =
                    new ArrayList<>(operation.getParameters() == null ? List.of() : operation.getParameters());
            parameters.removeIf(parameter -> !words.isVersioned() && IF_MATCH.equals(parameter.getName()));
            parameters.stream()
                    .filter(parameter -> IF_MATCH.equals(parameter.getName()))
                    .forEach(parameter -> parameter
                            .description(
                                    "The ETag of the read that this is based on, or several; with version where the"
                                            + " body has that, too, or instead of it.")
                            .schema(OASFactory.createSchema().addType(SchemaType.STRING)));
            operation.setParameters(parameters);
            operation.getResponses().getAPIResponses().values().stream()
                    .filter(this::isOne)
                    .forEach(this::addTag);
        }

        private boolean isOne(APIResponse answer) {
            return words.isVersioned()
                    && answer.getContent() != null
                    && answer.getContent().getMediaTypes().values().stream()
                            .map(MediaType::getSchema)
                            .anyMatch(schema -> schema != null && (SCHEMAS + words.name()).equals(schema.getRef()));
        }

        /** By which method a route is called, or {@code null} if this is none. */
        private static PathItem.HttpMethod verb(MethodInfo route) {
            for (PathItem.HttpMethod verb : PathItem.HttpMethod.values()) {
                if (route.hasAnnotation(DotName.createSimple(JAX_RS + "." + verb.name()))) {
                    return verb;
                }
            }
            return null;
        }

        private void describe(Operation operation, MethodInfo method, String plural, KindSchemas schemas) {
            boolean isList = method.name().equals("list");
            operation.setOperationId(method.name() + (isList ? words.capital(plural) : words.name()));
            operation.setSummary(words.fill(operation.getSummary(), plural));
            operation.setDescription(words.fill(operation.getDescription(), plural));
            addParameters(operation, isList, plural);
            addBody(operation, method.name(), plural, schemas);
            operation.getResponses().getAPIResponses().forEach((status, answer) -> {
                answer.setDescription(words.fill(answer.getDescription(), plural));
                if (status.startsWith("20") && !status.equals("204")) {
                    answer.setContent(content(isList ? schemas.list() : schemas.one()));
                }
            });
            operation.addExtension(ApiDescription.FAILS_WITH, errors(method));
        }

        private List<ErrorCode> errors(MethodInfo method) {
            AnnotationInstance codes = method.annotation(FailsWith.class);
            return codes == null
                    ? List.of()
                    : Arrays.stream(codes.value().asEnumArray())
                            .map(ErrorCode::valueOf)
                            .filter(code -> words.isVersioned() || code != ErrorCode.VERSION_CONFLICT)
                            .toList();
        }

        private void addTag(APIResponse answer) {
            answer.addHeader(
                    "ETag",
                    OASFactory.createHeader()
                            .required(true)
                            .description("The version, to be given as If-Match.")
                            .schema(OASFactory.createSchema().addType(SchemaType.STRING)));
        }

        private void addBody(Operation operation, String method, String plural, KindSchemas schemas) {
            if (operation.getRequestBody() == null) {
                return;
            }
            operation
                    .getRequestBody()
                    .description(words.fill(operation.getRequestBody().getDescription(), plural));
            Schema body = switch (method) {
                case "create" -> schemas.created();
                case "replace" -> schemas.replaced();
                default -> schemas.patched();
            };
            Content content = content(body);
            if (method.equals("patch")) {
                content.addMediaType(
                        RecordResource.MERGE_PATCH, OASFactory.createMediaType().schema(body));
            }
            operation.getRequestBody().setContent(content);
        }

        private static Content content(Schema schema) {
            return OASFactory.createContent()
                    .addMediaType(JSON, OASFactory.createMediaType().schema(schema));
        }

        private void addParameters(Operation operation, boolean isList, String plural) {
            List<Parameter> parameters =
                    new ArrayList<>(operation.getParameters() == null ? List.of() : operation.getParameters());
            parameters.stream()
                    .filter(parameter -> parameter.getDescription() != null)
                    .forEach(parameter -> parameter.setDescription(words.fill(parameter.getDescription(), plural)));
            if (isList) {
                type.fields().stream()
                        .filter(field -> field.hasAnnotation(ListFilter.class))
                        .map(field -> filter(field, plural))
                        .forEach(parameters::add);
            }
            operation.setParameters(parameters);
        }

        private static Parameter filter(FieldInfo field, String plural) {
            AnnotationInstance filter = field.annotation(ListFilter.class);
            AnnotationInstance rules =
                    field.annotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
            Schema schema = OASFactory.createSchema().addType(SchemaType.STRING);
            if (rules.value("enumeration") != null) {
                schema.setEnumeration(
                        new ArrayList<>(List.of(rules.value("enumeration").asStringArray())));
            } else {
                AnnotationValue most = rules.value("maxLength");
                schema.setMaxLength(most == null ? Text.MAX_CHARACTERS : Math.min(most.asInt(), Text.MAX_CHARACTERS));
            }
            return OASFactory.createParameter()
                    .name(filter.value().asString())
                    .in(Parameter.In.QUERY)
                    .description(
                            filter.value("mailbox") == null
                                    ? "Only " + plural + " with this "
                                            + filter.value().asString() + "."
                                    : "Only " + plural + " of this agent: its id or name, or a mailbox.")
                    .schema(schema);
        }
    }
}
