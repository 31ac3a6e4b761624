//! Files at the doors: received within limits, looked at, written anew, handed out.

pub mod clamd;
pub mod doors;
mod hand_out;
mod inspect;
mod jpeg;
mod kind;
pub mod multipart;
mod pdf;
mod picture;
mod receive;
mod supplement;
