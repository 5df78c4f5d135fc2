package dev.chatstore;

import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.Schemes;
import dev.chatstore.api.spi.Setting;
import java.util.List;

/** A provider on the class path that cannot be instantiated, which shows when it is instantiated without need. */
@Schemes("trap")
public final class TrapProvider implements BackendProvider {
    /** Fails. */
    public TrapProvider() {
        throw new IllegalStateException("the trap was sprung");
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public Backend open(BackendContext context) {
        throw new IllegalStateException("never instantiated, so never opened");
    }
}
