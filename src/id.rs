//! Ids: UUIDv7 values, each with a type of its own.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// A [`Report`](crate::report): what one person submitted.
    ReportId;
    /// A [`Case`](crate::case::Case).
    CaseId;
    /// One department's task on a case.
    WorkOrderId;
    /// One version of the words to the citizen.
    ReplyId;
    /// A [`Department`](crate::department::Department).
    DepartmentId;
    /// A [`DutyRule`](crate::duty::DutyRule).
    DutyRuleId;
    /// A [`Template`](crate::reply::Template).
    TemplateId;
    /// A [`SavedView`](crate::queue::SavedView).
    SavedViewId;
    /// A [`Staff`](crate::staff::Staff) member.
    StaffId;
    /// An unfinished report, kept on the server.
    DraftId;
    /// A file that belongs to a case.
    FileId;
}
