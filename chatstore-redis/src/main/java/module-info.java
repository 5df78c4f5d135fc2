import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.SharedCacheProvider;
import dev.chatstore.redis.RedisBackendProvider;
import dev.chatstore.redis.RedisSharedCacheProvider;

/** Redis as a backend and as a shared cache. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module dev.chatstore.redis {
    requires transitive dev.chatstore.core;
    requires transitive redis.clients.jedis;
    requires com.github.luben.zstd_jni;
    // Jedis needs it, but cannot require it, as an automatic module.
    requires org.apache.commons.pool2;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.chatstore.redis;

    provides BackendProvider with
            RedisBackendProvider;
    provides SharedCacheProvider with
            RedisSharedCacheProvider;
}
