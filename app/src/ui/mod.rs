//! The parts that pages are made of: one component, one file; what they look like stands in `style/`, a file a part.

pub mod banner;
pub mod deadline;
pub mod error_summary;
pub mod facts;
pub mod field;
pub mod focus;
pub mod footer;
pub mod header;
pub mod heading;
pub mod loader;
pub mod mark;
pub mod not_found;
pub mod page;
pub mod prefs;
pub mod send;
pub mod stage_tag;
pub mod timeline;
pub mod trouble;
pub mod when;
pub mod words;
