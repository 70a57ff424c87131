package dev.intermute.record;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.event.EventType.Action;
import dev.intermute.store.Reader;
import dev.intermute.store.Writer;

/**
 * Which features critical user journeys go through. A link or its end leaves the journey itself, and its version, alone; it
 * is an event of the journey nonetheless, with the journey as every event of a record has it.
 */
@ApplicationScoped
class CujLinks {
    private final Writer writer;
    private final Reader reader;
    private final Records records;
    private final CujLinkRepository links;

    CujLinks(Writer writer, Reader reader, Records records, CujLinkRepository links) {
        this.writer = writer;
        this.reader = reader;
        this.records = records;
        this.links = links;
    }

    /** Links a feature, unless it is linked; fails with {@code record_not_found} if there is no such cuj. */
    CompletionStage<CujLink.View> link(Kind<Cuj> kind, Records.By by, String id, String feature) {
        return writer.submit(now -> {
            Cuj cuj = records.find(kind, by.project(), id);
            Optional<CujLink> known = links.find(by.project(), id, feature);
            if (known.isPresent()) {
                return CujLink.View.of(known.get());
            }
            CujLink link = new CujLink(by.project(), id, feature, now);
            links.insert(link);
            records.tell(kind.event(Action.UPDATED), by, cuj);
            return CujLink.View.of(link);
        });
    }

    /** Ends a link, if it is there; fails with {@code record_not_found} if there is no such cuj. */
    CompletionStage<CujLink.View> unlink(Kind<Cuj> kind, Records.By by, String id, String feature) {
        return writer.submit(now -> {
            Cuj cuj = records.find(kind, by.project(), id);
            links.find(by.project(), id, feature).ifPresent(link -> {
                links.delete(link);
                records.tell(kind.event(Action.UPDATED), by, cuj);
            });
            return new CujLink.View(id, feature, by.project(), null);
        });
    }

    /** A page of those of a cuj; fails with {@code record_not_found} if there is no such cuj. */
    RecordPage<CujLink.View> of(Kind<Cuj> kind, String project, String id, CujLink.Query wanted) {
        RecordPage.Reading<CujLink> page = new RecordPage.Reading<>(wanted.limit(), CujLink::bytes);
        reader.read(() -> {
            page.clear();
            records.find(kind, project, id);
            links.forEach(project, id, wanted, page::take);
            return null;
        });
        return page.page(CujLink.View::of, CujLink.Query::cursor);
    }

    /** A cuj's links go with it. */
    @ApplicationScoped
    static class WithTheirCuj implements RecordCompanion {
        private final CujLinkRepository links;

        WithTheirCuj(CujLinkRepository links) {
            this.links = links;
        }

        @Override
        public void deleting(WorkRecord record) {
            if (record instanceof Cuj cuj) {
                links.deleteOf(cuj.project, cuj.id);
            }
        }
    }
}
