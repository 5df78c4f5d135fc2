package dev.chatstore.bench.load;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionStore;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** A thread of the load: one turn after the other, each on any node and in a conversation by the Zipf law. */
final class Caller implements Runnable {
    /** The number of turns for each edit. */
    private static final int TURNS_PER_EDIT = 100;

    private static final int READ = 20;
    private static final int NUMBER_BITS = 40;

    private final Nodes nodes;
    private final Population population;
    private final Ledger ledger;
    private final Latencies latencies;
    private final AtomicLong turns;
    private final BooleanSupplier more;
    private final SplittableRandom random;
    private long number;

    /** The state of a bot's session. */
    record Dialog(int turns, String step) {
        Dialog next() {
            return new Dialog(turns + 1, "step " + turns % 10);
        }
    }

    /**
     * Creates a caller.
     *
     * @param index from 0
     * @param turns is incremented for each turn
     * @param more whether another turn is to begin
     */
    Caller(int index, LoadRun run, AtomicLong turns, BooleanSupplier more) {
        this.nodes = run.nodes();
        this.population = run.population();
        this.ledger = run.ledger();
        this.latencies = run.latencies();
        this.turns = turns;
        this.more = more;
        random = new SplittableRandom(run.options().seed() + index + 1);
        number = (index + 1L) << NUMBER_BITS;
    }

    @Override
    public void run() {
        while (more.getAsBoolean()) {
            turn();
            turns.incrementAndGet();
        }
    }

    private void turn() {
        int conversation = population.choose(random);
        ConversationId id = population.id(conversation);
        ChatStorage node = nodes.any(random);
        SessionStore<Dialog> sessions = node.sessions(Dialog.class);
        latencies.time(Operation.FIND_SESSION, () -> sessions.find(population.session(conversation)));
        latencies.time(Operation.RECENT, () -> node.chats().recent(id, READ));
        long question = append(node, conversation, true);
        if (question > 0 && random.nextInt(TURNS_PER_EDIT) == 0) {
            MessageEdit edit = MessageEdit.of(NumberedText.of(number - 1, random));
            latencies.time(Operation.EDIT, () -> node.chats().edit(id, question, edit));
        }
        append(node, conversation, false);
        latencies.time(
                Operation.UPDATE_SESSION,
                () -> sessions.update(population.session(conversation), () -> new Dialog(0, "new"), Dialog::next));
    }

    /** Returns the sequence of the message, or 0 if the append failed. */
    private long append(ChatStorage node, int conversation, boolean fromUser) {
        long own = number++;
        String text = NumberedText.of(own, random);
        NewMessage message = fromUser ? NewMessage.user(text) : NewMessage.assistant(text);
        try {
            long sequence = latencies
                    .time(Operation.APPEND, () -> node.chats().append(population.id(conversation), message))
                    .firstSequence();
            ledger.acknowledged(conversation, sequence, own);
            return sequence;
        } catch (ChatStoreException e) {
            ledger.failed(own);
            return 0;
        }
    }
}
