package dev.intermute.message;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.event.EventType;
import dev.intermute.event.FrameContent;

/** Shows, in the frame of a message's event, the message as it is now. */
@ApplicationScoped
class MessageFrames implements FrameContent {
    private final MessageRepository messages;

    MessageFrames(MessageRepository messages) {
        this.messages = messages;
    }

    @Override
    public boolean covers(EventType type) {
        return type.carriesMail();
    }

    @Override
    public Map<String, Sized> of(String project, Collection<String> ids) {
        return sized(messages.byIds(project, ids));
    }

    @Override
    public Map<String, Sized> of(String project, Collection<String> ids, String mailbox) {
        return sized(messages.byIdsIn(project, ids, mailbox));
    }

    private static Map<String, Sized> sized(Collection<Message> messages) {
        Map<String, Sized> content = new HashMap<>();
        for (Message message : messages) {
            MessageView view = MessageView.of(message);
            content.put(message.id, new Sized(view, MessageSize.of(view)));
        }
        return content;
    }
}
