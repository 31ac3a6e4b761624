//! kill −9 while reports are filed: none that was acknowledged may be missing, none doubled, and `check` must be clean.
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::Row;
use super::office::{Engine, Office, Server};

const ROUNDS: usize = 20;
const FILERS: usize = 4;
const REPORTS_A_ROUND: usize = 50;

/// A report that was acknowledged: its number and the cookie of the browser that filed it.
type Filed = (String, String);

pub fn run() -> Result<Vec<Row>> {
    Engine::all().into_iter().map(engine).collect()
}

fn engine(engine: Engine) -> Result<Row> {
    let office = Office::new("kill", engine)?;
    let filed = Mutex::new(Vec::<Filed>::new());
    for round in 0..ROUNDS {
        let mut server = office.serve()?;
        thread::scope(|scope| {
            for filer in 0..FILERS {
                let (address, filed) = (server.address.clone(), &filed);
                scope.spawn(move || file_until_it_dies(&address, round * FILERS + filer, filed));
            }
            // each round dies at another moment of the work
            thread::sleep(Duration::from_millis(40 + 37 * round as u64));
            server.kill()
        })?;
    }
    let server = office.serve()?;
    let filed = filed.into_inner().map_err(|_| anyhow::anyhow!("a filer panicked"))?;
    let numbers: BTreeSet<_> = filed.iter().map(|(number, _)| number).collect();
    ensure!(numbers.len() == filed.len(), "a number was given twice");
    let missing = filed.iter().filter(|(number, cookie)| !is_there(&server, number, cookie)).count();
    drop(server);
    let check = office.runs(&["check"])?;
    ensure!(missing == 0, "{missing} of {} acknowledged reports are missing", filed.len());
    let seen = format!(
        "{ROUNDS} kills, {} reports acknowledged, 0 missing, 0 doubled; {}",
        filed.len(),
        check.trim().replace('\n', " ")
    );
    Ok(Row { drill: "kill −9 while filing", engine: engine.name().to_owned(), seen })
}

fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder().max_redirects(0).timeout_global(Some(Duration::from_secs(5)));
    config.http_status_as_error(false).build().into()
}

fn file_until_it_dies(address: &str, filer: usize, filed: &Mutex<Vec<Filed>>) {
    let agent = agent();
    for _ in 0..REPORTS_A_ROUND / FILERS + 1 {
        let Ok(acknowledged) = file(&agent, address, filer) else { return };
        if let Ok(mut filed) = filed.lock() {
            filed.push(acknowledged);
        }
    }
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

fn file(agent: &ureq::Agent, address: &str, filer: usize) -> Result<Filed> {
    let cookie = format!("clearway_browser={filer:064x}");
    let post = |path: &str, form: &[(&str, &str)]| -> Result<String> {
        let request = agent.post(format!("{address}/api/report/{path}")).header("cookie", &cookie);
        let answer = request.header("accept", "text/html").send_form(form.iter().copied())?;
        Ok(answer.headers().get("location").context("it leads nowhere")?.to_str()?.to_owned())
    };
    let begun = post("begin", &[])?;
    let draft = begun.split('/').nth(3).context("no draft was begun")?;
    for (step, fields) in PAGES {
        let form: Vec<_> = [("draft", draft), ("step", step)].into_iter().chain(fields.iter().copied()).collect();
        post("answer", &form)?;
    }
    let place = post("send", &[("draft", draft), ("declared", "yes")])?;
    let number = place.rsplit_once("/report/done/").context("no report was filed")?.1.to_owned();
    Ok((number, cookie))
}

fn is_there(server: &Server, number: &str, cookie: &str) -> bool {
    let answer = agent().get(format!("{}/report/done/{number}", server.address)).header("cookie", cookie).call();
    answer.is_ok_and(|answer| answer.status() == 200)
}
