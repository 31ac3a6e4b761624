//! `POST /dev/clock`: moves the clock of a demo forward, so that deadlines can be seen to pass. Never on a real installation.

use crate::router::Doors;
use axum::{
    extract::{Form, State},
    http::StatusCode,
};
use jiff::SignedDuration;
use serde::Deserialize;

/// A year and a day: enough to see every limit pass.
const FARTHEST: i64 = 366 * 24 * 60 * 60;

/// How far.
#[derive(Deserialize)]
pub struct Forward {
    forward: i64,
}

/// Moves the clock by so many seconds and says what time it is then.
pub async fn forward(State(doors): State<Doors>, Form(Forward { forward }): Form<Forward>) -> (StatusCode, String) {
    if !(0..=FARTHEST).contains(&forward) {
        return (StatusCode::UNPROCESSABLE_ENTITY, format!("forward must be between 0 and {FARTHEST} seconds\n"));
    }
    let clock = &doors.office.clock;
    clock.forward(SignedDuration::from_secs(forward));
    (StatusCode::OK, format!("{}\n", clock.now()))
}
