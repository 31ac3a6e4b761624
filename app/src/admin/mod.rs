//! The pages on which an admin sets the office up: every save is shown first, confirmed, and written down.

pub mod accounts;
pub mod calendar;
mod changes;
mod fields;
pub mod history;
pub mod home;
pub mod list;
pub mod sheet;
mod words;
