package dev.intermute.client;

/** The stories of a project. */
public final class Stories extends VersionedRecords<Story, StoryDraft, StoryFilter> {
    Stories(IntermuteClient client) {
        super(client, "/api/stories", Story.class);
    }
}
