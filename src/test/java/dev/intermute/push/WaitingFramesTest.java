package dev.intermute.push;

import java.net.URL;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that doesn't read for a while, but not for so long that it is closed: what waited for it in the service shows,
 * when it goes on, what has become of each message by then, and nothing of those that are no longer its own.
 */
@QuarkusTest
@WithTestResource(TestServer.class)
class WaitingFramesTest {
    /**
     * Together three times what the network holds of them: with so small a buffer on the client's side, some 2.6 MB. Some
     * are overwritten by small ones.
     */
    private static final int LARGE = 55;

    private static final int SMALL_BUFFER_BYTES = 4096;

    private static final int LARGE_CHARACTERS = 150_000;
    private static final int STEPS = 150;
    private static final int ENOUGH = 20;
    private static final Duration A_MOMENT = Duration.ofMillis(300);

    @TestHTTPResource("/")
    URL url;

    @Inject
    MeterRegistry registry;

    @ParameterizedTest(name = "seed {0}, {1}")
    @CsvSource({"1, ann", "2, eve", "4, all events"})
    void what_the_feed_has_brought_is_shown_as_it_is_when_the_client_goes_on(long seed, String who) {
        RandomMail mail = new RandomMail(url.toString().replaceAll("/$", ""), new Random(seed));
        Witness witness = witness(mail, who);
        double before = sent();
        witness.connectFromNowOn();
        witness.stopReading();
        while (mail.model().mails().size() < LARGE && waiting() < ENOUGH) {
            sendLarge(mail);
        }
        awaitThatNothingMoves();
        assertThat(waiting()).isPositive();

        goOnAfterMoreSteps(mail, witness, before);
    }

    @ParameterizedTest(name = "seed {0}, {1}")
    @CsvSource({"6, ann", "3, eve", "5, all events"})
    void what_was_read_from_the_log_is_shown_as_it_is_when_the_client_goes_on(long seed, String who) {
        RandomMail mail = new RandomMail(url.toString().replaceAll("/$", ""), new Random(seed));
        for (int i = 0; i < LARGE; i++) {
            sendLarge(mail);
            mail.step();
            mail.step();
        }
        Witness witness = witness(mail, who);
        double before = sent();
        witness.connectFrom(0);
        witness.stopReading();
        awaitThatNothingMoves();

        goOnAfterMoreSteps(mail, witness, before);
    }

    private static Witness witness(RandomMail mail, String who) {
        Witness witness = mail.newWitness(who.equals("all events") ? null : who);
        witness.receiveBuffer(SMALL_BUFFER_BYTES);
        return witness;
    }

    private static void sendLarge(RandomMail mail) {
        mail.padBodies(LARGE_CHARACTERS);
        mail.sendToEverybody("large" + mail.model().mails().size());
        mail.padBodies(0);
    }

    private void goOnAfterMoreSteps(RandomMail mail, Witness witness, double sentBefore) {
        for (int i = 0; i < STEPS; i++) {
            mail.step();
        }
        // Of what goes out together all is written but the last.
        int onTheirWay = (int) (sent() - sentBefore) + 1;

        witness.goOnReading(onTheirWay);
        witness.settle();

        assertThat(witness.frames()).as("not all was on its way").hasSizeGreaterThan(onTheirWay);
        witness.disconnect(true);
    }

    private void awaitThatNothingMoves() {
        AtomicReference<Double> last = new AtomicReference<>(-1.0);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .during(A_MOMENT)
                .until(() -> sent() == last.getAndSet(sent()));
    }

    private int waiting() {
        return (int) registry.get("intermute.push.queue.depth").gauge().value();
    }

    private double sent() {
        return registry.get("intermute.push.frames.sent").counter().count();
    }
}
