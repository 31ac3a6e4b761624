//! The doors of the lists: what a screen asks the server, and what it sends.

mod read;

pub use read::{QueueNow, read_queue};
