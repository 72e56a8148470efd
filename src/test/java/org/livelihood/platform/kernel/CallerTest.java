package org.livelihood.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CallerTest {

    private static final ProducerId WORKSHOP = ProducerId.next();
    private static final ProducerId OWN = ProducerId.next();

    private static Caller holding(Grant... grants) {
        return Caller.of(AccountId.next(), grants);
    }

    @Test
    @DisplayName("F1: a HOST of a workshop with a producer of her own is no PRODUCER of the workshop")
    void aRoleIsHeldAtOnePlace() {
        Caller host = holding(Grant.of(Role.HOST, WORKSHOP), Grant.of(Role.PRODUCER, OWN));
        assertThat(host.actsFor(WORKSHOP, Role.PRODUCER)).isFalse();
        assertThat(host.actsFor(WORKSHOP, Role.HOST)).isTrue();
        assertThat(host.actsFor(OWN, Role.PRODUCER)).isTrue();
        assertThat(host.actsFor(OWN, Role.HOST)).isFalse();
        assertThat(host.actsFor(WORKSHOP, Role.PRODUCER, Role.HOST)).isTrue();
    }

    @Test
    @DisplayName("F1: an officer of one county with a producer in another is an officer there only")
    void anOfficerIsOneOfHerRegion() {
        Caller officer = holding(Grant.officerOf("341226000000"), Grant.of(Role.PRODUCER, OWN));
        assertThat(officer.officerOf("341226107201")).isTrue();
        assertThat(officer.officerOf("341227000000")).isFalse();
        assertThat(officer.officerOf("340000000000")).isFalse();
        assertThat(officer.actsFor(OWN, Role.OFFICER)).isFalse();
    }

    @Test
    void aRoleWithoutAPlaceActsNowhere() {
        Caller nowhere = holding(Grant.of(Role.PRODUCER), Grant.of(Role.HOST), Grant.of(Role.OFFICER));
        assertThat(nowhere.is(Role.OFFICER)).isTrue();
        assertThat(nowhere.officerOf("341226107201")).isFalse();
        assertThat(nowhere.actsFor(OWN, Role.values())).isFalse();
    }
}
