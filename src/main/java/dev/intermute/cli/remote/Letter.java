package dev.intermute.cli.remote;

import dev.intermute.client.Message;

/** A message as people read it. */
final class Letter {
    private Letter() {}

    static void print(Message message, Printer printer) {
        printer.boldLine(message.from() + " to " + String.join(", ", message.to())
                + (message.cc().isEmpty() ? "" : ", cc " + String.join(", ", message.cc())) + ", "
                + printer.ago(message.createdAt()));
        if (!message.subject().isEmpty()) {
            printer.line(message.subject());
        }
        printer.dimLine(message.id()
                + (message.threadId().isEmpty() ? "" : ", thread " + message.threadId())
                + message.importance()
                        .map(importance -> ", " + Words.of(importance))
                        .orElse("")
                + (message.ackRequired() ? ", asks for an ack" : ""));
        printer.paragraph(message.body());
        printer.line("");
    }
}
