//! The journeys: through the whole router, as browsers without JavaScript go, on SQLite and on PostgreSQL.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on stops")]

#[macro_use]
mod support;

mod admin;
mod away;
mod binary;
mod commands;
mod crowd;
mod demo;
mod doors;
mod drafts;
mod eyes;
mod files;
mod forms;
mod intake;
mod limits;
mod links;
mod live;
mod office_lists;
mod permissions;
mod queue;
mod replies;
mod report_to_answer;
mod scripts;
mod search;
mod setup;
mod sign_in;
mod track;
