package dev.chatstore.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.DuplicateMessageException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.jdbc.DataSourceProbes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Appends in one packet: what they cost, and what they do when the head is no longer as this process remembers it. */
abstract class PacketContract {
    private static final ConversationId ID = ConversationId.of("kari");
    private static final ConversationId OTHER = ConversationId.of("ola");
    private static final ConversationId THIRD = ConversationId.of("per");

    private final MysqlStores stores;
    private final String scheme;

    /** How a store connects. */
    enum Way {
        LIBRARY(""),
        OWN_WITH_PACKETS("&allowMultiQueries=true"),
        OWN_WITHOUT_PACKETS(""),
        OWN_WITHOUT_STRICT_MODE("&allowMultiQueries=true&jdbcCompliantTruncation=false&sessionVariables=sql_mode=''");

        private final String parameters;

        Way(String parameters) {
            this.parameters = parameters;
        }

        boolean sendsPackets() {
            return this != OWN_WITHOUT_PACKETS;
        }
    }

    private final DataSourceProbes probes = new DataSourceProbes();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    PacketContract(MysqlStores stores, String scheme) {
        this.stores = stores;
        this.scheme = scheme;
    }

    @BeforeEach
    final void clear() {
        stores.database().clear();
    }

    @AfterEach
    final void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    private ChatStore open(Way way) {
        Storage storage =
                way == Way.LIBRARY ? stores.open(InstantSource.system(), Map.of()) : openOn(pool(way.parameters));
        opened.push(storage);
        return storage.chats();
    }

    private HikariDataSource pool(String parameters) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:" + stores.url().replaceFirst("//.*@", "//") + parameters);
        config.setUsername(stores.database().user());
        config.setPassword(stores.database().password());
        config.setMaximumPoolSize(2);
        HikariDataSource pool = new HikariDataSource(config);
        opened.push(pool);
        return pool;
    }

    private Storage openOn(DataSource own) {
        return ChatStorage.builder()
                .url(scheme + ":")
                .backend(new MysqlBackendProvider(probes.apply(own)))
                .open();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = stores.database().connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Test
    final void anAppendCostsTheStatementsOfOnePacketAndNothingElse() throws SQLException {
        try (ServerCommands commands = new ServerCommands(stores.database().connectAsAdministrator())) {
            ChatStore chats = open(Way.LIBRARY);
            chats.append(OTHER, NewMessage.user("opens the connections"));
            chats.append(THIRD, NewMessage.user("one"));
            Map<String, Long> packet = Map.of("begin", 1L, "insert", 2L, "commit", 1L);
            assertThat(commands.of(() -> chats.append(ID, NewMessage.user("first"))))
                    .isEqualTo(Map.of("select", 1L, "begin", 1L, "insert", 2L, "commit", 1L));
            assertThat(commands.of(() -> chats.append(ID, NewMessage.user("second"))))
                    .isEqualTo(packet);
            assertThat(commands.of(
                            () -> chats.append(ID, NewMessage.user("third").withId("m3"), NewMessage.user("fourth"))))
                    .isEqualTo(packet);
            chats.edit(ID, 1, MessageEdit.of("edited by this process"));
            assertThat(commands.of(() -> chats.append(ID, NewMessage.user("fifth"))))
                    .isEqualTo(packet);
            assertThat(commands.of(() -> chats.appendAll(Stream.of(ID, OTHER, THIRD, ID)
                            .map(id -> Append.of(id, NewMessage.user("to several")))
                            .toList())))
                    .isEqualTo(Map.of("begin", 1L, "insert", 2L, "select", 1L, "commit", 1L));
            assertWhole(chats, ID, 7);
        }
    }

    @Test
    final void aNewConversationGetsItsProfileAndRepliesInThePacket() throws SQLException {
        try (ServerCommands commands = new ServerCommands(stores.database().connectAsAdministrator())) {
            ChatStore chats = open(Way.LIBRARY);
            chats.append(OTHER, NewMessage.user("opens the connections"));
            Append append = Append.of(
                            ID,
                            NewMessage.user("one"),
                            NewMessage.user("two"),
                            NewMessage.assistant("to the first").withParent(1).withTokens(7))
                    .withProfile(Profile.EMPTY.withOwner("kari").withTitle("Oslo"));
            assertThat(commands.of(() -> chats.append(append)))
                    .isEqualTo(Map.of("select", 1L, "begin", 1L, "insert", 4L, "commit", 1L));
            Conversation found = chats.find(ID).orElseThrow();
            assertThat(found.profile()).isEqualTo(append.profile());
            assertThat(found.tokens()).isEqualTo(7);
            assertThat(chats.find(ID, 3).orElseThrow().parent()).isEqualTo(1L);
        }
    }

    @Test
    final void aHeadThatAnotherProcessHasChangedCostsOneFailedPacket() throws SQLException {
        try (ServerCommands commands = new ServerCommands(stores.database().connectAsAdministrator())) {
            ChatStore chats = open(Way.LIBRARY);
            chats.append(OTHER, NewMessage.user("opens the connections"));
            chats.append(ID, NewMessage.user("one"));
            open(Way.LIBRARY).append(ID, NewMessage.user("two"));
            assertThat(commands.of(() -> chats.append(ID, NewMessage.user("three"))))
                    .containsEntry("commit", 1L)
                    .containsEntry("begin", 2L)
                    .containsEntry("insert", 3L)
                    .containsEntry("select", 1L);
            assertThat(commands.of(() -> chats.append(ID, NewMessage.user("four"))))
                    .isEqualTo(Map.of("begin", 1L, "insert", 2L, "commit", 1L));
            assertWhole(chats, ID, 4);
        }
    }

    @ParameterizedTest
    @EnumSource
    final void whatAnotherProcessDidMeanwhileIsFollowed(Way way) {
        ChatStore chats = open(way);
        ChatStore others = open(way);
        chats.append(ID, NewMessage.user("one"));
        others.append(ID, NewMessage.user("two"), NewMessage.user("three"));
        assertThat(chats.append(ID, NewMessage.user("four"))).isEqualTo(AppendReceipt.appended(ID, 4, 1, 3));
        others.edit(ID, 1, MessageEdit.of("uno"));
        assertThat(chats.append(ID, NewMessage.user("five")).version()).isEqualTo(5);
        assertThatThrownBy(() ->
                        others.append(Append.of(ID, NewMessage.user("late")).expecting(3)))
                .isInstanceOf(ConflictException.class);
        assertThat(chats.append(Append.of(ID, NewMessage.user("six")).expecting(5))
                        .lastSequence())
                .isEqualTo(6);
        assertThat(others.append(Append.of(ID, NewMessage.user("seven")).expecting(6))
                        .lastSequence())
                .isEqualTo(7);
        assertThatThrownBy(() ->
                        chats.append(Append.of(ID, NewMessage.user("late")).expecting(6)))
                .isInstanceOfSatisfying(
                        ConflictException.class,
                        e -> assertThat(e.missed()).extracting(Message::text).containsExactly("seven"));
        assertWhole(chats, ID, 7);
        if (way != Way.LIBRARY) {
            assertThat(probes.texts().stream().anyMatch(text -> text.contains("start transaction")))
                    .isEqualTo(way.sendsPackets());
        }
    }

    @ParameterizedTest
    @EnumSource
    final void aConversationThatAnotherProcessHasDeletedBeginsAgain(Way way) {
        ChatStore chats = open(way);
        ChatStore others = open(way);
        chats.append(ID, NewMessage.user("one").withId("m1"), NewMessage.user("two"));
        chats.append(OTHER, NewMessage.user("one"));
        others.delete(ID);
        assertThat(chats.append(ID, NewMessage.user("anew").withId("m1")))
                .isEqualTo(AppendReceipt.appended(ID, 1, 1, 3));
        others.delete(ID);
        others.delete(OTHER);
        appendToBoth(chats);
        assertWhole(chats, ID, 1);
        assertWhole(chats, OTHER, 1);
    }

    /** Another process has deleted them, and forgotten them an hour later. */
    @ParameterizedTest
    @EnumSource
    final void aConversationOfWhichNothingIsLeftBeginsAgain(Way way) throws SQLException {
        ChatStore chats = open(way);
        for (int i = 0; i < 3; i++) {
            chats.append(ID, NewMessage.user("one"));
            chats.append(OTHER, NewMessage.user("one"));
        }
        execute("delete from chat_conversation where id = 'kari'");
        execute("delete from chat_message where conversation = 'kari'");
        assertThat(chats.append(ID, NewMessage.user("anew")).lastSequence()).isEqualTo(1);
        assertWhole(chats, ID, 1);
        chats.append(ID, NewMessage.user("two"));
        execute("delete from chat_conversation where id = 'kari'");
        execute("delete from chat_message where conversation = 'kari'");
        appendToBoth(chats);
        assertWhole(chats, ID, 1);
        assertWhole(chats, OTHER, 4);
    }

    private static void appendToBoth(ChatStore chats) {
        assertThat(chats.appendAll(List.of(
                        Append.of(ID, NewMessage.user("to both")), Append.of(OTHER, NewMessage.user("to both")))))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(AppendReceipt.class));
    }

    @ParameterizedTest
    @EnumSource
    final void anIdThatAnotherProcessHasTakenIsFound(Way way) {
        ChatStore chats = open(way);
        ChatStore others = open(way);
        chats.append(ID, NewMessage.user("one"));
        NewMessage delivered = NewMessage.user("two").withId("m2");
        AppendReceipt first = others.append(ID, delivered);
        AppendReceipt again = chats.append(ID, delivered);
        assertThat(again.duplicate()).isTrue();
        assertThat(again.version()).isEqualTo(first.version());
        assertThatThrownBy(() -> chats.append(ID, NewMessage.user("another").withId("m2")))
                .isInstanceOf(DuplicateMessageException.class);
        chats.append(ID, NewMessage.user("three").withId("m3"));
        assertThat(chats.append(ID, NewMessage.user("three").withId("m3")).duplicate())
                .isTrue();
        assertWhole(chats, ID, 3);
    }

    @Test
    final void aPacketThatArrivesLateIsNotAppliedTwice() throws SQLException {
        HeldPackets held = new HeldPackets();
        try (Storage storage = ChatStorage.builder()
                .url(stores.url())
                .backend(new MysqlBackendProvider(null, held))
                .open()) {
            ChatStore chats = storage.chats();
            for (int i = 1; i <= 3; i++) {
                held.holdNext();
                // The first one creates the conversation.
                assertThat(chats.append(ID, NewMessage.user("m" + i)).lastSequence())
                        .isEqualTo(i);
                assertThatThrownBy(held::arrive)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getErrorCode()).isEqualTo(1690));
                assertWhole(chats, ID, i);
            }
        }
    }

    private static void assertWhole(ChatStore chats, ConversationId id, long messages) {
        Conversation found = chats.find(id).orElseThrow();
        assertThat(found.lastSequence()).isEqualTo(messages);
        assertThat(found.messageCount()).isEqualTo(messages);
        assertThat(chats.recent(id, 100))
                .extracting(Message::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, messages).boxed().toList());
    }
}
