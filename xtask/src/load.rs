//! What a measurement asks of a real server: reports as people begin them, those who work on them, all by the ordinary doors.
pub mod crew;
pub mod draft;
pub mod meter;
pub mod scene;
