package dev.chatstore.testkit.chat;

import dev.chatstore.testkit.StoreContract;
import dev.chatstore.testkit.life.ErasingContract;
import dev.chatstore.testkit.life.ForgottenIdContract;
import dev.chatstore.testkit.life.TrimContract;
import org.junit.jupiter.api.Nested;

/**
 * The contract of every store of conversations, as tests in groups. The test class of a store extends this class and
 * implements how the store is opened:
 *
 * <pre>{@code
 * final class MemoryChatStoreTest extends ChatStoreContract {
 *     @Override
 *     protected Storage open(InstantSource clock, Map<String, String> settings) {
 *         return ChatStorage.builder().url("memory:").clock(clock).expiryClock(clock).settings(settings).open();
 *     }
 *
 *     @Override
 *     protected void loseNextReply() {}
 * }
 * }</pre>
 */
public abstract class ChatStoreContract extends StoreContract {
    @Nested
    final class Appending extends AppendingContract {
        Appending() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class AppendingUnderAnExpectedVersion extends ExpectedVersionContract {
        AppendingUnderAnExpectedVersion() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class AppendingToManyInOneCall extends AppendAllContract {
        AppendingToManyInOneCall() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class SendingAgain extends ResendingContract {
        SendingAgain() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class LosingAReply extends LostReplyContract {
        LosingAReply() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class BeginningWithAProfile extends ProfileOfAppendContract {
        BeginningWithAProfile() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class BeingInterrupted extends InterruptContract {
        BeingInterrupted() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class Reading extends ReadingContract {
        Reading() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class TellingWhenItWasSaid extends SaidContract {
        TellingWhenItWasSaid() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class Branching extends BranchingContract {
        Branching() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class Replying extends RepliesContract {
        Replying() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class Editing extends EditingContract {
        Editing() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class EditingByIdAndRevision extends RevisionContract {
        EditingByIdAndRevision() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class ErasingMessages extends ErasingContract {
        ErasingMessages() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class OpeningAndPatching extends PatchingContract {
        OpeningAndPatching() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class Listing extends ListingContract {
        Listing() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class ListingByActivity extends ActivityContract {
        ListingByActivity() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class LoadingWholeConversations extends LoadingContract {
        LoadingWholeConversations() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class LoadingAgainstOthers extends LoadConflictContract {
        LoadingAgainstOthers() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class Replacing extends ReplacingContract {
        Replacing() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class TakingASnapshot extends SnapshotContract {
        TakingASnapshot() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class Trimming extends TrimContract {
        Trimming() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class RememberingTrimmedIds extends ForgottenIdContract {
        RememberingTrimmedIds() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class Deleting extends DeletingContract {
        Deleting() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class DeletingUnderAnExpectedVersion extends ExpectedDeleteContract {
        DeletingUnderAnExpectedVersion() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class Subscribing extends SubscriptionContract {
        Subscribing() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class CountingConversations extends HeadCountContract {
        CountingConversations() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class CountingMessages extends MessageCountContract {
        CountingMessages() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class CountingTheWholeStore extends StoreContentsContract {
        CountingTheWholeStore() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class KeepingTenantsApart extends TenantContract {
        KeepingTenantsApart() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class TakingAnyName extends NameContract {
        TakingAnyName() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class TakingAnyText extends TextContract {
        TakingAnyText() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class TakingOddMetadata extends OddMetadataContract {
        TakingOddMetadata() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class HoldingLimits extends LimitContract {
        HoldingLimits() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class RunningConcurrently extends ConcurrentRunContract {
        RunningConcurrently() {
            super(ChatStoreContract.this);
        }
    }

    @Nested
    final class BeingClosed extends ClosedContract {
        BeingClosed() {
            super(ChatStoreContract.this);
        }
    }
}
