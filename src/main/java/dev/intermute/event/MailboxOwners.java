package dev.intermute.event;

/** Tells whose a mailbox is; the room that registers agents implements it. */
public interface MailboxOwners {
    /** The id of the agent that has this name, as the running read sees it, else the name itself. Only inside a read. */
    String ownerOf(String project, String name);
}
