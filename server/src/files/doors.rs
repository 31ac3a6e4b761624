//! The routes of files: handed in with a draft or an addition, read by whoever may see the draft or the case.

use super::{
    clamd::Scanner,
    hand_out::hand_out,
    inspect::Inspector,
    multipart::Halt,
    receive::{Budget, Received, receive},
    supplement,
};
use crate::{
    chance,
    often::{address, too_often},
    router::Doors,
    sorry::{bare, failed},
};
use app::{
    desk::{browser_token, session_token, track_pass},
    routes,
    sorry::Sorry,
};
use axum::{
    Router,
    body::Bytes,
    extract::{Path, Request, State},
    http::HeaderMap,
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use clearway::{
    evidence::{FILES_MAX, FileFault, FileHead, FileProblem, NewFile},
    id::DraftId,
    refusal::Refusal,
    report::Step,
    store::{Error, Store, Token},
};

/// What everybody who sends files shares.
pub struct Uploads {
    inspector: Inspector,
    budget: Budget,
    places: Budget,
}

impl Uploads {
    /// With the scanner of this office, if it has one.
    pub fn new(scanner: Option<Scanner>) -> Self {
        Self { inspector: Inspector::new(scanner), budget: Budget::default(), places: Budget::places() }
    }
}

/// All of them.
pub fn all() -> Router<Doors> {
    Router::new()
        .route("/report/d/{draft}/files", post(add_to_draft))
        .route("/report/d/{draft}/files/{file}", get(of_draft))
        .route("/track/{number}/supplement", post(supplement::add))
        .route("/track/{number}/files/{file}", get(of_report))
        .route("/s/c/{number}/files/{file}", get(of_case))
}

/// Everything that was sent, with room for so many files, or the answer why not. Who may hand in none is read to the end too:
/// a browser that is still sending reads no answer.
pub async fn take_in(doors: &Doors, request: Request, room: usize) -> Result<Received, Response> {
    let (from, now) = (address(&request), doors.office.clock.now());
    if let Err(wait) = doors.office.limits.upload(from, now) {
        return Err(too_often(wait));
    }
    let received = async {
        let _place = doors.uploads.places.place(from)?;
        receive(request, room, &doors.uploads.budget).await
    };
    received.await.map_err(|halt| {
        let why = match halt {
            Halt::BrokenOff | Halt::Odd => Sorry::Unread,
            Halt::Large => Sorry::Large,
            Halt::Busy => Sorry::Late,
        };
        bare(why)
    })
}

impl Doors {
    /// The files that can be kept, and what is wrong with the others.
    pub async fn inspect(&self, received: &mut Received) -> Vec<NewFile> {
        let sent = std::mem::take(&mut received.files);
        let (good, problems) = self.uploads.inspector.inspect_all(sent).await;
        received.problems.splice(0..0, problems);
        good
    }
}

async fn add_to_draft(State(doors): State<Doors>, Path(draft): Path<String>, request: Request) -> Response {
    let asked = request.headers().clone();
    let holder = match holder(&doors, &asked, &draft).await {
        Ok(holder) => holder,
        Err(error) => return not_done(&error),
    };
    let room = holder.as_ref().map_or(0, |(.., room)| *room);
    let received = match take_in(&doors, request, room).await {
        Ok(received) => received,
        Err(answer) => return answer,
    };
    let Some((browser, draft, _)) = holder else { return lost() };
    let change = !received.field("change").is_empty();
    // what was sent is kept, though nobody may be waiting for the answer any more
    match tokio::spawn(keep(doors, browser, draft, received)).await {
        Ok(Ok(wrong)) => {
            let mark = if wrong { "1" } else { "" };
            Redirect::to(&routes::step(draft, Step::Files, change, mark)).into_response()
        }
        Ok(Err(error)) => not_done(&error),
        Err(_) => bare(Sorry::Fault),
    }
}

/// Who holds the draft, and how many files it still takes; nothing for everybody else.
async fn holder(doors: &Doors, asked: &HeaderMap, draft: &str) -> Result<Option<(Token, DraftId, usize)>, Error> {
    let named = browser_token(asked, doors.office.secure).zip(draft.parse().ok());
    let Some((browser, draft)) = named else { return Ok(None) };
    let kept = store(doors).read_draft(&browser, draft, doors.office.clock.now()).await?;
    Ok(kept.map(|kept| (browser, draft, FILES_MAX.saturating_sub(kept.files.len()))))
}

fn not_done(error: &Error) -> Response {
    match error {
        Error::Refused(_) => lost(),
        Error::Fault(fault) => {
            tracing::error!(%fault, "files could not be kept");
            failed(fault)
        }
    }
}

/// The page for whoever does not hold the draft, or not any more.
fn lost() -> Response {
    Redirect::to(routes::LOST).into_response()
}

/// Keeps what is good, and what is wrong with the rest for the page to say. Whether something is wrong.
async fn keep(doors: Doors, browser: Token, draft: DraftId, mut received: Received) -> Result<bool, Error> {
    let (store, clock) = (&doors.office.store, &doors.office.clock);
    for file in doors.inspect(&mut received).await {
        match store.add_draft_file(&browser, draft, &file, chance::moment(clock)).await {
            Ok(_) => {}
            Err(Error::Refused(Refusal::TooManyFiles)) => {
                received.problems.push(FileProblem { name: file.name, why: FileFault::Many });
            }
            Err(error) => return Err(error),
        }
    }
    let wrong = !received.problems.is_empty();
    tell(&doors, &browser, draft, &received.problems).await?;
    Ok(wrong)
}

async fn tell(doors: &Doors, browser: &Token, draft: DraftId, problems: &[FileProblem]) -> Result<(), Error> {
    let (store, at) = (&doors.office.store, chance::moment(&doors.office.clock));
    // what was taken is kept already: who would be told that it failed, because nothing could be written here, would send it again
    if problems.is_empty() {
        let draft = store.read_draft(browser, draft, at.now).await?;
        if draft.is_some_and(|draft| draft.form.uploads.is_empty()) {
            return Ok(());
        }
    }
    let told = if problems.is_empty() { String::new() } else { serde_json::to_string(problems).unwrap_or_default() };
    store.keep_draft(browser, draft, at, |form| form.uploads.clone_from(&told)).await.map(drop)
}

type Found = Result<(FileHead, Bytes), Error>;

async fn of_draft(
    State(doors): State<Doors>,
    Path((draft, file)): Path<(String, String)>,
    asked: HeaderMap,
) -> Response {
    let read = async {
        let browser = browser_token(&asked, doors.office.secure).ok_or(Refusal::NotFound)?;
        let (draft, file) = draft.parse().ok().zip(file.parse().ok()).ok_or(Refusal::NotFound)?;
        store(&doors).read_draft_file(&browser, draft, file, doors.office.clock.now()).await
    };
    answer(read.await)
}

async fn of_report(State(doors): State<Doors>, Path((_, file)): Path<(String, String)>, asked: HeaderMap) -> Response {
    let read = async {
        let pass = track_pass(&asked, doors.office.secure).ok_or(Refusal::NotFound)?;
        let file = file.parse().map_err(|_| Refusal::NotFound)?;
        store(&doors).read_own_file(&pass, file, doors.office.clock.now()).await
    };
    answer(read.await)
}

async fn of_case(State(doors): State<Doors>, Path((_, file)): Path<(String, String)>, asked: HeaderMap) -> Response {
    let read = async {
        let session = session_token(&asked, doors.office.secure).ok_or(Refusal::NotFound)?;
        let staff = store(&doors).read_session(&session, doors.office.clock.now()).await?;
        let file = file.parse().map_err(|_| Refusal::NotFound)?;
        store(&doors).read_case_file(&staff, file).await
    };
    answer(read.await)
}

fn store(doors: &Doors) -> &Store {
    &doors.office.store
}

fn answer(found: Found) -> Response {
    match found {
        Ok((head, content)) => hand_out(&head.name, head.media, content),
        Err(Error::Refused(_)) => bare(Sorry::Missing),
        Err(Error::Fault(fault)) => {
            tracing::error!(%fault, "a file could not be read");
            failed(&fault)
        }
    }
}
