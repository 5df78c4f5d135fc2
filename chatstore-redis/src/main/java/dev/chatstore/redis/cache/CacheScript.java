package dev.chatstore.redis.cache;

import dev.chatstore.redis.client.Script;
import dev.chatstore.redis.client.ScriptCall;
import java.util.List;
import java.util.Locale;

/** The scripts of the shared cache: each has a file of its name in {@code lua}, which follows a shared one. */
enum CacheScript {
    WINDOW_FIND("window"),
    WINDOW_TICKET("window"),
    WINDOW_FILL("window"),
    WINDOW_CONFIRM("window"),
    WINDOW_APPLY("window"),
    WINDOW_DROP("window"),
    CACHED_SESSION_FIND("cached_session"),
    CACHED_SESSION_PUT("cached_session"),
    CACHED_SESSION_DROP("cached_session"),
    SERVER_TIME("cached_session");

    private final String shared;

    @SuppressWarnings("ImmutableEnumChecker") // Has no methods that change it.
    private final Script script;

    CacheScript(String shared) {
        this.shared = shared;
        this.script = Script.load(CacheScript.class, shared, name().toLowerCase(Locale.ROOT));
    }

    /** Returns the name of the shared file. */
    String shared() {
        return shared;
    }

    Script script() {
        return script;
    }

    /** Returns a call of the script on one key, without arguments yet. */
    ScriptCall.Builder on(byte[] key) {
        return ScriptCall.of(script, List.of(key));
    }
}
