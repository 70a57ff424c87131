package dev.intermute.http;

import java.util.List;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.quarkus.jackson.ObjectMapperCustomizer;

/**
 * Makes the one mapper of the service. Quarkus would make it too, but what the parser below it accepts is settled when
 * its factory is built.
 */
@Singleton
class JsonMapper {

    @Produces
    @Singleton
    ObjectMapper mapper(@All List<ObjectMapperCustomizer> customizers) {
        ObjectMapper mapper = new ObjectMapper(parsers());
        customizers.stream().sorted().forEach(customizer -> customizer.customize(mapper));
        return mapper;
    }

    /**
     * The parser skips what it isn't asked for, without recursion, so that {@link BodyReader#MAX_BYTES} is bound enough
     * for all that a body may hold; numbers are read in less than the square of their length. Names of fields aren't
     * remembered from one body to the next: strangers choose them, and their length.
     */
    private static JsonFactory parsers() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(BodyReader.MAX_BYTES)
                        .maxNumberLength(BodyReader.MAX_BYTES)
                        .maxNameLength(BodyReader.MAX_BYTES)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .inputDecorator(new Utf8Only())
                .build();
    }
}
