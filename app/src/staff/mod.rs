//! The pages of staff: a page a file, and the parts that only they have.

pub mod account;
mod acts;
pub mod case;
pub mod choose_password;
mod clocks;
pub mod desk;
mod due_tag;
pub mod forms;
pub mod header;
pub mod inbox;
mod marks;
mod points;
pub mod publish;
pub mod queue;
pub mod queue_doors;
mod queue_table;
mod recovery;
pub mod second_factor;
pub mod sign_in;
pub mod start;
pub mod told;
