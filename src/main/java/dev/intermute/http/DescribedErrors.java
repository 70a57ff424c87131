package dev.intermute.http;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import jakarta.ws.rs.core.HttpHeaders;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Describes the one error shape, and for each route the statuses and codes that it may answer with. */
final class DescribedErrors {
    /** The name of the shape. */
    static final String SHAPE = "Error";

    private static final Set<ErrorCode> OF_ALL =
            EnumSet.of(ErrorCode.INVALID_REQUEST, ErrorCode.INTERNAL_ERROR, ErrorCode.STORAGE_UNAVAILABLE);
    private static final Set<ErrorCode> OF_A_PROJECT =
            EnumSet.of(ErrorCode.PROJECT_FORBIDDEN, ErrorCode.AGENT_MISMATCH, ErrorCode.OVERLOADED);
    private static final Set<ErrorCode> OF_A_SOCKET =
            EnumSet.of(ErrorCode.ORIGIN_FORBIDDEN, ErrorCode.CURSOR_EXPIRED, ErrorCode.UPGRADE_REQUIRED);
    private static final Set<ErrorCode> OF_A_BODY =
            EnumSet.of(ErrorCode.INVALID_JSON, ErrorCode.PAYLOAD_TOO_LARGE, ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    /** What requests get that find no operation. */
    private static final List<ErrorCode> OF_NO_OPERATION = List.of(ErrorCode.NOT_FOUND, ErrorCode.METHOD_NOT_ALLOWED);

    private final Components components;

    DescribedErrors(Components components) {
        this.components = components;
        components.addSchema(SHAPE, shape());
        OF_NO_OPERATION.forEach(code -> share(List.of(code)));
    }

    /**
     * Adds to an operation every error that it may answer with.
     *
     * @param own the codes that are its own
     * @param withExamples the statuses whose answers get examples of this operation, and so are not shared with others
     */
    void describe(String path, Operation operation, List<ErrorCode> own, Set<String> withExamples) {
        Map<Integer, List<ErrorCode>> byStatus = codes(path, operation, own).stream()
                .collect(Collectors.groupingBy(ErrorCode::status, TreeMap::new, Collectors.toList()));
        byStatus.forEach((number, codes) -> {
            String status = number.toString();
            APIResponse declared = operation.getResponses().getAPIResponse(status);
            if (declared != null && declared.getContent() != null) {
                addHeaders(declared, codes, false);
            } else {
                operation
                        .getResponses()
                        .addAPIResponse(status, withExamples.contains(status) ? answer(codes) : share(codes));
            }
        });
    }

    /** A reference to the one answer with these codes. */
    private APIResponse share(List<ErrorCode> codes) {
        String name = codes.stream().map(ErrorCode::wire).collect(Collectors.joining("-"));
        components.addResponse(name, answer(codes));
        return OASFactory.createAPIResponse().ref(name);
    }

    private static Set<ErrorCode> codes(String path, Operation operation, List<ErrorCode> own) {
        Set<ErrorCode> codes = EnumSet.copyOf(OF_ALL);
        codes.addAll(own);
        if (operation.getSecurity() == null || !operation.getSecurity().isEmpty()) {
            codes.add(ErrorCode.UNAUTHORIZED);
        }
        if (ApiDescription.isBoundToProject(path)) {
            codes.addAll(OF_A_PROJECT);
            if (SocketPaths.isSocket(path)) {
                codes.addAll(OF_A_SOCKET);
            } else {
                codes.add(ErrorCode.NOT_ACCEPTABLE);
            }
        }
        if (operation.getRequestBody() != null) {
            codes.addAll(OF_A_BODY);
        }
        return codes;
    }

    private static APIResponse answer(List<ErrorCode> codes) {
        MediaType json = OASFactory.createMediaType().schema(narrowed(codes));
        codes.forEach(
                code -> json.addExample(code.wire(), OASFactory.createExample().ref(code.wire())));
        APIResponse answer = OASFactory.createAPIResponse()
                .description(codes.stream().map(DescribedErrors::line).collect(Collectors.joining("\n")))
                .content(OASFactory.createContent().addMediaType(ApiDescription.JSON, json));
        addHeaders(answer, codes, true);
        return answer;
    }

    private static String line(ErrorCode code) {
        return "- `" + code.wire() + "`: " + ErrorMeaning.of(code);
    }

    /** The one shape with some of its codes. */
    private static Schema narrowed(List<ErrorCode> codes) {
        Schema some = OASFactory.createSchema()
                .addProperty("error", OASFactory.createSchema().enumeration(wires(codes)));
        return OASFactory.createSchema()
                .addAllOf(OASFactory.createSchema().ref(SHAPE))
                .addAllOf(some);
    }

    private static void addHeaders(APIResponse answer, List<ErrorCode> codes, boolean always) {
        if (codes.stream().anyMatch(ErrorCode::passing)) {
            answer.addHeader(
                    HttpHeaders.RETRY_AFTER, header("Seconds after which to try again.", SchemaType.INTEGER, always));
        }
        if (codes.contains(ErrorCode.UNAUTHORIZED)) {
            answer.addHeader(
                    HttpHeaders.WWW_AUTHENTICATE, header("The scheme of the key: Bearer.", SchemaType.STRING, always));
        }
        if (codes.contains(ErrorCode.METHOD_NOT_ALLOWED)) {
            answer.addHeader(
                    HttpHeaders.ALLOW,
                    header("The methods that the route takes, such as GET, HEAD, OPTIONS.", SchemaType.STRING, always));
        }
    }

    private static Header header(String description, SchemaType type, boolean always) {
        return OASFactory.createHeader()
                .required(always)
                .description(description)
                .schema(OASFactory.createSchema().addType(type));
    }

    private static Schema shape() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("The shape of every error. What more a client can rely on depends on the code.")
                .required(List.of("error", "message"))
                .addProperty("error", string("The stable code.").enumeration(wires(Arrays.asList(ErrorCode.values()))))
                .addProperty("message", string("A sentence that says what to do."))
                .addProperty("field", string("The field, parameter or header at fault, where there is one."))
                .addProperty(
                        "code",
                        string("The same as error, for older clients, where that is one of these.")
                                .enumeration(repeated()))
                .addProperty("agent_id", string("The agent that holds the session or the name."))
                .addProperty("session_id", string("The session that is in use."))
                .addProperty(
                        "last_seen", string("When that agent was last seen.").format("date-time"))
                .addProperty("message_id", string("The message that has the id, for already_exists."))
                .addProperty("pattern", string("The pattern that can't be read, for invalid_pattern."))
                .addProperty("position", whole("Where in it, in characters from 0."))
                .addProperty("limit", whole("How many there may be, for reservation_limit."))
                .addProperty(
                        "conflicts",
                        OASFactory.createSchema()
                                .addType(SchemaType.ARRAY)
                                .description("What stands in the way, for reservation_conflict; 100 at most.")
                                .items(OASFactory.createSchema().ref("ReservationConflict")))
                .addProperty(
                        "current_version",
                        OASFactory.createSchema()
                                .addType(SchemaType.INTEGER)
                                .format("int64")
                                .description("The version that the record has, for version_conflict."))
                .addProperty(
                        "oldest_cursor",
                        OASFactory.createSchema()
                                .addType(SchemaType.INTEGER)
                                .format("int64")
                                .description("Where one can go on, for cursor_expired."))
                .addProperty("request_id", string("Where the log tells more, for internal_error."))
                .addProperty(
                        "retry_after",
                        OASFactory.createSchema()
                                .addType(SchemaType.INTEGER)
                                .minimum(BigDecimal.ONE)
                                .description("Seconds to wait, for 503; also in Retry-After."));
    }

    private static List<Object> repeated() {
        return wires(Arrays.stream(ErrorCode.values())
                .filter(ErrorCode::repeatedAsCode)
                .toList());
    }

    private static List<Object> wires(List<ErrorCode> codes) {
        return new ArrayList<>(codes.stream().map(ErrorCode::wire).toList());
    }

    private static Schema whole(String description) {
        return OASFactory.createSchema()
                .addType(SchemaType.INTEGER)
                .minimum(BigDecimal.ZERO)
                .description(description);
    }

    private static Schema string(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }
}
