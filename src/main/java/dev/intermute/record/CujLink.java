package dev.intermute.record;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.intermute.http.JsonSize;
import dev.intermute.http.Paging;
import dev.intermute.http.Text;

/** That a critical user journey goes through a feature. */
@Entity
@Table(name = "cuj_links")
@IdClass(CujLink.Key.class)
class CujLink {
    @Id
    String project;

    @Id
    @Column(name = "cuj_id")
    String cujId;

    @Id
    @Column(name = "feature_id")
    String featureId;

    @Column(name = "linked_at")
    Instant linkedAt;

    /** For Hibernate. */
    protected CujLink() {}

    CujLink(String project, String cujId, String featureId, Instant linkedAt) {
        this.project = project;
        this.cujId = cujId;
        this.featureId = featureId;
        this.linkedAt = linkedAt;
    }

    /** About how many bytes of JSON it makes. */
    long bytes() {
        return 130 + JsonSize.of(project) + JsonSize.of(cujId) + JsonSize.of(featureId);
    }

    /**
     * Which links of a cuj are wanted.
     *
     * @param limit how many at most
     * @param after only those to features whose ids come after this one
     */
    record Query(int limit, String after) {
        /**
         * Reads the parameters of a list.
         *
         * @param limit the parameter, or {@code null}
         * @param cursor the parameter, or {@code null}
         */
        static Query of(String limit, String cursor) {
            return new Query(
                    Paging.limit(limit, Paging.WHOLE),
                    Text.given(cursor).map(String::strip).map(Query::feature).orElse(""));
        }

        /** An id may hold what no header can. */
        static String cursor(CujLink last) {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(last.featureId.getBytes(StandardCharsets.UTF_8));
        }

        private static String feature(String cursor) {
            try {
                return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw Paging.noPosition();
            }
        }
    }

    /** What a link is found by. */
    record Key(String project, String cujId, String featureId) implements Serializable {}

    /** A link as clients see it. */
    @Schema(name = "CujLink", description = "That a critical user journey goes through a feature.")
    public record View(
            @Schema(required = true, description = "The journey's id.")
            String cujId,

            @Schema(required = true, description = "The feature's id.")
            String featureId,

            @Schema(required = true, description = "Their project.")
            String project,

            @Schema(description = "Since when.") Instant linkedAt) {
        static View of(CujLink link) {
            return new View(link.cujId, link.featureId, link.project, link.linkedAt);
        }
    }
}
