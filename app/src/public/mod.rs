//! The pages of whoever reports something: a page a file.

pub mod done;
pub mod home;
pub mod lookup;
pub mod report;
pub mod tracked;
