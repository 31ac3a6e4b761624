//! What a reporter adds to the own case: words and files with one press.

use super::doors::take_in;
use crate::{
    chance,
    router::Doors,
    sorry::{bare, failed},
};
use app::{desk::track_pass, routes, sorry::Sorry};
use axum::{
    extract::{Path, Request, State},
    http::HeaderMap,
    response::{IntoResponse as _, Redirect, Response},
};
use clearway::{
    case::{OwnAct, OwnForm},
    evidence::FILES_MAX,
    identifiers::case_number::CaseNumber,
    store::{Acted, Error, Fault, TrackPass},
};

/// Keeps what is good and leads to the case, or back to what is wrong with it.
pub async fn add(State(doors): State<Doors>, Path(number): Path<String>, request: Request) -> Response {
    let asked = request.headers().clone();
    let holder = match holder(&doors, &asked, &number).await {
        Ok(holder) => holder,
        Err(fault) => return broken(&fault),
    };
    let room = if holder.is_some() { FILES_MAX } else { 0 };
    let received = match take_in(&doors, request, room).await {
        Ok(received) => received,
        Err(answer) => return answer,
    };
    let Some((pass, number)) = holder else { return not_done(&number) };
    if !received.whole {
        // half an addition cannot be taken back
        return bare(Sorry::Unread);
    }
    let path = number.as_str().to_owned();
    // what was sent is kept, though nobody may be waiting for the answer any more
    match tokio::spawn(keep(doors, pass, number, received)).await {
        Ok(Ok(acted)) => Redirect::to(&routes::acted(&path, OwnAct::Supplement, acted)).into_response(),
        Ok(Err(Error::Refused(_))) => not_done(&path),
        Ok(Err(Error::Fault(fault))) => broken(&fault),
        Err(_) => bare(Sorry::Fault),
    }
}

/// Whose case it is; nothing for everybody else, whose files cost no work.
async fn holder(doors: &Doors, asked: &HeaderMap, number: &str) -> Result<Option<(TrackPass, CaseNumber)>, Fault> {
    let named = track_pass(asked, doors.office.secure).zip(CaseNumber::parse(number).ok());
    let Some((pass, number)) = named else { return Ok(None) };
    match doors.office.store.read_public(&pass, &number, doors.office.clock.now()).await {
        Ok(_) => Ok(Some((pass, number))),
        Err(Error::Refused(_)) => Ok(None),
        Err(Error::Fault(fault)) => Err(fault),
    }
}

fn broken(fault: &Fault) -> Response {
    tracing::error!(%fault, "an addition could not be kept");
    failed(fault)
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
    let files = doors.inspect(&mut received).await;
    let form = OwnForm {
        act: OwnAct::Supplement.as_str().to_owned(),
        text: received.field("text").to_owned(),
        reason: String::new(),
        uploads: received.problems.clone(),
    };
    store.act(&pass, &number, &form, files, chance::moment(clock)).await
}
