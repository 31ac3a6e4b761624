//! Clearway's core: the words and the rules of a general customer service (总客服), in the order of a case's life.
//!
//! No input or output, no clock, no framework: everything here compiles for the browser and is tested without waiting.
//! Behind the feature `store` stands the only SQL of the project.
#![deny(missing_docs)]

/// Who a thing is: one newtype an id, so that two cannot be mixed up.
pub mod id;

/// How somebody who works here proves who they are.
pub mod account;
/// Who must answer.
pub mod department;
/// Where: the tree of administrative divisions (GB/T 2260).
pub mod region;
/// What a report is about: the services of the installation.
pub mod service;
/// Who works here, in which roles, and what they may do.
pub mod staff;

/// Words that tell of danger.
pub mod danger;
/// What people hand in beside their words.
pub mod evidence;
/// Numbers people carry: identity, credit code, phone, case number, query code.
pub mod identifiers;
/// Reports that somebody at work writes down for a caller or a visitor.
pub mod intake;
/// Numbers of persons in free text, found and masked.
pub mod personal_data;
/// What one person submits, and what can be wrong with it.
pub mod report;

/// Working days, holidays and office hours.
pub mod calendar;
/// The office's record of the matter, and the table of its moves.
pub mod case;
/// The clocks of a case.
pub mod deadline;
/// Facts of the past, the only thing history is made of.
pub mod event;
/// The limits of this installation.
pub mod policy;

/// Which department answers for what.
pub mod duty;
/// What happened to the cases of somebody at work.
pub mod inbox;
/// Who is on a case right now.
pub mod presence;
/// Ordered lists of open work, and who sees which.
pub mod queue;
/// What somebody at work looks for, and what was found.
pub mod search;

/// What everybody may read of a case.
pub mod publication;
/// The words sent to the citizen.
pub mod reply;

/// The office itself: its facts, how it is set up, and every change of it.
pub mod office;
/// A rule said no.
pub mod refusal;

mod word;

/// The only SQL: SQLite and PostgreSQL from one text.
#[cfg(feature = "store")]
pub mod store;

/// What holds of each parser whatever a stranger sends: for fuzzing and its replay.
#[cfg(all(feature = "store", any(test, fuzzing)))]
pub mod probe;
