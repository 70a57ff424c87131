/**
 * Agents: registration, names, sessions, signs of life. Other rooms meet agents through {@link dev.intermute.agent.Agents}
 * alone. Promises that a name means one live agent in a project, and that a sign of life is seen by every read and rule
 * at once, though it is written later.
 */
package dev.intermute.agent;
