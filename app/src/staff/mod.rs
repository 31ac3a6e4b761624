//! The pages of staff: a page a file, and the parts that only they have.

pub mod account;
mod acts;
pub mod case;
pub mod choose_password;
mod clocks;
pub mod composer;
pub mod desk;
pub mod desk_settings;
mod due_tag;
pub mod forms;
pub mod header;
mod history;
pub mod inbox;
pub mod intake;
mod marks;
mod points;
pub mod presence;
pub mod publish;
pub mod queue;
pub mod queue_doors;
mod recovery;
pub mod search;
pub mod second_factor;
pub mod sign_in;
pub mod start;
mod tab;
pub mod told;
