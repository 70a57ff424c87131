/**
 * The Java SDK: what an agent's author needs to speak with a service. Uses nothing but the JDK and Jackson, and nothing of the
 * rooms of the service, so that it can be published on its own. It promises calls that may be repeated without harm, one
 * exception, {@link dev.intermute.client.IntermuteException}, and subscriptions that miss nothing.
 *
 * <p>Begin with {@link dev.intermute.client.IntermuteClient}. In the records of this package a text that the service leaves out
 * is empty, never {@code null}, and so is a list. Records that answer a call are made by the SDK alone, and may get further
 * components in a later version: their accessors are part of its API, and their constructors aren't.
 */
package dev.intermute.client;
