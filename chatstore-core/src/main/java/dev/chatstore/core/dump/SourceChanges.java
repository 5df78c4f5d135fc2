package dev.chatstore.core.dump;

import dev.chatstore.api.ChangeListener;
import dev.chatstore.api.Storage;
import dev.chatstore.api.Subscription;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.api.spi.StoreScope;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The subscriptions to the changes of a source, one for each of its tenants. For one thread. */
final class SourceChanges implements AutoCloseable {
    private final Storage source;
    private final StoreScope scope;
    private final ChangeListener listener;
    private final Map<String, Subscription> subscriptions = new HashMap<>();

    SourceChanges(Storage source, StoreScope scope, ChangeListener listener) {
        this.source = source;
        this.scope = scope;
        this.listener = listener;
    }

    /** Subscribes to the tenants that are new. */
    void listen() {
        Iterator<String> tenants = tenants();
        while (subscriptions.size() < Following.TENANTS && tenants.hasNext()) {
            subscriptions.computeIfAbsent(tenants.next(), tenant -> source.subscribeTenant(tenant, listener));
        }
    }

    private Iterator<String> tenants() {
        return scope.tenant() == null
                ? Contents.of(source).map(Contents::tenants).orElseGet(Collections::emptyIterator)
                : List.of(scope.tenant()).iterator();
    }

    @Override
    public void close() {
        subscriptions.values().forEach(Subscription::close);
        subscriptions.clear();
    }
}
