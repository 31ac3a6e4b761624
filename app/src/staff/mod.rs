//! The pages of staff: a page a file, and the parts that only they have.

mod acts;
pub mod case;
pub mod desk;
mod due_tag;
mod header;
mod marks;
pub mod publish;
pub mod queue;
mod queue_table;
pub mod sign_in;
pub mod start;
pub mod told;
