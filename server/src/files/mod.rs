//! Files at the doors: received within limits, looked at, written anew, handed out.

pub mod clamd;
pub mod doors;
pub(crate) mod hand_out;
mod inspect;
pub(crate) mod jpeg;
pub(crate) mod kind;
pub mod multipart;
pub(crate) mod pdf;
pub(crate) mod picture;
pub(crate) mod receive;
mod supplement;
