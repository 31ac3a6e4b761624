//! Clearway's core: the words and the rules of a general customer service (总客服), in the order of a case's life.
//!
//! No input or output, no clock, no framework: everything here compiles for the browser and is tested without waiting.
//! Behind the feature `store` stands the only SQL of the project.
#![deny(missing_docs)]

/// Who a thing is: one newtype an id, so that two cannot be mixed up.
pub mod id;

/// How somebody who works here proves who they are.
pub mod account;
/// Working days, holidays and office hours.
pub mod calendar;
/// The office's record of the matter, and the table of its moves.
pub mod case;
/// Words that tell of danger.
pub mod danger;
/// The clocks of a case.
pub mod deadline;
/// Who must answer.
pub mod department;
/// Which department answers for what.
pub mod duty;
/// Facts of the past, the only thing history is made of.
pub mod event;
/// What people hand in beside their words.
pub mod evidence;
/// Numbers people carry: identity, credit code, phone, case number, query code.
pub mod identifiers;
/// What happened to the cases of somebody at work.
pub mod inbox;
/// Reports that somebody at work writes down for a caller or a visitor.
pub mod intake;
/// The office itself: its facts, how it is set up, and every change of it.
pub mod office;
/// Numbers of persons in free text, found and masked.
pub mod personal_data;
/// The limits of this installation.
pub mod policy;
/// Who is on a case right now.
pub mod presence;
/// What everybody may read of a case.
pub mod publication;
/// Ordered lists of open work, and who sees which.
pub mod queue;
/// A rule said no.
pub mod refusal;
/// Where: the tree of administrative divisions (GB/T 2260).
pub mod region;
/// The words sent to the citizen.
pub mod reply;
/// What one person submits, and what can be wrong with it.
pub mod report;
/// What somebody at work looks for, and what was found.
pub mod search;
/// What a report is about: the services of the installation.
pub mod service;
/// Who works here, in which roles, and what they may do.
pub mod staff;

mod word;

/// The only SQL: SQLite and PostgreSQL from one text.
#[cfg(feature = "store")]
pub mod store;

/// What holds of each parser whatever a stranger sends: for fuzzing and its replay.
#[cfg(all(feature = "store", any(test, fuzzing)))]
pub mod probe;
