package dev.intermute.client;

import java.util.List;

/** A story to make, or what of one is to change. */
public final class StoryDraft extends RecordDraft<StoryDraft> {
    private StoryDraft(Fields fields) {
        super(fields);
    }

    /** A story that is called so, of an epic. */
    public static StoryDraft titled(String title, String epicId) {
        return changes().title(title).epic(epicId);
    }

    /** Nothing yet: what is said next is what is to change. */
    public static StoryDraft changes() {
        return new StoryDraft(Fields.none());
    }

    /** What it is called. */
    public StoryDraft title(String text) {
        return text("title", text);
    }

    /** The epic that it belongs to. */
    public StoryDraft epic(String epicId) {
        return text("epic_id", epicId);
    }

    /** What must hold once it is done. */
    public StoryDraft acceptanceCriteria(String... criteria) {
        return acceptanceCriteria(List.of(criteria));
    }

    /** The same, of a list. */
    public StoryDraft acceptanceCriteria(List<String> criteria) {
        return list("acceptance_criteria", criteria);
    }

    /** How far it is; {@link Story.Status#TODO} where a new one doesn't say. */
    public StoryDraft status(Story.Status status) {
        return word("status", status);
    }

    @Override
    StoryDraft of(Fields changed) {
        return new StoryDraft(changed);
    }
}
