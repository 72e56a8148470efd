package org.livelihood.people.household;

import java.util.UUID;
import org.livelihood.platform.kernel.Party;

/**
 * Whose bank account gets a party's money, without naming her.
 *
 * @param id the change that made her so
 * @param party the household she is a member of, or a worker of none, who is her own payee
 * @param person her id in the vault
 * @param shared whether the same bank account gets another party's money, too
 */
public record Payee(UUID id, Party party, UUID person, boolean shared) {

    /** What a bank needs to pay her. */
    public record Account(String name, String number) {

        @Override
        public String toString() {
            return "Account[hidden]";
        }
    }
}
