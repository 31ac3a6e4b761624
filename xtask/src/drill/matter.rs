//! One matter from its first page to its answer, a step at a time: whoever was interrupted tries the same step again, as people do.
use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::visitor::{Answer, Trouble, Visitor};

/// Each page of the report, and what is sent from it.
pub const PAGES: [(&str, &[(&str, &str)]); 10] = [
    ("county", &[("county", "990101")]),
    ("township", &[("township", "unsure")]),
    ("service", &[("service", "unsure")]),
    ("kind", &[("kind", "help")]),
    ("obstacle", &[("obstacle", "papers")]),
    ("tried", &[("tried_at", "website")]),
    ("what", &[("what", "The window asked for the same certificate three times.")]),
    ("who", &[("who", "person")]),
    ("contact", &[("name", "Ms Wang"), ("phone", "13800138000")]),
    ("privacy", &[("visibility", "private"), ("identity", "named")]),
];
/// What staff do with it, and how the history calls that.
const ACTS: [(&str, &str); 4] =
    [("dispatch", "dispatched"), ("accept", "accepted"), ("contact", "contacted"), ("reply", "replied")];
const REPLY: &str = "The window takes the copy that it has. Nobody needs to bring the certificate again.";

const UPLOAD: usize = PAGES.len() + 1;
const SEND: usize = UPLOAD + 1;
const END: usize = SEND + 1 + ACTS.len();

/// Who works on it.
pub struct Staff {
    pub dispatcher: String,
    pub officer: String,
    /// The officer's department, as a list names it.
    department: String,
}

impl Staff {
    /// Signs both in.
    pub fn sign_in(visitor: &Visitor) -> Result<Self> {
        let (dispatcher, officer) = (visitor.signs_in("dispatcher")?, visitor.signs_in("officer")?);
        let desk = visitor.calls(&officer, "desk/read", &[])?.value()?;
        let department = desk["department"].as_str().context("no department")?.to_owned();
        Ok(Self { dispatcher, officer, department })
    }
}

/// Why a step came to nothing.
pub enum Halt {
    /// It was refused or nobody answered: it may go better later.
    Trouble(Trouble),
    /// What was promised does not hold.
    Broken(anyhow::Error),
}

impl From<Trouble> for Halt {
    fn from(why: Trouble) -> Self {
        Self::Trouble(why)
    }
}

impl From<anyhow::Error> for Halt {
    fn from(why: anyhow::Error) -> Self {
        Self::Broken(why)
    }
}

/// A matter, and how far it has come.
pub struct Matter {
    serial: usize,
    step: usize,
    draft: String,
    /// Its number, once it was told.
    pub number: String,
    /// Whether the file was acknowledged.
    handed_in: bool,
    /// The acts of staff that were acknowledged.
    acts: Vec<&'static str>,
}

impl Matter {
    pub fn new(serial: usize) -> Self {
        Self { serial, step: 0, draft: String::new(), number: String::new(), handed_in: false, acts: Vec::new() }
    }

    pub fn is_done(&self) -> bool {
        self.step == END
    }

    /// How many things about it were acknowledged.
    pub fn acknowledged(&self) -> usize {
        self.step
    }

    fn cookie(&self) -> String {
        format!("clearway_browser={:064x}", self.serial)
    }

    fn file_name(&self) -> String {
        format!("evidence-{}.pdf", self.serial)
    }

    fn file(&self) -> Vec<u8> {
        let inside = format!("page of matter {} ", self.serial).repeat(200);
        format!("%PDF-1.4\n{inside}\ntrailer\n%%EOF\n").into_bytes()
    }

    /// Does the next step; it counts once it was acknowledged.
    pub fn goes_on(&mut self, visitor: &Visitor, staff: &Staff) -> Result<(), Halt> {
        match self.step {
            0 => self.begins(visitor)?,
            UPLOAD => self.hands_in(visitor)?,
            SEND => self.is_sent(visitor)?,
            step if step < UPLOAD => self.answers(visitor, step - 1)?,
            step => self.is_worked_on(visitor, staff, step - SEND - 1)?,
        }
        self.step += 1;
        Ok(())
    }

    fn begins(&mut self, visitor: &Visitor) -> Result<(), Halt> {
        let place = visitor.sends(&self.cookie(), "report/begin", &[])?.place;
        failed_page(&place)?;
        place.split('/').nth(3).context("no draft was begun")?.clone_into(&mut self.draft);
        Ok(())
    }

    fn answers(&self, visitor: &Visitor, page: usize) -> Result<(), Halt> {
        let (step, fields) = PAGES[page];
        let form = [("draft", self.draft.as_str()), ("step", step)].into_iter().chain(fields.iter().copied());
        let place = visitor.sends(&self.cookie(), "report/answer", &form.collect::<Vec<_>>())?.place;
        failed_page(&place)
    }

    fn hands_in(&mut self, visitor: &Visitor) -> Result<(), Halt> {
        let path = format!("/report/d/{}/files", self.draft);
        let place = visitor.hands_in(&self.cookie(), &path, &self.file_name(), &self.file())?.place;
        let right = place.contains("/files") && !place.contains("e=");
        if !right {
            return Err(anyhow::anyhow!("a file of matter {} is not taken: {place}", self.serial).into());
        }
        self.handed_in = true;
        Ok(())
    }

    fn is_sent(&mut self, visitor: &Visitor) -> Result<(), Halt> {
        let form = [("draft", self.draft.as_str()), ("declared", "yes")];
        let place = visitor.sends(&self.cookie(), "report/send", &form)?.place;
        failed_page(&place)?;
        let Some((_, number)) = place.rsplit_once("/report/done/") else {
            return Err(anyhow::anyhow!("an acknowledged page of matter {} is missing: {place}", self.serial).into());
        };
        number.clone_into(&mut self.number);
        Ok(())
    }

    fn is_worked_on(&mut self, visitor: &Visitor, staff: &Staff, index: usize) -> Result<(), Halt> {
        let (act, what) = ACTS[index];
        let case = self.case(visitor, staff)?;
        self.nothing_is_missing(&case)?;
        // done the last time, when nobody was there any more to say so
        if count(&case, what) == 0 {
            self.acts_on(visitor, staff, act, &case)?;
            self.acts.push(what);
        }
        Ok(())
    }

    /// The case as staff read it: the dispatcher until it is dispatched, then the officer.
    fn case(&self, visitor: &Visitor, staff: &Staff) -> Result<Value, Halt> {
        let form = [("number", self.number.as_str())];
        let case = visitor.calls(&staff.dispatcher, "case/read", &form)?.value()?;
        if count(&case, "dispatched") == 0 {
            return Ok(case);
        }
        Ok(visitor.calls(&staff.officer, "case/read", &form)?.value()?)
    }

    fn acts_on(&self, visitor: &Visitor, staff: &Staff, act: &str, case: &Value) -> Result<Answer, Halt> {
        let head = &case["file"]["head"];
        let (id, seen) = (head["id"].as_str().unwrap_or_default(), head["version"].to_string());
        let mut form = vec![("number", self.number.as_str()), ("case", id), ("seen", seen.as_str())];
        let who = if act == "dispatch" { &staff.dispatcher } else { &staff.officer };
        let chosen = |to: &&Value| to["name"] == staff.department.as_str();
        let department = case["file"]["departments"].as_array().and_then(|all| all.iter().find(chosen));
        match act {
            "dispatch" => form.push((
                "department",
                department.and_then(|to| to["id"].as_str()).context("the department is not offered")?,
            )),
            "contact" => form.extend([("way", "phone"), ("reached", "yes"), ("said", "Nobody else knows.")]),
            "reply" => form.push(("text", REPLY)),
            _ => {}
        }
        Ok(visitor.calls(who, &format!("case/{act}"), &form)?)
    }

    /// Whatever was acknowledged stands in the case, once.
    pub fn nothing_is_missing(&self, case: &Value) -> Result<()> {
        let entries = &case["file"]["entries"];
        for what in ["filed"].iter().chain(&self.acts) {
            let times = count(case, what);
            ensure!(times == 1, "{} of {} happened {times} times: {entries}", what, self.number);
        }
        Ok(())
    }

    /// At the end: the whole history once, and each file with its bytes.
    pub fn is_whole(&self, visitor: &Visitor, staff: &Staff) -> Result<()> {
        let case = match self.case(visitor, staff) {
            Ok(case) => case,
            Err(Halt::Trouble(why)) => bail!("{} cannot be read: {why}", self.number),
            Err(Halt::Broken(why)) => return Err(why),
        };
        self.nothing_is_missing(&case)?;
        for (_, what) in ACTS {
            ensure!(count(&case, what) == 1, "{what} of {} happened {} times", self.number, count(&case, what));
        }
        ensure!(case["file"]["reply"] == REPLY, "the words of {} are others: {}", self.number, case["file"]["reply"]);
        let files = case["file"]["files"].as_array().context("no files")?;
        ensure!(!self.handed_in || !files.is_empty(), "the file of {} is missing", self.number);
        for file in files {
            let path = format!("/s/c/{}/files/{}", self.number, file["id"].as_str().unwrap_or_default());
            let content = visitor.get(&staff.officer, &path)?.body;
            ensure!(file["name"] == self.file_name().as_str(), "a file of somebody else: {file}");
            ensure!(content == self.file(), "the file of {} has other bytes", self.number);
        }
        Ok(())
    }
}

/// How often something stands in the history.
fn count(case: &Value, what: &str) -> usize {
    let entries = case["file"]["entries"].as_array().map(Vec::as_slice).unwrap_or_default();
    entries.iter().filter(|entry| entry["what"] == what).count()
}

/// A plain form that came to nothing and is led back: something broke, and nobody was told how it stands.
fn failed_page(place: &str) -> Result<(), Halt> {
    match place.contains("e=fault") || place.contains("__err=") {
        true => Err(Trouble::Said(500, false, format!("led back to {place}")).into()),
        false => Ok(()),
    }
}
