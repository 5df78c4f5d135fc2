package dev.chatstore.redis.client;

import dev.chatstore.api.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import redis.clients.jedis.UnifiedJedis;

/** Checks the version of Jedis, which many builds replace, before a class or a method turns out to be missing. */
public final class JedisVersion {
    /** The newest class that is used. */
    private static final String NEEDED = "redis.clients.jedis.RedisClient";

    private JedisVersion() {}

    /**
     * Checks that Jedis is new enough.
     *
     * @throws UnavailableException if it is older
     */
    public static void check() {
        try {
            Class.forName(NEEDED, false, UnifiedJedis.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw UnavailableException.notDone(
                    "chatstore-redis needs Jedis 7.2.0 or newer and finds " + found()
                            + ": with Spring Boot set the property jedis.version to 8.0.2, in another build declare"
                            + " redis.clients:jedis:8.0.2",
                    false,
                    e);
        }
    }

    private static String found() {
        String file = "/META-INF/maven/redis.clients/jedis/pom.properties";
        try (InputStream in = UnifiedJedis.class.getResourceAsStream(file)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "an older one");
        } catch (IOException e) {
            return "an older one";
        }
    }
}
