//! What is wrong with an answer: the same words in the summary and beside the field.

use crate::lang::{Lang, t};
use clearway::report::{
    ADDRESS_MAX, NAME_MAX, Problem, REFERENCE_MAX, TITLE_MAX, TITLE_MIN, WHAT_MAX, WHAT_MIN, WISH_MAX, YEARS_BACK,
};

/// The words.
pub fn problem(lang: Lang, problem: Problem) -> String {
    match problem {
        Problem::SiteLength => t::site_length(lang, TITLE_MAX, TITLE_MIN),
        Problem::WhatShort => t::what_short(lang, WHAT_MIN),
        Problem::WhatLong(n) => t::what_long(lang, WHAT_MAX, n),
        Problem::WishLong(n) => t::wish_long(lang, WISH_MAX, n),
        Problem::DateOld => t::date_old(lang, YEARS_BACK),
        Problem::ReferenceLong => t::reference_long(lang, REFERENCE_MAX),
        Problem::AddressLong(n) => t::address_long(lang, ADDRESS_MAX, n),
        Problem::OrganisationLength => t::organisation_length(lang, TITLE_MAX, TITLE_MIN),
        Problem::NameLong => t::name_long(lang, NAME_MAX),
        other => plain(lang, other).to_owned(),
    }
}

/// Those that need no number.
const fn plain(lang: Lang, problem: Problem) -> &'static str {
    match problem {
        Problem::CountyEmpty => t::county_empty(lang),
        Problem::TownshipEmpty => t::township_empty(lang),
        Problem::ServiceEmpty => t::service_empty(lang),
        Problem::ServiceNotFound => t::service_not_found(lang),
        Problem::KindEmpty => t::kind_empty(lang),
        Problem::ObstacleEmpty => t::obstacle_empty(lang),
        Problem::TriedAtEmpty => t::tried_empty(lang),
        Problem::SiteEmpty => t::site_empty(lang),
        Problem::WhatEmpty => t::what_empty(lang),
        Problem::DangerUnseen => t::danger_unseen(lang),
        Problem::FollowEmpty => t::follow_empty(lang),
        Problem::DateUnreal => t::date_unreal(lang),
        Problem::DateFuture => t::date_future(lang),
        Problem::PositionBad => t::position_bad(lang),
        Problem::WhoEmpty => t::who_empty(lang),
        Problem::OrganisationEmpty => t::organisation_empty(lang),
        Problem::CreditCodeBad => t::credit_code_bad(lang),
        Problem::NameEmpty => t::name_empty(lang),
        Problem::PhoneEmpty => t::phone_empty(lang),
        Problem::PhoneBad => t::phone_bad(lang),
        Problem::VisibilityEmpty => t::visibility_empty(lang),
        Problem::IdentityEmpty => t::identity_empty(lang),
        Problem::NotDeclared => t::not_declared(lang),
        // said with their numbers above
        Problem::SiteLength
        | Problem::WhatShort
        | Problem::WhatLong(_)
        | Problem::WishLong(_)
        | Problem::DateOld
        | Problem::ReferenceLong
        | Problem::AddressLong(_)
        | Problem::OrganisationLength
        | Problem::NameLong => "",
    }
}
