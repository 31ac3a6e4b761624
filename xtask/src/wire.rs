//! HTTP as drills and measurements speak it: a connection that can be kept, as browsers keep theirs, and as cheap as can be. It shares
//! the machine with what is measured, so no client of others stands between.
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// Who asks: what the browser sends with each request.
#[derive(Clone, Default)]
pub struct Browser {
    /// `name=value`.
    pub cookie: String,
    /// The address that the proxy names: one of many, as out there.
    pub from: String,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    /// Where it leads.
    pub place: String,
    /// The cookie it sets, `name=value`.
    pub cookie: String,
    /// Whether it says when to come again.
    pub again: bool,
    /// The body, as it came.
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// How an answer is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// As a browser wants a page: packed.
    Page,
    /// As the app wants data: packed.
    Data,
    /// To be read here: not packed.
    Plain,
    /// The same, of data.
    PlainData,
}

impl Wanted {
    const fn headers(self) -> &'static str {
        match self {
            Self::Page => "accept: text/html\r\naccept-encoding: gzip, deflate, br, zstd\r\n",
            Self::Data => "accept: application/json\r\naccept-encoding: gzip, deflate, br, zstd\r\n",
            Self::Plain => "accept: text/html\r\n",
            Self::PlainData => "accept: application/json\r\n",
        }
    }
}

/// The connection.
pub struct Line {
    stream: BufReader<TcpStream>,
    request: Vec<u8>,
    head: String,
}

impl Line {
    /// To `http://127.0.0.1:…`
    pub fn open(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address.trim_start_matches("http://"))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Self { stream: BufReader::with_capacity(32 * 1024, stream), request: Vec::new(), head: String::new() })
    }

    pub fn get(&mut self, who: &Browser, path: &str, wanted: Wanted) -> Result<Answer> {
        self.ask(who, "GET", path, wanted, None)
    }

    /// Sends a form to a server function.
    pub fn post(&mut self, who: &Browser, door: &str, wanted: Wanted, form: &str) -> Result<Answer> {
        self.send(who, &format!("/api/{door}"), wanted, ("application/x-www-form-urlencoded", form.as_bytes()))
    }

    /// Sends something: what it is, and its bytes.
    pub fn send(&mut self, who: &Browser, path: &str, wanted: Wanted, sent: (&str, &[u8])) -> Result<Answer> {
        self.ask(who, "POST", path, wanted, Some(sent))
    }

    fn ask(
        &mut self,
        Browser { cookie, from }: &Browser,
        method: &str,
        path: &str,
        wanted: Wanted,
        sent: Option<(&str, &[u8])>,
    ) -> Result<Answer> {
        self.request.clear();
        let headers = wanted.headers();
        write!(self.request, "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: {cookie}\r\n{headers}")?;
        if !from.is_empty() {
            write!(self.request, "x-forwarded-for: {from}\r\n")?;
        }
        if let Some((kind, body)) = sent {
            write!(self.request, "content-type: {kind}\r\ncontent-length: {}\r\n", body.len())?;
        }
        self.request.extend(b"\r\n");
        self.request.extend(sent.map_or(&[][..], |(_, body)| body));
        self.stream.get_mut().write_all(&self.request)?;
        self.answer().with_context(|| format!("{method} {path}"))
    }

    fn answer(&mut self) -> Result<Answer> {
        self.next()?;
        let status = self.head.split(' ').nth(1).and_then(|word| word.parse().ok()).context("no status")?;
        let mut answer = Answer { status, place: String::new(), cookie: String::new(), again: false, body: Vec::new() };
        let (mut length, mut chunked) = (0, false);
        loop {
            self.next()?;
            let Some((name, value)) = self.head.split_once(": ") else { break };
            match name {
                "content-length" => length = value.parse()?,
                "transfer-encoding" => chunked = true,
                "retry-after" => answer.again = true,
                "location" => answer.place = value.to_owned(),
                "set-cookie" => answer.cookie = value.split(';').next().unwrap_or_default().to_owned(),
                _ => {}
            }
        }
        if chunked {
            self.chunks(&mut answer.body)?
        } else {
            self.take(length, &mut answer.body)?
        }
        Ok(answer)
    }

    /// The next line of the head, without its end.
    fn next(&mut self) -> Result<()> {
        self.head.clear();
        if self.stream.read_line(&mut self.head)? == 0 {
            bail!("the server hung up");
        }
        self.head.truncate(self.head.trim_end().len());
        Ok(())
    }

    fn chunks(&mut self, body: &mut Vec<u8>) -> Result<()> {
        loop {
            self.next()?;
            let size = usize::from_str_radix(&self.head, 16)?;
            self.take(size, body)?;
            self.next()?;
            if size == 0 {
                return Ok(());
            }
        }
    }

    fn take(&mut self, length: usize, body: &mut Vec<u8>) -> Result<()> {
        let begin = body.len();
        body.resize(begin + length, 0);
        Ok(self.stream.read_exact(&mut body[begin..])?)
    }
}

/// Fields as a form sends them.
pub fn form(fields: &[(&str, &str)]) -> String {
    let mut form = String::new();
    for (name, value) in fields {
        if !form.is_empty() {
            form.push('&');
        }
        form.push_str(name);
        form.push('=');
        for byte in value.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => form.push(char::from(byte)),
                _ => form.push_str(&format!("%{byte:02X}")),
            }
        }
    }
    form
}
