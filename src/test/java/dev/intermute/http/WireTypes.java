package dev.intermute.http;

import java.util.Set;

import dev.intermute.agent.AgentResource.AgentList;
import dev.intermute.agent.AgentResource.HeartbeatAnswer;
import dev.intermute.agent.AgentResource.HeartbeatRequest;
import dev.intermute.agent.AgentResource.MetadataRequest;
import dev.intermute.agent.AgentView;
import dev.intermute.agent.Liveness;
import dev.intermute.agent.RegisterAnswer;
import dev.intermute.agent.RegisterRequest;
import dev.intermute.event.EventPage;
import dev.intermute.event.Frame;
import dev.intermute.message.Inbox;
import dev.intermute.message.InboxResource.StaleAcks;
import dev.intermute.message.Kind;
import dev.intermute.message.MessagePage;
import dev.intermute.message.MessageResource.ReceiptRequest;
import dev.intermute.message.MessageView;
import dev.intermute.message.MessageView.RecipientView;
import dev.intermute.message.ReceiptAnswer;
import dev.intermute.message.SendAnswer;
import dev.intermute.message.SendRequest;
import dev.intermute.message.StaleAck;
import dev.intermute.message.ThreadPage;
import dev.intermute.message.ThreadView;
import dev.intermute.record.AssignRequest;
import dev.intermute.record.ClaimRequest;
import dev.intermute.record.Cuj;
import dev.intermute.record.Epic;
import dev.intermute.record.FeatureLink;
import dev.intermute.record.Insight;
import dev.intermute.record.Session;
import dev.intermute.record.Spec;
import dev.intermute.record.SpecLink;
import dev.intermute.record.Story;
import dev.intermute.record.Task;
import dev.intermute.reservation.ConflictView;
import dev.intermute.reservation.Ending;
import dev.intermute.reservation.ReservationListResource.Availability;
import dev.intermute.reservation.ReservationListResource.ReservationList;
import dev.intermute.reservation.ReservationResource.Released;
import dev.intermute.reservation.ReservationResource.RenewRequest;
import dev.intermute.reservation.ReservationView;
import dev.intermute.reservation.ReserveRequest;
import dev.intermute.store.HealthResource;

/** Every type that crosses the wire as JSON. {@link WireTypesTest} sees to it that none is missing, and tries each. */
final class WireTypes {
    /** What the service reads. */
    static final Set<Class<?>> READ = Set.of(
            RegisterRequest.class,
            HeartbeatRequest.class,
            MetadataRequest.class,
            SendRequest.class,
            ReceiptRequest.class,
            ReserveRequest.class,
            RenewRequest.class,
            AssignRequest.class,
            ClaimRequest.class,
            SpecLink.class,
            FeatureLink.class);

    /** A cuj's link. */
    static final Class<?> LINK = hidden("dev.intermute.record.CujLink$View");

    /** What it writes, in answers and on sockets. */
    static final Set<Class<?>> WRITTEN = Set.of(
            RegisterAnswer.class,
            AgentList.class,
            AgentView.class,
            Liveness.State.class,
            HeartbeatAnswer.class,
            SendAnswer.class,
            MessageView.class,
            RecipientView.class,
            Kind.class,
            ReceiptAnswer.class,
            MessagePage.class,
            Inbox.Counts.class,
            StaleAcks.class,
            StaleAck.class,
            ThreadPage.class,
            ThreadView.class,
            ReservationView.class,
            ReservationList.class,
            Ending.class,
            Availability.class,
            ConflictView.class,
            Released.class,
            Spec.class,
            Epic.class,
            Story.class,
            Task.class,
            Insight.class,
            Session.class,
            Cuj.class,
            Cuj.Step.class,
            LINK,
            EventPage.class,
            Frame.class,
            HealthResource.Status.class,
            ErrorBody.class);

    /** What the frame of a read or an ack has in {@code data}: text by the time that it gets there. */
    static final Class<?> RECEIPT_DATA = hidden("dev.intermute.message.Receipts$Told");

    /** What the frame of an event of a reservation has there. */
    static final Class<?> LEASE_DATA = hidden("dev.intermute.reservation.LeaseEvents$Told");

    /**
     * The classes that have a mapper in their hands, so that no signature says what they read or write: errors, frames
     * and their data, and bodies of work records. What the columns write stays in the database.
     */
    static final Set<String> BY_HAND = Set.of(
            "dev.intermute.cli.HealthProbe",
            "dev.intermute.cli.remote.IdentityFile",
            "dev.intermute.client.Wire",
            "dev.intermute.http.JsonMapper",
            "dev.intermute.http.JsonSettings",
            "dev.intermute.http.Errors",
            "dev.intermute.http.JsonBody",
            "dev.intermute.push.ClientFrames",
            "dev.intermute.push.FrameWriter",
            "dev.intermute.event.EventData",
            "dev.intermute.record.StepsColumn",
            "dev.intermute.store.StringListColumn",
            "dev.intermute.store.StringMapColumn");

    private WireTypes() {}

    private static Class<?> hidden(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("this type is gone from the wire; take it from WireTypes, too", e);
        }
    }
}
