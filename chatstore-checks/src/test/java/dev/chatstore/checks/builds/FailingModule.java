package dev.chatstore.checks.builds;

import com.fasterxml.jackson.databind.module.SimpleModule;

/** A Jackson module that does not suit the rest of the class path. */
public final class FailingModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    /** Fails. */
    public FailingModule() {
        throw new NoSuchMethodError("of another version");
    }
}
