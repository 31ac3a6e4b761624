//! What can be wrong with an answer.

use super::Step;
use serde::{Deserialize, Serialize};

/// What is wrong with a field. The screens have a sentence for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// No county chosen.
    CountyEmpty,
    /// No township of that county, and not "I don't know" either.
    TownshipEmpty,
    /// No service chosen, and not "I'm not sure" either.
    ServiceEmpty,
    /// Nothing was found for what was searched.
    ServiceNotFound,
    /// No kind chosen.
    KindEmpty,
    /// No obstacle chosen.
    ObstacleEmpty,
    /// Not said where they tried it.
    TriedAtEmpty,
    /// No hall or site named.
    SiteEmpty,
    /// A site of fewer than [`TITLE_MIN`](super::TITLE_MIN) or more than [`TITLE_MAX`](super::TITLE_MAX) characters.
    SiteLength,
    /// Nothing says what went wrong.
    WhatEmpty,
    /// Too short to act upon.
    WhatShort,
    /// Longer than [`WHAT_MAX`](super::WHAT_MAX); how long it is.
    WhatLong(usize),
    /// Longer than [`WISH_MAX`](super::WISH_MAX); how long it is.
    WishLong(usize),
    /// The emergency numbers were not seen yet.
    DangerUnseen,
    /// Not said whether it is one of the published cases.
    FollowEmpty,
    /// No day of any calendar.
    DateUnreal,
    /// A day that has not come yet.
    DateFuture,
    /// Longer ago than [`YEARS_BACK`](super::YEARS_BACK).
    DateOld,
    /// Longer than [`REFERENCE_MAX`](super::REFERENCE_MAX).
    ReferenceLong,
    /// Longer than [`ADDRESS_MAX`](super::ADDRESS_MAX); how long it is.
    AddressLong(usize),
    /// Half a position, or none on this earth.
    PositionBad,
    /// Not said for whom they write.
    WhoEmpty,
    /// No name of the organisation.
    OrganisationEmpty,
    /// A name of fewer than [`TITLE_MIN`](super::TITLE_MIN) or more than [`TITLE_MAX`](super::TITLE_MAX) characters.
    OrganisationLength,
    /// Not 18 characters of which the last fits the others.
    CreditCodeBad,
    /// No name to be called by.
    NameEmpty,
    /// Longer than [`NAME_MAX`](super::NAME_MAX).
    NameLong,
    /// No telephone number.
    PhoneEmpty,
    /// Neither a mobile number nor a landline with area code.
    PhoneBad,
    /// Not said who can read it.
    VisibilityEmpty,
    /// Not said who learns who wrote.
    IdentityEmpty,
    /// Not confirmed that it is true.
    NotDeclared,
}

impl Problem {
    /// The field it is about: the `name` in the form.
    pub const fn field(self) -> &'static str {
        match self {
            Self::CountyEmpty => "county",
            Self::TownshipEmpty => "township",
            Self::ServiceEmpty => "service",
            Self::ServiceNotFound => "service_q",
            Self::KindEmpty => "kind",
            Self::ObstacleEmpty => "obstacle",
            Self::TriedAtEmpty => "tried_at",
            Self::SiteEmpty | Self::SiteLength => "site",
            Self::WhatEmpty | Self::WhatShort | Self::WhatLong(_) => "what",
            Self::WishLong(_) => "wish",
            Self::DangerUnseen => "danger",
            Self::FollowEmpty => "follow",
            Self::DateUnreal | Self::DateFuture | Self::DateOld => "year",
            Self::ReferenceLong => "reference",
            Self::AddressLong(_) => "address",
            Self::PositionBad => "latitude",
            Self::WhoEmpty => "who",
            Self::OrganisationEmpty | Self::OrganisationLength => "organisation",
            Self::CreditCodeBad => "credit_code",
            Self::NameEmpty | Self::NameLong => "name",
            Self::PhoneEmpty | Self::PhoneBad => "phone",
            Self::VisibilityEmpty => "visibility",
            Self::IdentityEmpty => "identity",
            Self::NotDeclared => "declared",
        }
    }

    /// The page on which it is put right.
    pub const fn step(self) -> Step {
        match self {
            Self::CountyEmpty => Step::County,
            Self::TownshipEmpty => Step::Township,
            Self::ServiceEmpty | Self::ServiceNotFound => Step::Service,
            Self::KindEmpty => Step::Kind,
            Self::ObstacleEmpty => Step::Obstacle,
            Self::TriedAtEmpty | Self::SiteEmpty | Self::SiteLength => Step::Tried,
            Self::WhatEmpty | Self::WhatShort | Self::WhatLong(_) | Self::WishLong(_) => Step::What,
            Self::DangerUnseen => Step::Danger,
            Self::FollowEmpty => Step::Similar,
            Self::DateUnreal | Self::DateFuture | Self::DateOld | Self::ReferenceLong => Step::When,
            Self::AddressLong(_) | Self::PositionBad => Step::Where,
            Self::WhoEmpty => Step::Who,
            Self::OrganisationEmpty
            | Self::OrganisationLength
            | Self::CreditCodeBad
            | Self::NameEmpty
            | Self::NameLong
            | Self::PhoneEmpty
            | Self::PhoneBad => Step::Contact,
            Self::VisibilityEmpty | Self::IdentityEmpty => Step::Privacy,
            Self::NotDeclared => Step::Check,
        }
    }
}
