package dev.chatstore.core.dump;

import dev.chatstore.api.spi.StoreScope;

/**
 * What a copy does.
 *
 * @param scope what is copied
 * @param options how the target is treated
 * @param onlyChanged whether equal heads are taken for equal conversations
 * @param removesExtra whether what the source does not have is removed from the target
 */
record CopyChoices(StoreScope scope, ConversationRestore.Options options, boolean onlyChanged, boolean removesExtra) {
    static final CopyChoices DEFAULT =
            new CopyChoices(StoreScope.everything(), ConversationRestore.Options.DEFAULT, false, false);

    CopyChoices withScope(StoreScope newScope) {
        return new CopyChoices(newScope, options, onlyChanged, removesExtra);
    }

    CopyChoices withOptions(ConversationRestore.Options newOptions) {
        return new CopyChoices(scope, newOptions, onlyChanged, removesExtra);
    }

    CopyChoices ofChanged() {
        return new CopyChoices(scope, options, true, removesExtra);
    }

    CopyChoices removing() {
        return new CopyChoices(scope, options, onlyChanged, true);
    }
}
