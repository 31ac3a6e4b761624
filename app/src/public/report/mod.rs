//! `/report`: a report, one question a page, from the start to the last look at it.

pub mod answer;
pub mod check;
pub mod choose;
pub mod contact;
pub mod facts;
pub mod files;
pub mod later;
pub mod matter;
pub mod page;
pub mod place;
pub mod start;
pub mod tell;
pub mod wizard;
