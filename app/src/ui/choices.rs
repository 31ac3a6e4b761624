//! The words for the choices of a report, and what each means.

use crate::lang::{Lang, t};
use clearway::{
    case::{ContactWay, UnmaskReason},
    evidence::{FILES_MAX, FileFault},
    personal_data::PersonalKind,
    report::{Channel, Identity, Kind, Obstacle, TriedAt, Visibility, Who},
};

/// How a report came.
pub const fn channel(lang: Lang, channel: Channel) -> &'static str {
    match channel {
        Channel::Web => t::channel_web(lang),
        Channel::Hotline => t::channel_hotline(lang),
        Channel::Window => t::channel_window(lang),
    }
}

/// How the person was spoken to.
pub const fn contact_way(lang: Lang, way: ContactWay) -> &'static str {
    match way {
        ContactWay::Phone => t::way_phone(lang),
        ContactWay::Visit => t::way_visit(lang),
        ContactWay::Message => t::way_message(lang),
    }
}

/// Why somebody looked at how the person can be reached.
pub const fn unmask_reason(lang: Lang, why: UnmaskReason) -> &'static str {
    match why {
        UnmaskReason::Call => t::unmask_call(lang),
        UnmaskReason::Identify => t::unmask_identify(lang),
        UnmaskReason::Visit => t::unmask_visit(lang),
        UnmaskReason::Correct => t::unmask_correct(lang),
    }
}

/// The same as a reason that staff choose.
pub const fn unmask_reason_asked(lang: Lang, why: UnmaskReason) -> &'static str {
    match why {
        UnmaskReason::Call => t::unmask_ask_call(lang),
        UnmaskReason::Identify => t::unmask_ask_identify(lang),
        UnmaskReason::Visit => t::unmask_ask_visit(lang),
        UnmaskReason::Correct => t::unmask_ask_correct(lang),
    }
}

/// What the person wants.
pub const fn kind(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Question => t::kind_question(lang),
        Kind::Help => t::kind_help(lang),
        Kind::Complaint => t::kind_complaint(lang),
        Kind::Disclosure => t::kind_disclosure(lang),
        Kind::Suggestion => t::kind_suggestion(lang),
        Kind::Praise => t::kind_praise(lang),
    }
}

/// What that means; a kind that is not offered needs no words.
pub const fn kind_hint(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Question => t::kind_question_hint(lang),
        Kind::Help => t::kind_help_hint(lang),
        Kind::Complaint => t::kind_complaint_hint(lang),
        Kind::Suggestion => t::kind_suggestion_hint(lang),
        Kind::Praise => t::kind_praise_hint(lang),
        Kind::Disclosure => "",
    }
}

/// What stood in the way.
pub const fn obstacle(lang: Lang, obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::Papers => t::obstacle_papers(lang),
        Obstacle::Visits => t::obstacle_visits(lang),
        Obstacle::System => t::obstacle_system(lang),
        Obstacle::Passed => t::obstacle_passed(lang),
        Obstacle::Fees => t::obstacle_fees(lang),
        Obstacle::Late => t::obstacle_late(lang),
        Obstacle::Manner => t::obstacle_manner(lang),
        Obstacle::Other => t::obstacle_other(lang),
    }
}

/// Where they tried it.
pub const fn tried_at(lang: Lang, tried_at: TriedAt) -> &'static str {
    match tried_at {
        TriedAt::Window => t::tried_window(lang),
        TriedAt::Website => t::tried_website(lang),
        TriedAt::Mobile => t::tried_mobile(lang),
        TriedAt::Phone => t::tried_phone(lang),
        TriedAt::Machine => t::tried_machine(lang),
        TriedAt::Home => t::tried_home(lang),
        TriedAt::Nowhere => t::tried_nowhere(lang),
    }
}

/// For whom they write.
pub const fn who(lang: Lang, who: Who) -> &'static str {
    match who {
        Who::Person => t::who_person(lang),
        Who::Organisation => t::who_organisation(lang),
        Who::Anonymous => t::who_anonymous(lang),
    }
}

/// Who can read it.
pub const fn visibility(lang: Lang, visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Private => t::visibility_private(lang),
        Visibility::Public => t::visibility_public(lang),
    }
}

/// Who learns who wrote.
pub const fn identity(lang: Lang, identity: Identity) -> &'static str {
    match identity {
        Identity::Named => t::identity_named(lang),
        Identity::Shielded => t::identity_shielded(lang),
        Identity::Anonymous => t::identity_anonymous(lang),
    }
}

/// A number of a person.
pub const fn personal(lang: Lang, kind: PersonalKind) -> &'static str {
    match kind {
        PersonalKind::ResidentId => t::personal_id(lang),
        PersonalKind::Phone => t::personal_phone(lang),
        PersonalKind::BankCard => t::personal_card(lang),
        PersonalKind::Mail => t::personal_mail(lang),
    }
}

/// Why a file was not taken.
pub fn file_fault(lang: Lang, name: &str, why: FileFault) -> String {
    match why {
        FileFault::Heic => t::file_heic(lang, name),
        FileFault::Kind => t::file_kind(lang, name),
        FileFault::Large => t::file_large(lang, name),
        FileFault::Pixels => t::file_pixels(lang, name),
        FileFault::Empty => t::file_empty(lang, name),
        FileFault::Many => t::file_many(lang, FILES_MAX),
        FileFault::Broken => t::file_broken(lang, name),
        FileFault::Infected => t::file_infected(lang, name),
        FileFault::Later => t::file_later(lang, name),
    }
}
