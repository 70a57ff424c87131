package dev.intermute.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Answers with the one error shape where no resource is reached: in the filters and for failures of the routing. */
@ApplicationScoped
public class Errors {
    private final ObjectMapper json;
    private final Ids ids;

    Errors(ObjectMapper json, Ids ids) {
        this.json = json;
        this.ids = ids;
    }

    /** Ends the request with this error, dropping what is left of its body. To be called on its event loop. */
    public void answer(RoutingContext routing, ApiException e) {
        RouteTag.set(RouteTag.REFUSED);
        HttpServerResponse response = routing.response();
        if (response.headWritten() || response.closed()) {
            routing.request().connection().close();
            return;
        }
        if (e.code() == ErrorCode.UNAUTHORIZED) {
            response.putHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (e.code().passing()) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(ErrorBody.RETRY_AFTER_SECONDS));
        }
        response.setStatusCode(e.code().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body(e));
        Drain.rest(routing.request());
    }

    /** Ends the request with what a failure means. To be called on its event loop. */
    public void fail(RoutingContext routing, Throwable failure) {
        answer(routing, failure instanceof ApiException e ? e : unexpected(routing, failure));
    }

    /** Logs a failure that nobody foresaw, under an id, and makes the answer, which tells no more than that id. */
    ApiException unexpected(RoutingContext routing, Throwable failure) {
        String requestId = ids.next();
        Log.errorf(
                failure,
                "Request %s failed: %s %s",
                requestId,
                routing.request().method(),
                routing.request().path());
        return new ApiException(
                        ErrorCode.INTERNAL_ERROR,
                        "Something went wrong here. Try again; if it stays, give the operator the request_id.")
                .with("request_id", requestId);
    }

    private Buffer body(ApiException e) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(ErrorBody.of(e)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
