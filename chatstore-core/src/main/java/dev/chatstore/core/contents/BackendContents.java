package dev.chatstore.core.contents;

import dev.chatstore.api.SessionId;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.contents.ContentStatistics;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.ContentReader;
import dev.chatstore.api.spi.ReadGate;
import dev.chatstore.api.spi.count.HeadCount;
import dev.chatstore.api.spi.count.HeadPage;
import dev.chatstore.api.spi.count.SessionCount;
import dev.chatstore.core.backend.Argument;
import dev.chatstore.core.backend.OpenGate;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a backend holds, in statements of bounded size. Each read passes the gate by itself, so that closing the storage
 * ends a long count after its current read. Safe for use by several threads.
 */
public final class BackendContents implements Contents {
    private static final int HEADS = ContentReader.HEADS_PER_READ;

    private final Backend backend;
    private final OpenGate open;
    private final ReadGate gate;

    /** Creates the counts of an open backend. */
    public BackendContents(Backend backend, OpenGate open) {
        this.backend = backend;
        this.open = open;
        this.gate = new ReadGate() {
            @Override
            public <T extends @Nullable Object> T pass(Supplier<T> read) {
                open.checkOpen();
                return open.call(read);
            }
        };
    }

    @Override
    public ContentStatistics count(ContentQuery query, LongConsumer progress) {
        ContentReader reader = reader();
        Argument.required("query", query);
        Argument.required("progress", progress);
        ContentTotals totals = new ContentTotals(query);
        MessageReads messages = new MessageReads(query.tenant(), gate, reader, totals);
        HeadCount last = null;
        List<HeadCount> heads;
        do {
            HeadCount after = last;
            HeadPage page = gate.pass(() -> reader.heads(query.tenant(), query.owner(), after, HEADS));
            heads = page.heads();
            totals.add(page);
            if (query.readsMessages()) {
                messages.read(heads);
            }
            progress.accept(totals.conversations());
            last = heads.isEmpty() ? last : heads.get(heads.size() - 1);
        } while (heads.size() == HEADS);
        return totals.with(sessions(reader, query));
    }

    private ContentReader reader() {
        return gate.pass(backend::contents);
    }

    private long sessions(ContentReader reader, ContentQuery query) {
        long sessions = 0;
        SessionId last = null;
        do {
            SessionId after = last;
            SessionCount part = gate.pass(
                    () -> reader.sessions(query.tenant(), query.owner(), after, ContentReader.SESSIONS_PER_READ));
            sessions += part.sessions();
            last = part.last();
        } while (last != null);
        return sessions;
    }

    @Override
    public Iterator<String> tenants() {
        Iterator<String> tenants = reader().tenants(gate);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                open.checkOpen();
                return tenants.hasNext();
            }

            @Override
            public String next() {
                open.checkOpen();
                return tenants.next();
            }
        };
    }

    @Override
    public ContentEstimate estimate() {
        ContentReader reader = reader();
        return gate.pass(reader::estimate);
    }
}
