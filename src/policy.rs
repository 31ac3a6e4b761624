//! The limits of this installation.
//!
//! No national document fixes them: they are an example of an installation, not law, and are shown as such.

/// Working days from filing until the answer, when nothing else is said.
pub const REPLY_WORKING_DAYS: u32 = 5;
/// Mornings and afternoons of work until a department is named: half a working day.
pub const DISPATCH_HALF_DAYS: u32 = 1;
/// How long whoever gave a case to a department can take that back, in minutes.
pub const TAKE_BACK_MINUTES: i64 = 10;
/// Mornings and afternoons of work until the department accepts: one working day.
pub const ACCEPT_HALF_DAYS: u32 = 2;
/// Mornings and afternoons of work until an officer has spoken to the person: one working day.
pub const CONTACT_HALF_DAYS: u32 = 2;
/// Days without a word of the person until an answered case closes without a verdict.
pub const SILENCE_DAYS: u32 = 7;
/// Cases that one person may hold and not have worked on when they ask for the next: nobody hoards.
pub const HELD_MAX: i64 = 10;
/// Working days after which a case that its holder does nothing about goes back to all.
pub const IDLE_WORKING_DAYS: u32 = 2;
/// How long the confirmation page may show the query code again, in hours.
pub const CODE_SHOWN_HOURS: i64 = 24;
/// How long whoever wrote a report down for somebody can read the query code out, in minutes.
pub const READ_OUT_MINUTES: i64 = 15;
/// How long a tracking page stays open without the code being typed again, in minutes.
pub const TRACKING_MINUTES: i64 = 30;
/// How long an unfinished report is kept, in days.
pub const DRAFT_DAYS: i64 = 7;
/// A staff session ends after so many hours, whatever happens.
pub const SESSION_HOURS: i64 = 12;
/// A staff session that nobody uses ends after so many minutes.
pub const IDLE_MINUTES: i64 = 60;
/// Wrong passwords or codes for one user name from one address within [`SIGN_IN_MINUTES`].
pub const SIGN_IN_TRIES: i64 = 5;
/// Wrong passwords or codes for one user name, wherever they come from.
pub const SIGN_IN_TRIES_A_NAME: i64 = 30;
/// Wrong passwords or codes from one address, whoever is meant.
pub const SIGN_IN_TRIES_AN_ADDRESS: i64 = 100;
/// How long wrong passwords and codes count, in minutes.
pub const SIGN_IN_MINUTES: i64 = 15;
/// How long a link opens that lets somebody choose a new password, in hours.
pub const PASSWORD_LINK_HOURS: i64 = 72;
/// How many recovery codes are given out at once.
pub const RECOVERY_CODES: usize = 10;
/// How long after the answer a reporter may say that it is not solved, in days.
pub const REOPEN_DAYS: i32 = 30;
