package dev.intermute.client;

import java.util.List;

/** A critical user journey to make, or what of one is to change. */
public final class CujDraft extends RecordDraft<CujDraft> {
    private CujDraft(Fields fields) {
        super(fields);
    }

    /** A journey that is called so, of a spec. */
    public static CujDraft titled(String title, String specId) {
        return changes().title(title).spec(specId);
    }

    /** Nothing yet: what is said next is what is to change. */
    public static CujDraft changes() {
        return new CujDraft(Fields.none());
    }

    /** What it is called. */
    public CujDraft title(String text) {
        return text("title", text);
    }

    /** The spec that it belongs to. */
    public CujDraft spec(String specId) {
        return text("spec_id", specId);
    }

    /** Who goes it. */
    public CujDraft persona(String text) {
        return text("persona", text);
    }

    /** How much depends on it; {@link Cuj.Priority#MEDIUM} where a new one doesn't say. */
    public CujDraft priority(Cuj.Priority priority) {
        return word("priority", priority);
    }

    /** Where it begins. */
    public CujDraft entryPoint(String text) {
        return text("entry_point", text);
    }

    /** Where it ends. */
    public CujDraft exitPoint(String text) {
        return text("exit_point", text);
    }

    /** What is done on the way. */
    public CujDraft steps(Cuj.Step... steps) {
        return steps(List.of(steps));
    }

    /** The same, of a list. */
    public CujDraft steps(List<Cuj.Step> steps) {
        return list("steps", steps);
    }

    /** By what one sees that it succeeds. */
    public CujDraft successCriteria(String... criteria) {
        return successCriteria(List.of(criteria));
    }

    /** The same, of a list. */
    public CujDraft successCriteria(List<String> criteria) {
        return list("success_criteria", criteria);
    }

    /** What helps where it fails. */
    public CujDraft errorRecovery(String... measures) {
        return errorRecovery(List.of(measures));
    }

    /** The same, of a list. */
    public CujDraft errorRecovery(List<String> measures) {
        return list("error_recovery", measures);
    }

    /** How far it is; {@link Cuj.Status#DRAFT} where a new one doesn't say. */
    public CujDraft status(Cuj.Status status) {
        return word("status", status);
    }

    @Override
    CujDraft of(Fields changed) {
        return new CujDraft(changed);
    }
}
