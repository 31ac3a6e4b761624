//! The binary itself: says its address first, answers, and on SIGTERM finishes what it began.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, Command, Stdio},
    time::Duration,
};

struct Running {
    child: Child,
    address: String,
    _folder: tempfile::TempDir,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn binary() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clearway"));
    command.env_clear().stdin(Stdio::null());
    command
}

/// Nothing when the browser's half is not built: the binary says so itself, which is tested too.
fn serve() -> Option<Running> {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut child = binary()
        .arg("serve")
        .envs([
            ("CLEARWAY_DEMO", "1"),
            ("CLEARWAY_DEMO_WORLD", "small"),
            ("CLEARWAY_ADDR", "127.0.0.1:0"),
            ("CLEARWAY_DATA", data.to_str().unwrap()),
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    if first.is_empty() {
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert!(said.contains("cargo xtask build"), "{said}");
        assert_eq!(child.wait().unwrap().code(), Some(1));
        eprintln!("skipped: the browser's half is not built");
        return None;
    }
    let address = first.trim().strip_prefix("http://").unwrap_or_else(|| panic!("{first}")).to_owned();
    Some(Running { child, address, _folder: folder })
}

/// Its exit code, when it ends within so many seconds.
fn ends_within(child: &mut Child, seconds: u64) -> Option<i32> {
    for _ in 0..seconds * 20 {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    None
}

impl Running {
    /// Connects and sends.
    fn send(&self, text: &str) -> TcpStream {
        let mut connection = TcpStream::connect(&self.address).unwrap();
        connection.write_all(text.as_bytes()).unwrap();
        connection
    }

    fn is_told_to_stop(&self) {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(told.success());
    }

    /// Everything it logged, once it has ended.
    fn log(&mut self) -> String {
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        log
    }
}

fn answer(mut connection: TcpStream) -> String {
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn on_sigterm_a_request_that_has_begun_is_answered_and_the_process_ends_well() {
    let Some(mut running) = serve() else { return };
    let begun = "POST /nowhere HTTP/1.1\r\nhost: here\r\ncontent-length: 4\r\nconnection: close\r\n\r\nab";
    let mut connection = running.send(begun);
    std::thread::sleep(Duration::from_millis(300));
    running.is_told_to_stop();
    std::thread::sleep(Duration::from_millis(300));
    assert!(TcpStream::connect(&running.address).is_err(), "no new connection is taken");
    connection.write_all(b"cd").unwrap();
    let answer = answer(connection);
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
    assert_eq!(ends_within(&mut running.child, 10), Some(0));
}

#[test]
fn staff_pages_come_whole_however_the_threads_share_them() {
    let Some(running) = serve() else { return };
    let form = "username=dispatcher&password=demo";
    let asked = format!(
        "POST /api/staff/sign-in HTTP/1.1\r\nhost: here\r\nconnection: close\r\naccept: text/html\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
        form.len()
    );
    let signed_in = answer(running.send(&asked));
    let cookie =
        signed_in.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap().split(';').next().unwrap();
    let asked = format!(
        "GET /s/q/to-dispatch HTTP/1.1\r\nhost: here\r\nconnection: close\r\naccept: text/html\r\ncookie: {cookie}\r\n\r\n"
    );
    let pages: Vec<_> = (0..20).map(|_| running.send(&asked)).collect();
    for page in pages {
        let page = answer(page);
        assert!(page.starts_with("HTTP/1.1 200") && page.contains("</html>"), "{page:.300}");
    }
}

#[test]
fn a_demo_begins_again_at_the_same_door_and_knows_nothing_of_what_came_since() {
    let Some(mut running) = serve() else { return };
    let get = |path: &str, cookie: &str| {
        let head = "HTTP/1.1\r\nhost: here\r\nconnection: close\r\naccept: text/html\r\ncookie:";
        answer(running.send(&format!("GET {path} {head} {cookie}\r\n\r\n")))
    };
    let press = |door: &str, form: &str| {
        let head =
            "host: here\r\nconnection: close\r\naccept: text/html\r\ncontent-type: application/x-www-form-urlencoded";
        let length = form.len();
        let asked = format!("POST /api/demo/{door} HTTP/1.1\r\n{head}\r\ncontent-length: {length}\r\n\r\n{form}");
        answer(running.send(&asked))
    };
    let entered = press("enter", "role=dispatcher");
    let cookie = entered.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap().split(';').next().unwrap();
    assert!(get("/s/q/to-dispatch", cookie).starts_with("HTTP/1.1 200"));
    assert!(press("again", "").starts_with("HTTP/1.1 303"));
    std::thread::sleep(Duration::from_millis(300));
    assert!(get("/demo", "").starts_with("HTTP/1.1 200"), "whoever comes meanwhile waits at the door");
    assert!(!get("/s/q/to-dispatch", cookie).starts_with("HTTP/1.1 200"), "the session was opened since");
    running.is_told_to_stop();
    assert_eq!(ends_within(&mut running.child, 10), Some(0));
}

#[test]
fn a_log_line_holds_the_route_and_the_reference_and_nothing_of_a_person() {
    let Some(mut running) = serve() else { return };
    let asked = "GET /track/990101261122000001X?number=13912345678 HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\
                 cookie: clearway_session=5ec2e7\r\naccept: text/html\r\n\r\n";
    let answer = answer(running.send(asked));
    let reference = answer.lines().find_map(|line| line.strip_prefix("x-request-id: ")).unwrap().trim().to_owned();
    running.is_told_to_stop();
    assert_eq!(ends_within(&mut running.child, 10), Some(0));
    let log = running.log();
    let line = log.lines().find(|line| line.contains(&reference)).unwrap_or_else(|| panic!("{log}"));
    assert!(line.starts_with('{') && line.contains("\"route\":\"/track/{number}\""), "{line}");
    for secret in ["13912345678", "5ec2e7", "000001X"] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
}

#[test]
fn settings_that_cannot_be_used_are_said_and_end_with_2() {
    let said = binary().arg("serve").env("CLEARWAY_ADDR", "here").env("CLEARWAY_REGION", "12").output().unwrap();
    assert_eq!(said.status.code(), Some(2));
    let sentences = String::from_utf8(said.stderr).unwrap();
    assert!(sentences.contains("CLEARWAY_ADDR") && sentences.contains("CLEARWAY_REGION"), "{sentences}");
}
