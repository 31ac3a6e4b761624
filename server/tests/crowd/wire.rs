//! A connection that is kept, as browsers keep theirs: requests one after the other, answers read to their end.

use super::office::CrowdSeat;
use std::time::Duration;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::TcpStream,
};

pub struct Line {
    stream: BufReader<TcpStream>,
    address: String,
}

impl Line {
    pub async fn open(address: &str) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream: BufReader::new(stream), address: address.to_owned() }
    }

    /// Opens a page.
    pub async fn get(&mut self, seat: &CrowdSeat, path: &str) -> Vec<u8> {
        self.ask(seat, "GET", path, "text/html", "").await
    }

    /// Calls a server function.
    pub async fn call(&mut self, seat: &CrowdSeat, door: &str, form: &str) -> Vec<u8> {
        self.ask(seat, "POST", &format!("/api/{door}"), "application/json", form).await
    }

    /// Begins a stream; its lines come from [`Line::line`].
    pub async fn listen(&mut self, seat: &CrowdSeat, path: &str) {
        self.send(seat, "GET", path, "text/event-stream", "").await;
        let (status, _) = self.head().await;
        assert_eq!(status, 200, "{path}");
    }

    /// The next line of a stream; none when it ended.
    pub async fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        (self.stream.read_line(&mut line).await.ok()? > 0).then_some(line)
    }

    async fn ask(&mut self, seat: &CrowdSeat, method: &str, path: &str, accept: &str, body: &str) -> Vec<u8> {
        self.is_kept().await;
        self.send(seat, method, path, accept, body).await;
        let (status, long) = self.head().await;
        let answer = match long {
            Some(length) => self.take(length).await,
            None => self.chunks().await,
        };
        assert!(status < 400, "{status} {path}: {}", String::from_utf8_lossy(&answer));
        answer
    }

    /// A line that the server has closed because nobody used it is opened anew, as browsers do.
    async fn is_kept(&mut self) {
        let quiet = tokio::time::timeout(Duration::from_micros(1), self.stream.fill_buf()).await;
        if quiet.is_ok() {
            *self = Self::open(&self.address.clone()).await;
        }
    }

    async fn send(&mut self, seat: &CrowdSeat, method: &str, path: &str, accept: &str, body: &str) {
        let CrowdSeat { address, cookie, .. } = seat;
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\ncookie: {cookie}\r\naccept: {accept}\r\n\
             accept-encoding: gzip, br\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        self.stream.get_mut().write_all(request.as_bytes()).await.unwrap();
    }

    /// The status, and how long the answer is where it says so.
    async fn head(&mut self) -> (u16, Option<usize>) {
        let first = self.line().await.unwrap();
        let status = first.split(' ').nth(1).unwrap().parse().unwrap();
        let mut length = None;
        loop {
            let line = self.line().await.unwrap().to_ascii_lowercase();
            if line.trim().is_empty() {
                return (status, length);
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().ok();
            }
        }
    }

    async fn take(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        self.stream.read_exact(&mut bytes).await.unwrap();
        bytes
    }

    async fn chunks(&mut self) -> Vec<u8> {
        let mut whole = Vec::new();
        loop {
            let size = self.line().await.unwrap();
            let size = usize::from_str_radix(size.trim(), 16).unwrap();
            let chunk = self.take(size + 2).await;
            if size == 0 {
                return whole;
            }
            whole.extend_from_slice(&chunk[..size]);
        }
    }
}
