/**
 * Who calls, and for which project. One filter in front of every route admits or refuses a request; {@code Caller} is
 * the only place that decides a project. Knows no feature: what it needs of one it declares as an interface
 * ({@link dev.intermute.access.AgentIdentities}).
 */
package dev.intermute.access;
