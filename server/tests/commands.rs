//! The commands that look after an installation, as somebody types them.

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

const PASSPHRASE: &str = "correct horse battery staple\n";

struct Terminal<'a>(&'a Path);

struct Said {
    out: String,
    err: String,
    code: Option<i32>,
}

impl Terminal<'_> {
    fn types(&self, words: &[&str]) -> Said {
        self.types_and_answers(words, "")
    }

    fn types_and_answers(&self, words: &[&str], answer: &str) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_clearway"));
        command.env_clear().env("CLEARWAY_DATA", self.0.join("data")).args(words);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A command that asks for nothing may have ended already.
        let _ = child.stdin.take().unwrap().write_all(answer.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Said { out: text(output.stdout), err: text(output.stderr), code: output.status.code() }
    }
}

impl Said {
    #[track_caller]
    fn well(self) -> String {
        assert_eq!(self.code, Some(0), "{}{}", self.out, self.err);
        self.out
    }

    #[track_caller]
    fn fails_saying(&self, words: &str) {
        assert!(self.code == Some(1) && self.err.contains(words), "{:?} {}{}", self.code, self.out, self.err);
    }
}

#[test]
fn an_administrator_makes_a_department_and_its_people() {
    let folder = tempfile::tempdir().unwrap();
    let terminal = Terminal(folder.path());
    let found = terminal.types(&["admin", "find-region", "tjs"]).well();
    assert!(found.lines().any(|line| line.starts_with("120000 ")), "pinyin initials find Tianjin: {found}");
    terminal.types(&["admin", "find-region", "nowhere at all"]).fails_saying("No region");
    let added = terminal.types(&["admin", "add-department", "Hotline", "--region", "120000"]).well();
    let id = added.split(' ').next().unwrap();
    let staff = [
        "admin",
        "add-staff",
        "wang",
        "--name",
        "Wang",
        "--role",
        "dispatcher",
        "--role",
        "reviewer",
        "--department",
        id,
    ];
    let said = terminal.types(&staff).well();
    let password = said.lines().next().unwrap().strip_prefix("wang signs in with ").unwrap();
    assert_eq!(password.len(), 19, "{said}");
    terminal.types(&staff).fails_saying("already");
    terminal.types_and_answers(&["admin", "set-password", "wang"], "short\n").fails_saying("at least 12");
    terminal.types_and_answers(&["admin", "set-password", "wang"], PASSPHRASE).well();
    terminal.types_and_answers(&["admin", "set-password", "nobody"], PASSPHRASE).fails_saying("Nobody signs in");
    terminal.types(&["seed"]).fails_saying("empty");
}

#[test]
fn a_backup_with_its_keys_comes_back_whole_elsewhere() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (terminal, elsewhere) = (Terminal(folder.path()), Terminal(other.path()));
    let seeded = terminal.types(&["seed"]).well();
    assert!(!seeded.contains("demo\n"), "an installation that is not called a demo has no known password: {seeded}");
    terminal.types(&["key", "rotate"]).well();
    let checked = terminal.types(&["check"]).well();
    let archive = folder.path().join("all.clearway");
    let archive = archive.to_str().unwrap();
    let said = terminal.types_and_answers(&["backup", archive, "--with-keys"], PASSPHRASE).well();
    assert!(said.contains("passphrase"), "{said}");
    elsewhere.types_and_answers(&["restore", archive, "--with-keys"], "wrong\n").fails_saying("passphrase");
    elsewhere.types_and_answers(&["restore", archive, "--with-keys"], PASSPHRASE).well();
    assert_eq!(elsewhere.types(&["check"]).well(), checked, "the same rows, the same seals");
    let bare = folder.path().join("bare.clearway");
    let said = terminal.types(&["backup", bare.to_str().unwrap()]).well();
    assert!(said.contains("NOT inside"), "{said}");
}

#[test]
fn services_are_loaded_and_a_bad_line_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let terminal = Terminal(folder.path());
    let file = folder.path().join("services.csv");
    std::fs::write(&file, "code,name,category\na-1,Passports,Papers\na-1,Again,Papers\n").unwrap();
    let name = file.to_str().unwrap();
    terminal.types(&["admin", "load-services", name]).fails_saying("line 3: the code stands in a line above");
    std::fs::write(&file, "code,name,category\na-1,Passports,Papers\n").unwrap();
    assert!(terminal.types(&["admin", "load-services", name]).well().contains("1 services"));
    std::fs::write(&file, [0xC9, 0xED]).unwrap();
    terminal.types(&["admin", "load-services", name]).fails_saying("CSV UTF-8");
    terminal.types(&["admin", "load-services", "nowhere.csv"]).fails_saying("cannot be read");
}

#[test]
fn a_calendar_is_shown_before_it_counts() {
    let folder = tempfile::tempdir().unwrap();
    let terminal = Terminal(folder.path());
    terminal.types(&["seed"]).well();
    let file = folder.path().join("2027.csv");
    std::fs::write(&file, "date,kind,name\n2027-01-01,holiday,New Year\n2027-01-03,workday,New Year\n").unwrap();
    let file = file.to_str().unwrap();
    let shown = terminal.types(&["admin", "calendar", file]).well();
    assert!(shown.contains("2027-01-01 holiday New Year") && shown.contains("2 days would change"), "{shown}");
    assert!(terminal.types(&["admin", "calendar", file, "--apply"]).well().contains("2027 is loaded"));
    assert!(terminal.types(&["admin", "calendar", file]).well().contains("0 days would change"));
    std::fs::write(file, "date,kind,name\n2027-01-01,party,New Year\n").unwrap();
    terminal.types(&["admin", "calendar", file]).fails_saying("line 2: the kind is holiday or workday");
}
