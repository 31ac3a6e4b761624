//! The pages of whoever reports something: a page a file.

pub mod article;
pub mod demo;
pub mod done;
pub mod home;
pub mod lookup;
pub mod own_act;
pub mod report;
pub mod tracked;
