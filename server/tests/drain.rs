//! The binary itself: says its address first, answers, and on SIGTERM finishes what it began.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
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
        .envs([("CLEARWAY_DEMO", "1"), ("CLEARWAY_ADDR", "127.0.0.1:0"), ("CLEARWAY_DATA", data.to_str().unwrap())])
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

fn ends_within(child: &mut Child, limit: Duration) -> Option<i32> {
    let until = Instant::now() + limit;
    while Instant::now() < until {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    None
}

#[test]
fn on_sigterm_a_request_that_has_begun_is_answered_and_the_process_ends_well() {
    let Some(mut running) = serve() else { return };
    let mut connection = TcpStream::connect(&running.address).unwrap();
    connection
        .write_all(b"POST /nowhere HTTP/1.1\r\nhost: here\r\ncontent-length: 4\r\nconnection: close\r\n\r\nab")
        .unwrap();
    std::thread::sleep(Duration::from_millis(300));
    let told = Command::new("kill").args(["-TERM", &running.child.id().to_string()]).status().unwrap();
    assert!(told.success());
    std::thread::sleep(Duration::from_millis(300));
    assert!(TcpStream::connect(&running.address).is_err(), "no new connection is taken");
    connection.write_all(b"cd").unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
    assert_eq!(ends_within(&mut running.child, Duration::from_secs(10)), Some(0));
}

#[test]
fn settings_that_cannot_be_used_are_said_and_end_with_2() {
    let said = binary().arg("serve").env("CLEARWAY_ADDR", "here").output().unwrap();
    assert_eq!(said.status.code(), Some(2));
    let sentences = String::from_utf8(said.stderr).unwrap();
    assert!(sentences.contains("CLEARWAY_ADDR") && sentences.contains("CLEARWAY_REGION"), "{sentences}");
}
