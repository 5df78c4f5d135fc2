package dev.chatstore.redis.client;

import org.jspecify.annotations.Nullable;

/** The name of a server in an error, and the user that logs in there. It holds no password. */
public final class ServerName {
    private final String name;
    private final @Nullable String user;

    private ServerName(String name, @Nullable String user) {
        this.name = name;
        this.user = user;
    }

    /** Returns the name of the server at a URL. */
    public static ServerName of(RedisUrl url) {
        return new ServerName("Redis at " + url, url.shownUser());
    }

    /** Returns the name of the server of a client that belongs to the caller; where that is, is unknown. */
    public static ServerName ofOwnClient() {
        return new ServerName("Redis", null);
    }

    /** Returns {@code login for user "chatbot"}, as far as the user is known. */
    String login() {
        if (user == null) {
            return "login";
        }
        return user.isEmpty() ? "login for the default user" : "login for user \"" + user + "\"";
    }

    /** Returns {@code Redis at host:6379}. */
    @Override
    public String toString() {
        return name;
    }
}
