//! When an office is open on a working day.

use jiff::civil::{Time, time};
use serde::{Deserialize, Serialize};

/// A morning and an afternoon, the same on every working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeHours {
    /// The doors open.
    pub morning_from: Time,
    /// Lunch begins.
    pub morning_until: Time,
    /// Lunch is over.
    pub afternoon_from: Time,
    /// Close of business: a deadline in days ends here.
    pub afternoon_until: Time,
}

impl OfficeHours {
    /// 09:00 to 12:00 and 13:30 to 17:30, usual in the country; a policy may say otherwise.
    pub const STANDARD: Self = Self {
        morning_from: time(9, 0, 0, 0),
        morning_until: time(12, 0, 0, 0),
        afternoon_from: time(13, 30, 0, 0),
        afternoon_until: time(17, 30, 0, 0),
    };

    /// Morning and afternoon: from, until.
    pub fn halves(self) -> [(Time, Time); 2] {
        [(self.morning_from, self.morning_until), (self.afternoon_from, self.afternoon_until)]
    }

    /// Close of business.
    pub fn closes(self) -> Time {
        self.afternoon_until
    }
}

impl Default for OfficeHours {
    fn default() -> Self {
        Self::STANDARD
    }
}
