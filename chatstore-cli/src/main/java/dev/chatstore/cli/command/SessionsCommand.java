package dev.chatstore.cli.command;

import dev.chatstore.api.Page;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.cli.output.JsonOutput;
import dev.chatstore.cli.output.Table;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists sessions, or shows one. */
@Command(
        name = "sessions",
        description =
                "Lists the sessions of a session store by their keys, or shows the state of one. No use is counted:"
                        + " what expires stays so.",
        footer = {
            "",
            "Examples:",
            "  chatstore sessions --owner lucia",
            "  chatstore sessions --session-store booking telegram-4711"
        })
public final class SessionsCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Mixin
    private final Scope scope = new Scope();

    @Mixin
    private final Paging paging = new Paging();

    @Mixin
    private final SessionStoreOption name = new SessionStoreOption();

    @Parameters(arity = "0..1", paramLabel = "KEY", description = "The session whose state to show.")
    private @Nullable String key;

    /** Creates the command. */
    public SessionsCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenStore store = options.open()) {
            SessionStore<Object> sessions = store.storage().sessions(name.value(), Object.class);
            return (key == null ? list(sessions) : show(sessions, SessionKey.of(scope.tenant(), key))).number();
        }
    }

    private ExitCode show(SessionStore<Object> sessions, SessionKey wanted) {
        Optional<Session<Object>> session = sessions.find(wanted);
        if (session.isEmpty()) {
            options.note("chatstore: " + wanted + " does not exist in the session store " + name.value());
            return ExitCode.NOT_FOUND;
        }
        if (options.isJson()) {
            options.printJson("name", name.value(), "session", Rendering.of(session.get()));
        } else {
            JsonOutput.print(options.console().out(), session.get().state());
        }
        return ExitCode.OK;
    }

    private ExitCode list(SessionStore<Object> sessions) {
        Page<Session<Object>> page =
                sessions.list(scope.sessions().withLimit(paging.limit()).from(paging.cursor()));
        if (options.isJson()) {
            options.printJson(
                    "name", name.value(),
                    "sessions", page.items().stream().map(Rendering::of).toList(),
                    "next", page.next(),
                    "unreadable", Rendering.unreadable(page.unreadable()));
        } else {
            Table table = new Table("SESSION", "VERSION", "UPDATED", "EXPIRES", "OWNER");
            page.items()
                    .forEach(session -> table.row(
                            session.key().value(),
                            Long.toString(session.version()),
                            Rendering.time(session.updated()),
                            Rendering.time(session.expires()),
                            Rendering.text(session.owner())));
            options.console().print(table);
            options.noteUnreadable(page.unreadable());
            paging.printNext(options, page.next());
        }
        return page.unreadable().isEmpty() ? ExitCode.OK : ExitCode.INCOMPLETE;
    }
}
