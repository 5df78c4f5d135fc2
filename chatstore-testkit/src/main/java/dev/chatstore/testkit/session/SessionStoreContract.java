package dev.chatstore.testkit.session;

import dev.chatstore.testkit.StoreContract;
import org.junit.jupiter.api.Nested;

/**
 * The contract of every store of sessions, as tests in groups. The test class of a store extends this class and
 * implements how the store is opened, as for {@link dev.chatstore.testkit.chat.ChatStoreContract}.
 */
public abstract class SessionStoreContract extends StoreContract {
    @Nested
    final class Saving extends SavingContract {
        Saving() {
            super(SessionStoreContract.this);
        }
    }

    @Nested
    final class Updating extends UpdatingContract {
        Updating() {
            super(SessionStoreContract.this);
        }
    }

    @Nested
    final class Expiring extends ExpiryContract {
        Expiring() {
            super(SessionStoreContract.this);
        }
    }

    @Nested
    final class KeepingStates extends StateContract {
        KeepingStates() {
            super(SessionStoreContract.this);
        }
    }

    @Nested
    final class KeepingOddStates extends OddStateContract {
        KeepingOddStates() {
            super(SessionStoreContract.this);
        }
    }

    @Nested
    final class KeepingKeysApart extends SessionKeyContract {
        KeepingKeysApart() {
            super(SessionStoreContract.this);
        }
    }

    @Nested
    final class KeepingNamesApart extends NamedStoreContract {
        KeepingNamesApart() {
            super(SessionStoreContract.this);
        }
    }

    @Nested
    final class ListingByOwner extends SessionListContract {
        ListingByOwner() {
            super(SessionStoreContract.this);
        }
    }

    @Nested
    final class LoadingAsTheyWere extends SessionLoadingContract {
        LoadingAsTheyWere() {
            super(SessionStoreContract.this);
        }
    }

    @Nested
    final class ChangingNothing extends EqualStateContract {
        ChangingNothing() {
            super(SessionStoreContract.this);
        }
    }
}
