package dev.chatstore.core.archive;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.SegmentStore;
import dev.chatstore.api.spi.segment.SegmentPlace;
import dev.chatstore.testkit.Proxies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records the calls of a durable store, of its index and of a place, and lets one of them fail, before or after it is made. */
final class Faults {
    private final List<String> calls = new ArrayList<>();
    private int failing = Integer.MAX_VALUE;
    private boolean isMade;

    /** Lets the call of a number fail from now on, 0 for the next one. It is the last one: what failed is not repeated. */
    void fail(int call, boolean afterwards) {
        failing = calls.size() + call;
        isMade = afterwards;
    }

    void recover() {
        failing = Integer.MAX_VALUE;
    }

    List<String> calls() {
        return calls;
    }

    /** Returns the calls that an action makes. */
    List<String> calls(Runnable action) {
        int before = calls.size();
        action.run();
        return List.copyOf(calls.subList(before, calls.size()));
    }

    Backend backend(Backend durable) {
        ChatStore chats = proxy("chats", ChatStore.class, durable.chats());
        SegmentStore segments =
                proxy("index", SegmentStore.class, durable.segments().orElseThrow());
        return Proxies.create(Backend.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "chats" -> chats;
            case "segments" -> Optional.of(segments);
            default -> Proxies.call(durable, method, arguments);
        });
    }

    SegmentPlace place(SegmentPlace place) {
        return proxy("place", SegmentPlace.class, place);
    }

    private <T> T proxy(String name, Class<T> type, T target) {
        return Proxies.create(type, (proxy, method, arguments) -> {
            if (method.getName().equals("scheme") || method.getName().equals("close")) {
                return Proxies.call(target, method, arguments);
            }
            int call = calls.size();
            calls.add(name + "." + method.getName());
            if (call >= failing && !(isMade && call == failing)) {
                throw UnavailableException.notDone("out of reach", true, null);
            }
            Object result = Proxies.call(target, method, arguments);
            if (call == failing) {
                throw UnavailableException.maybeDone("the reply was lost", true, null);
            }
            return result;
        });
    }
}
