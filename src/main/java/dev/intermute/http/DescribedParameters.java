package dev.intermute.http;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Completes the parameters of a route: adds those that every route takes, and the bounds of those that are alike. */
final class DescribedParameters {
    private static final String AGENT_ID = "X-Agent-ID";
    private static final String AGENT_TOKEN = "X-Agent-Token";
    private static final String PROJECT = "project";
    private static final Set<String> SHARED = Set.of(PROJECT, AGENT_ID, AGENT_TOKEN);

    private final Operation operation;

    private DescribedParameters(Operation operation) {
        this.operation = operation;
    }

    /** Adds the headers that every route takes. */
    static void share(Components components) {
        components.addParameter(AGENT_ID, agentId()).addParameter(AGENT_TOKEN, agentToken());
    }

    static void complete(Operation operation) {
        new DescribedParameters(operation).complete();
    }

    private void complete() {
        List<Parameter> all = new ArrayList<>();
        if (operation.getParameters() != null) {
            all.addAll(operation.getParameters());
        }
        all.removeIf(parameter -> parameter.getIn() != In.PATH && SHARED.contains(parameter.getName()));
        all.forEach(this::complete);
        if (all.stream().noneMatch(parameter -> parameter.getName().equals(PROJECT))) {
            all.add(project());
        }
        all.sort(Comparator.comparing(parameter -> parameter.getIn() == In.PATH ? 0 : 1));
        all.add(OASFactory.createParameter().ref(AGENT_ID));
        all.add(OASFactory.createParameter().ref(AGENT_TOKEN));
        operation.setParameters(all);
    }

    private void complete(Parameter parameter) {
        if (parameter.getIn() == In.PATH) {
            parameter.schema(name().minLength(1));
        }
        switch (parameter.getName()) {
            case "agent" -> parameter.schema(name());
            case "limit" -> completeLimit(parameter);
            case "since_cursor", "cursor" -> completeCursor(parameter);
            default -> {
                /* Said at the route. */
            }
        }
    }

    private static void completeLimit(Parameter parameter) {
        Object whenAbsent = parameter.getSchema().getDefaultValue();
        Schema limit = whole().minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(Paging.MAX_LIMIT));
        String unpaged = whenAbsent == null ? " Without it the list isn't paged." : "";
        if (whenAbsent != null) {
            limit.defaultValue(Integer.valueOf(whenAbsent.toString()));
        }
        parameter
                .schema(limit)
                .description("The most entries of a page; a larger number is cut to the maximum." + unpaged);
    }

    private void completeCursor(Parameter parameter) {
        if (hasOpaquePositions()) {
            parameter.description("Where to go on: the " + Paging.NEXT_CURSOR + " of the page before.");
            return;
        }
        Schema position = whole().format("int64").minimum(BigDecimal.ZERO);
        parameter.schema(isAnswered() ? position.defaultValue(0) : position);
    }

    /** Whether it answers with content: a socket doesn't, and begins with what happens from now on. */
    private boolean isAnswered() {
        return operation.getResponses().getAPIResponse("200") != null;
    }

    private boolean hasOpaquePositions() {
        APIResponse answer = operation.getResponses().getAPIResponse("200");
        return answer != null
                && answer.getHeaders() != null
                && answer.getHeaders().containsKey(Paging.NEXT_CURSOR);
    }

    private static Parameter project() {
        return OASFactory.createParameter()
                .name(PROJECT)
                .in(In.QUERY)
                .description("The project. With a key it is the key's, and another is refused. Without one it is, where"
                        + " none is named, that of the agents that the request names, else the project default.")
                .schema(name());
    }

    private static Parameter agentId() {
        return OASFactory.createParameter()
                .name(AGENT_ID)
                .in(In.HEADER)
                .description("The agent that calls: its id or its name. A request with it is a sign of its life.")
                .schema(name())
                .example("ada");
    }

    private static Parameter agentToken() {
        return OASFactory.createParameter()
                .name(AGENT_TOKEN)
                .in(In.HEADER)
                .description("The token that the agent got when it registered, which proves X-Agent-ID. With it nobody"
                        + " else can act for the agent; the service may be set to want it.")
                .schema(OASFactory.createSchema().addType(SchemaType.STRING))
                .example("4S6MJ9WRIPDauedJFM1XciVPzxS-1_-yv6mkLeQ6nLs");
    }

    private static Schema name() {
        return OASFactory.createSchema().addType(SchemaType.STRING).maxLength(Text.MAX_CHARACTERS);
    }

    private static Schema whole() {
        return OASFactory.createSchema().addType(SchemaType.INTEGER);
    }
}
