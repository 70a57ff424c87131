package dev.intermute.message;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;

/**
 * Writes a message field by field: what most answers and frames consist of. By itself Jackson would write the same, but ask
 * each field by reflection, for which a native binary takes several times as long as a JVM.
 */
final class MessageJson extends StdSerializer<MessageView> {
    private static final long serialVersionUID = 1;

    private static final SerializableString ID = new SerializedString("id");
    private static final SerializableString THREAD_ID = new SerializedString("thread_id");
    private static final SerializableString PROJECT = new SerializedString("project");
    private static final SerializableString FROM = new SerializedString("from");
    private static final SerializableString TO = new SerializedString("to");
    private static final SerializableString CC = new SerializedString("cc");
    private static final SerializableString SUBJECT = new SerializedString("subject");
    private static final SerializableString TOPIC = new SerializedString("topic");
    private static final SerializableString BODY = new SerializedString("body");
    private static final SerializableString IMPORTANCE = new SerializedString("importance");
    private static final SerializableString ACK_REQUIRED = new SerializedString("ack_required");
    private static final SerializableString CREATED_AT = new SerializedString("created_at");
    private static final SerializableString CURSOR = new SerializedString("cursor");
    private static final SerializableString KIND = new SerializedString("kind");
    private static final SerializableString READ_AT = new SerializedString("read_at");
    private static final SerializableString ACK_AT = new SerializedString("ack_at");
    private static final SerializableString RECIPIENTS = new SerializedString("recipients");

    MessageJson() {
        super(MessageView.class);
    }

    @Override
    public void serialize(MessageView message, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartObject(message);
        write(json, ID, message.id());
        write(json, THREAD_ID, message.threadId());
        write(json, PROJECT, message.project());
        write(json, FROM, message.from());
        write(json, TO, message.to());
        write(json, CC, message.cc());
        write(json, SUBJECT, message.subject());
        write(json, TOPIC, message.topic());
        write(json, BODY, message.body());
        write(json, IMPORTANCE, message.importance());
        if (message.ackRequired() != null) {
            json.writeFieldName(ACK_REQUIRED);
            json.writeBoolean(message.ackRequired());
        }
        write(json, CREATED_AT, message.createdAt(), provider);
        json.writeFieldName(CURSOR);
        json.writeNumber(message.cursor());
        write(json, KIND, message.kind() == null ? null : message.kind().wire());
        write(json, READ_AT, message.readAt(), provider);
        write(json, ACK_AT, message.ackAt(), provider);
        write(json, RECIPIENTS, message.recipients(), provider);
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, SerializableString name, String text) throws IOException {
        if (text != null) {
            json.writeFieldName(name);
            json.writeString(text);
        }
    }

    private static void write(JsonGenerator json, SerializableString name, List<String> texts) throws IOException {
        if (texts != null) {
            json.writeFieldName(name);
            json.writeStartArray(texts, texts.size());
            for (String text : texts) {
                json.writeString(text);
            }
            json.writeEndArray();
        }
    }

    private static void write(JsonGenerator json, SerializableString name, Object value, SerializerProvider provider)
            throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            provider.defaultSerializeValue(value, json);
        }
    }
}
