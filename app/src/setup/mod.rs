//! `/setup` and `/admin`: an empty installation is set up, and its lists are kept. Plain pages, which need no script.

pub mod admin;
pub mod enter;
pub mod facts;
pub mod frame;
pub mod links;
pub mod lists;
pub mod office;
pub mod overview;
pub mod page;
pub mod preview;
pub mod region;
pub mod vocabulary;
