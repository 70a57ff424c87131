/**
 * Mail: messages, the mailboxes that they are delivered to, threads. Meets agents through
 * {@link dev.intermute.agent.Agents}. Promises one entry of a message in a mailbox, that a retry changes nothing, and
 * that bcc is shown to nobody but the sender, and each to itself.
 */
package dev.intermute.message;
