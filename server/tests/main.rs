//! The journeys: through the whole router, as browsers without JavaScript go, on SQLite and on PostgreSQL.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on stops")]

#[macro_use]
mod support;

mod admin;
mod away;
mod binary;
mod commands;
mod crossing;
mod crowd;
mod demo;
mod doors;
mod drafts;
mod eyes;
mod files;
mod forms;
mod headers;
mod intake;
mod limits;
mod lines;
mod links;
mod live;
mod odd_input;
mod office_lists;
mod permissions;
mod queue;
mod replies;
mod report_to_answer;
mod rush;
mod scripts;
mod search;
mod setup;
mod sign_in;
mod tls;
mod track;
