//! What a reporter adds to the own case: words and files with one press.

use super::doors::take_in;
use crate::{chance, often::refuse, router::Doors, sorry::Sorry};
use app::{desk::track_pass, routes};
use axum::{
    extract::{Path, Request, State},
    response::{IntoResponse as _, Redirect, Response},
};
use clearway::{
    case::{OwnAct, OwnForm},
    identifiers::case_number::CaseNumber,
    refusal::Refusal,
    store::{Acted, Error, TrackPass},
};

/// Keeps what is good and leads to the case, or back to what is wrong with it.
pub async fn add(State(doors): State<Doors>, Path(number): Path<String>, request: Request) -> Response {
    let asked = request.headers().clone();
    let holder = track_pass(&asked, doors.office.secure).zip(CaseNumber::parse(&number).ok());
    let received = match take_in(&doors, request).await {
        Ok(received) => received,
        Err(answer) => return answer,
    };
    let Some((pass, number)) = holder else { return not_done(&number) };
    let path = number.as_str().to_owned();
    // what was sent is kept, though nobody may be waiting for the answer any more
    match tokio::spawn(keep(doors, pass, number, received)).await {
        Ok(Ok(acted)) => Redirect::to(&routes::acted(&path, OwnAct::Supplement, acted)).into_response(),
        Ok(Err(Error::Refused(_))) => not_done(&path),
        Ok(Err(Error::Fault(fault))) => {
            tracing::error!(%fault, "an addition could not be kept");
            refuse(Sorry::Fault, &asked)
        }
        Err(_) => refuse(Sorry::Fault, &asked),
    }
}

/// The page that asks for the code again and says that nothing was sent.
fn not_done(number: &str) -> Response {
    let number = CaseNumber::parse(number).map(|number| routes::not_done(number.as_str()));
    Redirect::to(&number.unwrap_or_else(|_| routes::TRACK.to_owned())).into_response()
}

async fn keep(
    doors: Doors,
    pass: TrackPass,
    number: CaseNumber,
    mut received: super::receive::Received,
) -> Result<Acted, Error> {
    let (store, clock) = (&doors.office.store, &doors.office.clock);
    // who holds no such case costs no work
    store.read_public(&pass, &number, clock.now()).await.map_err(|error| match error {
        Error::Refused(_) => Refusal::NotFound.into(),
        fault => fault,
    })?;
    let files = doors.inspect(&mut received).await;
    let form = OwnForm {
        act: OwnAct::Supplement.as_str().to_owned(),
        text: received.field("text").to_owned(),
        reason: String::new(),
        uploads: received.problems.clone(),
    };
    store.act(&pass, &number, &form, files, chance::moment(clock)).await
}
