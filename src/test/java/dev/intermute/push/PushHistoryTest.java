package dev.intermute.push;

import java.net.URL;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any order of sends, retries, overwrites, receipts and registrations, while witnesses come and go: each sees the log,
 * filtered for it, once and in order. Nothing is waited for between two steps, but now and then.
 */
@QuarkusTest
@WithTestResource(TestServer.class)
class PushHistoryTest {
    private static final int STEPS = 200;
    private static final int MOST_WITNESSES = 24;

    @TestHTTPResource("/")
    URL url;

    static LongStream seeds() {
        return LongStream.concat(LongStream.rangeClosed(1, 3), LongStream.of(System.nanoTime()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_view_is_the_log_filtered_for_its_subscriber_after_any_history(long seed) {
        History history = new History(url.toString().replaceAll("/$", ""), new Random(seed));

        for (int step = 0; step < STEPS; step++) {
            history.step();
        }

        history.everybodyComesAgain();
        history.everybodyReadsFromTheOldest();
        history.nothingElseWasOnItsWay();
        history.allEventsAreTheLog();
        history.end();
    }

    private static final class History {
        private final RandomMail mail;
        private final Random random;
        private Witness ofAllEvents;

        History(String base, Random random) {
            this.mail = new RandomMail(base, random);
            this.random = random;
            // The log of some histories is more than one read's worth.
            mail.padBodies(random.nextInt(2) * 30_000);
        }

        void step() {
            int die = random.nextInt(100);
            if (die < 69) {
                mail.step();
            } else if (die < 96) {
                comeOrGo();
            } else {
                settle();
            }
            connected().forEach(Witness::checkArrived);
        }

        private List<Witness> connected() {
            return mail.witnesses().stream().filter(Witness::isConnected).toList();
        }

        private void settle() {
            connected().forEach(Witness::settle);
        }

        private void comeOrGo() {
            List<Witness> witnesses = mail.witnesses();
            if (witnesses.size() < MOST_WITNESSES && (witnesses.isEmpty() || random.nextInt(3) == 0)) {
                comes(mail.newWitness(random.nextInt(4) == 0 ? null : mail.any(mail.references())));
                return;
            }
            Witness witness = mail.any(witnesses);
            if (witness.isConnected()) {
                witness.disconnect(random.nextBoolean());
            } else {
                witness.connectFrom(witness.last());
            }
        }

        private void comes(Witness witness) {
            List<Long> cursors = mail.model().cursors();
            int die = random.nextInt(3);
            if (die == 0) {
                witness.connectFromNowOn();
            } else if (die == 1 || cursors.isEmpty()) {
                witness.connectFrom(0);
            } else {
                witness.connectFrom(mail.any(cursors));
            }
        }

        void everybodyComesAgain() {
            mail.witnesses().stream()
                    .filter(witness -> !witness.isConnected())
                    .forEach(witness -> witness.connectFrom(witness.last()));
            settle();
        }

        void everybodyReadsFromTheOldest() {
            mail.references().forEach(reference -> mail.newWitness(reference).connectFrom(0));
            ofAllEvents = mail.newWitness(null);
            ofAllEvents.connectFrom(0);
            settle();
        }

        /** What is pushed to everybody ends what was before it. */
        void nothingElseWasOnItsWay() {
            mail.sendToEverybody("last");
            settle();
            assertThat(connected())
                    .allSatisfy(witness ->
                            assertThat(witness.last()).isEqualTo(mail.model().head()));
        }

        /** Nothing was overwritten since they were read. */
        void allEventsAreTheLog() {
            assertThat(ofAllEvents.frames()).isEqualTo(mail.log());
        }

        void end() {
            connected().forEach(witness -> witness.disconnect(true));
        }
    }
}
