package dev.intermute.agent;

import java.io.Serializable;

/** What an agent is found by: ids are unique over all projects, yet every statement names the project too. */
record AgentKey(String project, String id) implements Serializable {}
