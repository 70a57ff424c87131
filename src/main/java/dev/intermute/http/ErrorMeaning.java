package dev.intermute.http;

/** What each error code means, for the API description. A code without a meaning doesn't compile. */
final class ErrorMeaning {
    private ErrorMeaning() {}

    static String of(ErrorCode code) {
        return switch (code) {
            case INVALID_REQUEST -> "A field, a parameter, a header or the address breaks a rule; field tells which.";
            case INVALID_JSON -> "The body isn't one JSON object in UTF-8.";
            case INVALID_SESSION_ID -> "The session_id isn't a UUID.";
            case INVALID_PATTERN -> "A pattern of paths can't be read; position tells where, in characters from 0.";
            case PROJECT_REQUIRED -> "With a key this route must name its project.";
            case UNAUTHORIZED -> "The key is unknown, or there is none and the caller isn't local.";
            case PROJECT_FORBIDDEN -> "The key belongs to another project than the one named.";
            case AGENT_MISMATCH -> "The X-Agent-Token is another agent's, or is missing where the service wants it.";
            case NOT_THE_OWNER ->
                "The reservation is another agent's, or the request doesn't say which agent it comes from.";
            case ORIGIN_FORBIDDEN -> "A web page of another site asks for a socket.";
            case NOT_FOUND -> "There is no such route.";
            case AGENT_NOT_FOUND -> "There is no such agent in this project.";
            case MESSAGE_NOT_FOUND -> "There is no such message in this project.";
            case NOT_A_RECIPIENT -> "The message didn't go to this agent.";
            case RESERVATION_NOT_FOUND -> "There is no such reservation in this project, or it was released.";
            case RECORD_NOT_FOUND -> "There is no such work record in this project.";
            case METHOD_NOT_ALLOWED -> "The route doesn't take this method; Allow lists those that it takes.";
            case NOT_ACCEPTABLE -> "The route answers with JSON, which Accept leaves out.";
            case ACTIVE_SESSION_CONFLICT -> "The session's agent is live, and its X-Agent-Token isn't there.";
            case NAME_TAKEN -> "Another live agent has the name, and name_conflict is refuse.";
            case ALREADY_EXISTS -> "The id is taken by something that isn't the caller's.";
            case RESERVATION_CONFLICT -> "Others hold what overlaps; conflicts lists them.";
            case RESERVATION_ENDED -> "The reservation is over.";
            case VERSION_CONFLICT ->
                "The record isn't any more what the request has seen; current_version is what it is.";
            case RESERVATION_LIMIT -> "The agent has as many active reservations as it may have.";
            case CURSOR_EXPIRED -> "What came after the cursor is no longer kept; oldest_cursor is where to go on.";
            case PAYLOAD_TOO_LARGE -> "The body is larger than " + BodyReader.MAX_BYTES + " bytes.";
            case UNSUPPORTED_MEDIA_TYPE -> "The body is sent as something else than JSON.";
            case UPGRADE_REQUIRED -> "The route is a WebSocket; the request doesn't ask for one.";
            case INTERNAL_ERROR -> "Something unforeseen; the log tells more under the request_id.";
            case OVERLOADED -> "Too much waits already; nothing was stored.";
            case STORAGE_UNAVAILABLE ->
                "The disk or the database doesn't answer, or the service is stopping; nothing was stored.";
        };
    }
}
