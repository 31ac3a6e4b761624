//! The doors: how requests come in, who opens the installation, and what runs beside them.
//!
//! Read in this order: `router` is the map; `edge` what every answer passes; `serve` how the process opens and closes.

mod admin;
pub mod assets;
pub mod chance;
pub mod cli;
pub mod client;
mod clock;
pub mod config;
pub mod demo;
mod edge;
mod figures;
pub mod files;
mod gate;
pub mod jobs;
pub mod lines;
mod links;
pub mod listen;
mod lists;
pub mod live;
mod logs;
mod often;
#[cfg(any(test, fuzzing))]
pub mod probe;
mod pulse;
pub mod room;
pub mod router;
mod seats;
mod secret;
pub mod serve;
mod setup;
mod sorry;
mod stream;
mod tend;
pub mod tls;
mod written;
