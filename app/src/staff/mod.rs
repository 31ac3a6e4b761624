//! The pages of staff: a page a file, and the parts that only they have.

pub mod account;
mod act_forms;
mod acts;
pub mod case;
pub mod choose_password;
pub mod desk;
mod due_tag;
pub mod header;
pub mod intake;
mod marks;
pub mod people;
mod points;
pub mod publish;
pub mod queue;
mod queue_table;
mod recovery;
pub mod second_factor;
pub mod sign_in;
pub mod start;
pub mod told;
