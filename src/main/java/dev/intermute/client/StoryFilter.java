package dev.intermute.client;

/** Which stories are wanted. */
public final class StoryFilter extends RecordFilter<StoryFilter> {
    private StoryFilter(Fields fields) {
        super(fields);
    }

    /** All of them, to be narrowed down. */
    public static StoryFilter all() {
        return new StoryFilter(Fields.none());
    }

    /** Those of this epic. */
    public StoryFilter epic(String epicId) {
        return text("epic", epicId);
    }

    /** Those that are so far. */
    public StoryFilter status(Story.Status status) {
        return word("status", status);
    }

    @Override
    StoryFilter of(Fields narrower) {
        return new StoryFilter(narrower);
    }
}
