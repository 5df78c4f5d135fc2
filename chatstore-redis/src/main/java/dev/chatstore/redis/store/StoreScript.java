package dev.chatstore.redis.store;

import dev.chatstore.redis.client.Script;
import dev.chatstore.redis.client.ScriptCall;
import java.util.List;
import java.util.Locale;

/** The scripts of the primary store: each has a file of its name in {@code lua}, which follows a shared one. */
enum StoreScript {
    APPEND("conversation"),
    LOAD("conversation"),
    OPEN("conversation"),
    PATCH("conversation"),
    EDIT("conversation"),
    REDACT("conversation"),
    DELETE("conversation"),
    TRIM("conversation"),
    BEFORE("conversation"),
    AFTER("conversation"),
    PATH("conversation"),
    REPLIES("conversation"),
    FIND("conversation"),
    REVISIONS("conversation"),
    SNAPSHOT("conversation"),
    SESSION_FIND("session"),
    SESSION_USE("session"),
    SESSION_GET_OR_CREATE("session"),
    SESSION_SAVE("session"),
    SESSION_LOAD("session"),
    SESSION_REPLACE("session"),
    SESSION_DELETE("session"),
    SESSION_FORGET_TENANT("session"),
    SESSION_TIME("session");

    /** The file that runs each script. */
    static final String RUNNER = "foreign";

    private final String shared;

    @SuppressWarnings("ImmutableEnumChecker") // Has no methods that change it.
    private final Script script;

    StoreScript(String shared) {
        this.shared = shared;
        this.script = Script.load(StoreScript.class, shared, name().toLowerCase(Locale.ROOT), RUNNER);
    }

    /** Returns the name of the shared file. */
    String shared() {
        return shared;
    }

    Script script() {
        return script;
    }

    /** Returns a call of the script on some keys, without arguments yet. */
    ScriptCall.Builder on(List<byte[]> keys) {
        return ScriptCall.of(script, keys);
    }
}
