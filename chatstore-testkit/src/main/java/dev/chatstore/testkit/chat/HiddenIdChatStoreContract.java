package dev.chatstore.testkit.chat;

import dev.chatstore.testkit.StoreContract;
import dev.chatstore.testkit.life.ForgottenIdContract;
import dev.chatstore.testkit.life.TrimContract;
import org.junit.jupiter.api.Nested;

/**
 * What holds also of a store that shows owners, authors and listed ids in another form than it was given them: the groups of {@link
 * ChatStoreContract} that compare none of these.
 */
public abstract class HiddenIdChatStoreContract extends StoreContract {
    @Nested
    final class AppendingUnderAnExpectedVersion extends ExpectedVersionContract {
        AppendingUnderAnExpectedVersion() {
            super(HiddenIdChatStoreContract.this);
        }
    }

    @Nested
    final class AppendingToManyInOneCall extends AppendAllContract {
        AppendingToManyInOneCall() {
            super(HiddenIdChatStoreContract.this);
        }
    }

    @Nested
    final class LosingAReply extends LostReplyContract {
        LosingAReply() {
            super(HiddenIdChatStoreContract.this);
        }
    }

    @Nested
    final class BeingInterrupted extends InterruptContract {
        BeingInterrupted() {
            super(HiddenIdChatStoreContract.this);
        }
    }

    @Nested
    final class Reading extends ReadingContract {
        Reading() {
            super(HiddenIdChatStoreContract.this);
        }
    }

    @Nested
    final class TellingWhenItWasSaid extends SaidContract {
        TellingWhenItWasSaid() {
            super(HiddenIdChatStoreContract.this);
        }
    }

    @Nested
    final class Branching extends BranchingContract {
        Branching() {
            super(HiddenIdChatStoreContract.this);
        }
    }

    @Nested
    final class Replying extends RepliesContract {
        Replying() {
            super(HiddenIdChatStoreContract.this);
        }
    }

    @Nested
    final class Trimming extends TrimContract {
        Trimming() {
            super(HiddenIdChatStoreContract.this);
        }
    }

    @Nested
    final class RememberingTrimmedIds extends ForgottenIdContract {
        RememberingTrimmedIds() {
            super(HiddenIdChatStoreContract.this);
        }
    }

    @Nested
    final class Deleting extends DeletingContract {
        Deleting() {
            super(HiddenIdChatStoreContract.this);
        }
    }

    @Nested
    final class CountingMessages extends MessageCountContract {
        CountingMessages() {
            super(HiddenIdChatStoreContract.this);
        }
    }

    @Nested
    final class KeepingTenantsApart extends TenantContract {
        KeepingTenantsApart() {
            super(HiddenIdChatStoreContract.this);
        }
    }

    @Nested
    final class TakingAnyText extends TextContract {
        TakingAnyText() {
            super(HiddenIdChatStoreContract.this);
        }
    }

    @Nested
    final class TakingOddMetadata extends OddMetadataContract {
        TakingOddMetadata() {
            super(HiddenIdChatStoreContract.this);
        }
    }

    @Nested
    final class HoldingLimits extends LimitContract {
        HoldingLimits() {
            super(HiddenIdChatStoreContract.this);
        }
    }

    @Nested
    final class RunningConcurrently extends ConcurrentRunContract {
        RunningConcurrently() {
            super(HiddenIdChatStoreContract.this);
        }
    }

    @Nested
    final class BeingClosed extends ClosedContract {
        BeingClosed() {
            super(HiddenIdChatStoreContract.this);
        }
    }
}
