package dev.intermute.client;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * Something that was found out. It has no version: the last writer wins.
 *
 * @param id its id
 * @param project its project
 * @param specId the spec that it bears on
 * @param source where it comes from
 * @param category what sort of thing it is
 * @param title it in a line
 * @param body it at length
 * @param url where to read more
 * @param score how much it counts, by whoever found it
 * @param createdAt when it was made
 */
public record Insight(
        String id,
        String project,
        String specId,
        String source,
        String category,
        String title,
        String body,
        String url,
        OptionalDouble score,
        Instant createdAt) {
    /** What the service may leave out is empty; what it never leaves out must be there. */
    public Insight {
        Wire.present("created_at", createdAt);
        id = Wire.present("id", id);
        source = Wire.present("source", source);
        category = Wire.present("category", category);
        title = Wire.present("title", title);
        project = Wire.text(project);
        specId = Wire.text(specId);
        body = Wire.text(body);
        url = Wire.text(url);
    }

    /** All of it that can be written, as a draft: to change something and {@link Insights#replace replace} it. */
    public InsightDraft toDraft() {
        InsightDraft draft = InsightDraft.titled(title, source, category)
                .spec(specId)
                .body(body)
                .url(url)
                .id(id);
        return score.isPresent() ? draft.score(score.getAsDouble()) : draft;
    }
}
