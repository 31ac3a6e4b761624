//! The doors of the lists: what a screen asks the server, and what it sends.

mod bulk;
mod next;
mod read;
mod saved;
mod settings;

pub use bulk::{do_bulk, preview_bulk, undo_bulk};
pub use next::{claim_next, skip};
pub use read::{QueueNow, read_queue, read_rows};
pub use saved::{remove_view, rename_view, save_view};
pub use settings::{read_settings, save_settings};
