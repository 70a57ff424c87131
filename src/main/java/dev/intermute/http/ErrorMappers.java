package dev.intermute.http;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/** Turns whatever a resource, or the routing in front of it, throws into the one error shape. */
@RequestScoped
class ErrorMappers {
    private final JsonErrors jsonErrors = new JsonErrors();

    private final RoutingContext routing;
    private final Errors errors;

    ErrorMappers(RoutingContext routing, Errors errors) {
        this.routing = routing;
        this.errors = errors;
    }

    @ServerExceptionMapper
    Response api(ApiException e) {
        Response.ResponseBuilder answer = Response.status(e.code().status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(ErrorBody.of(e));
        if (e.code().passing()) {
            answer.header(HttpHeaders.RETRY_AFTER, ErrorBody.RETRY_AFTER_SECONDS);
        }
        return answer.build();
    }

    @ServerExceptionMapper
    Response unknownRoute(NotFoundException e) {
        return api(new ApiException(
                ErrorCode.NOT_FOUND, "There is no such route; /q/openapi lists those that there are."));
    }

    @ServerExceptionMapper
    Response wrongMethod(NotAllowedException e) {
        String allowed = AllowedMethods.of(CurrentRequestManager.get());
        Response answer = api(new ApiException(
                ErrorCode.METHOD_NOT_ALLOWED, "This route doesn't take that method; it takes " + allowed + "."));
        answer.getHeaders().putSingle(HttpHeaders.ALLOW, allowed);
        return answer;
    }

    @ServerExceptionMapper
    Response wrongContentType(NotSupportedException e) {
        return api(new ApiException(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send the body as JSON, with Content-Type: application/json."));
    }

    @ServerExceptionMapper
    Response notAcceptable(NotAcceptableException e) {
        return api(new ApiException(
                ErrorCode.NOT_ACCEPTABLE, "This route answers with JSON; send Accept: application/json, or none."));
    }

    @ServerExceptionMapper
    Response wrongJson(MismatchedInputException e) {
        return api(jsonErrors.explain(e));
    }

    @ServerExceptionMapper
    Response other(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return api(jsonErrors.explain(json));
        }
        int status = e.getResponse().getStatus();
        if (status >= 400 && status < 500) {
            return api(new ApiException(
                    ErrorCode.INVALID_REQUEST, "The request can't be understood; /q/openapi describes each route."));
        }
        return unexpected(e);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e) {
        return api(errors.unexpected(routing, e));
    }
}
