//! Files at the doors: received within limits, looked at, written anew, handed out.

pub mod clamd;
mod doors;
mod hand_out;
mod inspect;
mod jpeg;
mod kind;
mod multipart;
mod pdf;
mod picture;
mod receive;
