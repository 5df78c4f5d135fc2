import com.fasterxml.jackson.databind.Module;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.SegmentPlaceProvider;
import dev.chatstore.api.spi.SharedCacheProvider;
import dev.chatstore.core.memory.MemoryBackendProvider;

/** The entry point, {@link dev.chatstore.ChatStorage}, with configuration, the in-memory store, caches and transfer. */
@SuppressWarnings({"module", "requires-automatic"})
module dev.chatstore.core {
    requires transitive com.fasterxml.jackson.databind;
    requires transitive dev.chatstore.api;
    requires transitive java.sql;
    requires com.fasterxml.jackson.datatype.jdk8;
    requires com.fasterxml.jackson.datatype.jsr310;
    requires com.github.benmanes.caffeine;
    requires com.github.luben.zstd_jni;
    requires dev.failsafe.core;
    requires org.slf4j;
    requires static micrometer.core;
    requires static transitive org.jspecify;

    exports dev.chatstore;
    exports dev.chatstore.core.archive.run;
    exports dev.chatstore.core.audit;
    exports dev.chatstore.core.dump;
    exports dev.chatstore.core.erasure;
    exports dev.chatstore.core.metrics;
    exports dev.chatstore.core.operations;
    exports dev.chatstore.core.prompt;
    exports dev.chatstore.core.pseudonym.convert;
    exports dev.chatstore.core.retention;
    exports dev.chatstore.core.transfer;
    exports dev.chatstore.core.backend to
            dev.chatstore.jdbi,
            dev.chatstore.mysql,
            dev.chatstore.postgres,
            dev.chatstore.redis,
            dev.chatstore.s3,
            dev.chatstore.sqlite;
    exports dev.chatstore.core.codec to
            dev.chatstore.jdbi,
            dev.chatstore.redis;

    uses Module;
    uses BackendProvider;
    uses SharedCacheProvider;
    uses SegmentPlaceProvider;

    provides BackendProvider with
            MemoryBackendProvider;
}
