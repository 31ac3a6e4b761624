//! The office itself: what an admin sets up, and every change of it.

mod event;

pub use event::{Field, FieldChange, OfficeEntry, OfficeEvent, OfficeKind};
