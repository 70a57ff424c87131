package dev.intermute.client;

import java.time.Instant;
import java.util.Optional;

/**
 * That a critical user journey goes through a feature.
 *
 * @param cujId the journey's id
 * @param featureId the feature's id
 * @param project their project
 * @param linkedAt since when; empty in the answer to an unlink
 */
public record CujLink(String cujId, String featureId, String project, Optional<Instant> linkedAt) {
    /** What the service may leave out is empty; what it never leaves out must be there. */
    public CujLink {
        cujId = Wire.present("cuj_id", cujId);
        featureId = Wire.present("feature_id", featureId);
        project = Wire.text(project);
    }
}
