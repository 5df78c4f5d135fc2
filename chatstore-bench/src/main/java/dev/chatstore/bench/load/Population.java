package dev.chatstore.bench.load;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionKey;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The conversations of all bots. Their popularity does not depend on their bot or their number. */
final class Population {
    private final List<ConversationId> ids;
    private final List<SessionKey> sessions;
    private final int[] byPopularity;
    private final ZipfDistribution zipf;

    Population(LoadOptions options) {
        ids = IntStream.range(0, options.conversations())
                .mapToObj(i -> ConversationId.of("bot-" + i % options.bots(), "chat-" + i))
                .toList();
        sessions =
                ids.stream().map(id -> SessionKey.of(id.tenant(), id.value())).toList();
        byPopularity = shuffled(options.conversations(), new SplittableRandom(options.seed()));
        zipf = new ZipfDistribution(options.conversations(), options.exponent());
    }

    private static int[] shuffled(int size, SplittableRandom random) {
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int moved = order[i];
            order[i] = order[other];
            order[other] = moved;
        }
        return order;
    }

    int size() {
        return ids.size();
    }

    ConversationId id(int conversation) {
        return ids.get(conversation);
    }

    SessionKey session(int conversation) {
        return sessions.get(conversation);
    }

    /** Returns a conversation by the Zipf law. */
    int choose(SplittableRandom random) {
        return byPopularity[zipf.rank(random.nextDouble())];
    }

    /** Returns the ids of the most popular conversations, the most popular one first. */
    List<ConversationId> mostPopular(int count) {
        return IntStream.of(byPopularity).limit(count).mapToObj(ids::get).toList();
    }
}
