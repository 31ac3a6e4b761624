//! kill −9 while reports are filed: none that was acknowledged may be missing, none doubled, and `check` must be clean.
use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::Row;
use super::office::{Engine, Office, Server};

const ROUNDS: usize = 20;
const FILERS: usize = 4;
const DRAFTS: usize = 800;

/// A draft of which only the last page is open, and the cookie of the browser that holds it.
struct Ready {
    draft: String,
    cookie: String,
}

/// A report that was acknowledged: its number and the cookie of the browser that filed it.
type Filed = (String, String);

/// What the filers share. A draft whose server died before it answered waits for the next server.
#[derive(Default)]
struct Desk {
    ready: Mutex<Vec<Ready>>,
    filed: Mutex<Vec<Filed>>,
}

pub fn run() -> Result<Vec<Row>> {
    Engine::all().into_iter().map(engine).collect()
}

fn engine(engine: Engine) -> Result<Row> {
    let (office, desk) = (Office::new("kill", engine)?, Desk::default());
    prepare(&office.serve()?, &desk)?;
    let before = cases(&office.runs(&["check"])?)?;
    for round in 0..ROUNDS {
        let mut server = office.serve()?;
        let address = server.address.clone();
        thread::scope(|scope| {
            for _ in 0..FILERS {
                scope.spawn(|| send_all(&address, &desk));
            }
            wait_for_work(&desk);
            // each round dies at another moment of the work
            thread::sleep(Duration::from_millis(7 * round as u64));
            server.kill()
        })?;
    }
    let killed = open(&desk.filed).len();
    ensure!(!open(&desk.ready).is_empty(), "nothing was left to send when the last server died: prepare more drafts");
    let server = office.serve()?;
    send_all(&server.address, &desk);
    let filed = desk.filed.into_inner().unwrap_or_else(PoisonError::into_inner);
    ensure!(filed.len() == DRAFTS, "{} of {DRAFTS} drafts were filed in the end", filed.len());
    let numbers: BTreeSet<_> = filed.iter().map(|(number, _)| number).collect();
    ensure!(numbers.len() == filed.len(), "a number was given twice");
    let missing = filed.iter().filter(|(number, cookie)| !is_there(&server, number, cookie)).count();
    drop(server);
    ensure!(missing == 0, "{missing} of {} acknowledged reports are missing", filed.len());
    let check = office.runs(&["check"])?;
    ensure!(cases(&check)? == before + DRAFTS, "a report was filed twice: {check}");
    let check = check.trim().replace('\n', " ");
    let seen = format!("{ROUNDS} kills, {killed} of {DRAFTS} acknowledged between them, 0 missing, 0 doubled; {check}");
    Ok(Row { drill: "kill −9 while filing", engine: engine.name().to_owned(), seen })
}

/// Until one more report is acknowledged, three seconds at most: a server that was just started is slow at first.
fn wait_for_work(desk: &Desk) {
    let before = open(&desk.filed).len();
    for _ in 0..600 {
        if open(&desk.filed).len() > before {
            return;
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// The number before the word, as `clearway check` says it.
fn cases(check: &str) -> Result<usize> {
    let words: Vec<_> = check.split_whitespace().collect();
    let pair = words.windows(2).find(|pair| pair[1] == "cases").context("the check counts no cases")?;
    Ok(pair[0].parse()?)
}

fn open<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder().max_redirects(0).timeout_global(Some(Duration::from_secs(5)));
    config.http_status_as_error(false).build().into()
}

/// Sends a page of a report; where that leads.
fn post(agent: &ureq::Agent, address: &str, cookie: &str, path: &str, form: &[(&str, &str)]) -> Result<String> {
    let request = agent.post(format!("{address}/api/report/{path}")).header("cookie", cookie);
    let answer = request.header("accept", "text/html").send_form(form.iter().copied())?;
    Ok(answer.headers().get("location").context("it leads nowhere")?.to_str()?.to_owned())
}

/// Each page of the report, and what is sent from it.
const PAGES: [(&str, &[(&str, &str)]); 9] = [
    ("county", &[("county", "990101")]),
    ("township", &[("township", "unsure")]),
    ("service", &[("service", "unsure")]),
    ("kind", &[("kind", "help")]),
    ("obstacle", &[("obstacle", "papers")]),
    ("tried", &[("tried_at", "website")]),
    ("what", &[("what", "The window asked for the same certificate three times.")]),
    ("who", &[("who", "anonymous")]),
    ("privacy", &[("visibility", "private")]),
];

/// Everything up to the last page, before anybody is killed.
fn prepare(server: &Server, desk: &Desk) -> Result<()> {
    let agent = agent();
    for number in 0..DRAFTS {
        let cookie = format!("clearway_browser={number:064x}");
        let begun = post(&agent, &server.address, &cookie, "begin", &[])?;
        let draft = begun.split('/').nth(3).context("no draft was begun")?.to_owned();
        for (step, fields) in PAGES {
            let form = [("draft", draft.as_str()), ("step", step)].into_iter().chain(fields.iter().copied());
            post(&agent, &server.address, &cookie, "answer", &form.collect::<Vec<_>>())?;
        }
        open(&desk.ready).push(Ready { draft, cookie });
    }
    Ok(())
}

/// Sends one last page after the other until none is left or the server is dead.
fn send_all(address: &str, desk: &Desk) {
    let agent = agent();
    loop {
        let next = open(&desk.ready).pop();
        let Some(ready) = next else { return };
        let form = [("draft", ready.draft.as_str()), ("declared", "yes")];
        let place = post(&agent, address, &ready.cookie, "send", &form).unwrap_or_default();
        let Some((_, number)) = place.rsplit_once("/report/done/") else {
            open(&desk.ready).push(ready);
            return;
        };
        open(&desk.filed).push((number.to_owned(), ready.cookie));
    }
}

fn is_there(server: &Server, number: &str, cookie: &str) -> bool {
    let answer = agent().get(format!("{}/report/done/{number}", server.address)).header("cookie", cookie).call();
    answer.is_ok_and(|answer| answer.status() == 200)
}
