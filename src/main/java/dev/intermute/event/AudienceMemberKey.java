package dev.intermute.event;

import java.io.Serializable;

/** What a member of an audience is found by, which is all there is to it. */
record AudienceMemberKey(String project, String mailbox, long cursor) implements Serializable {}
