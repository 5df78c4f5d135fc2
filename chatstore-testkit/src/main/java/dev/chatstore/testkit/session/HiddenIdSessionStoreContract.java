package dev.chatstore.testkit.session;

import dev.chatstore.testkit.StoreContract;
import org.junit.jupiter.api.Nested;

/**
 * What holds also of a store that shows owners and listed keys in another form than it was given them: the groups of {@link
 * SessionStoreContract} that compare none of these.
 */
public abstract class HiddenIdSessionStoreContract extends StoreContract {
    @Nested
    final class Saving extends SavingContract {
        Saving() {
            super(HiddenIdSessionStoreContract.this);
        }
    }

    @Nested
    final class Updating extends UpdatingContract {
        Updating() {
            super(HiddenIdSessionStoreContract.this);
        }
    }

    @Nested
    final class Expiring extends ExpiryContract {
        Expiring() {
            super(HiddenIdSessionStoreContract.this);
        }
    }

    @Nested
    final class KeepingStates extends StateContract {
        KeepingStates() {
            super(HiddenIdSessionStoreContract.this);
        }
    }

    @Nested
    final class KeepingKeysApart extends SessionKeyContract {
        KeepingKeysApart() {
            super(HiddenIdSessionStoreContract.this);
        }
    }

    @Nested
    final class ChangingNothing extends EqualStateContract {
        ChangingNothing() {
            super(HiddenIdSessionStoreContract.this);
        }
    }
}
