//! One press with more, less and other than expected.

use super::*;
use axum::{body::Body, http::header};

struct Form(Vec<u8>);

impl Form {
    fn new() -> Self {
        Self(Vec::new())
    }

    fn part(mut self, head: &str, content: &[u8]) -> Self {
        self.0.extend(format!("--b\r\nContent-Disposition: form-data; {head}\r\n\r\n").bytes());
        self.0.extend(content);
        self.0.extend(b"\r\n");
        self
    }

    fn file(self, name: &str, content: &[u8]) -> Self {
        self.part(&format!("name=\"files\"; filename=\"{name}\""), content)
    }

    fn text(self, name: &str, content: &str) -> Self {
        self.part(&format!("name=\"{name}\""), content.as_bytes())
    }

    async fn sent(mut self) -> Result<Received, Halt> {
        self.0.extend(b"--b--\r\n");
        self.sent_broken().await
    }

    async fn sent_broken(self) -> Result<Received, Halt> {
        receive(self.request(), FILES_MAX, &Budget::default()).await
    }

    fn request(self) -> Request {
        let kind = "multipart/form-data; boundary=b";
        Request::builder().header(header::CONTENT_TYPE, kind).body(Body::from(self.0)).unwrap()
    }
}

fn names(received: &Received) -> Vec<&str> {
    received.files.iter().map(|sent| sent.name.as_str()).collect()
}

/// How one begins.
const PHOTOGRAPH: &[u8] = b"\xff\xd8\xff";

fn photograph(bytes: usize) -> Vec<u8> {
    let mut content = vec![7; bytes];
    content[..PHOTOGRAPH.len()].copy_from_slice(PHOTOGRAPH);
    content
}

fn faults(received: &Received) -> Vec<(&str, FileFault)> {
    received.problems.iter().map(|problem| (problem.name.as_str(), problem.why)).collect()
}

#[tokio::test]
async fn what_is_good_is_kept_whatever_the_rest_is() {
    let large = photograph(FILE_BYTES_MAX + 1);
    let form = Form::new()
        .text("change", "1")
        .file("a.jpg", PHOTOGRAPH)
        .file("page.jpg", b"<html>")
        .file("empty.png", b"")
        .file("large.pdf", &large);
    let received = form.file("../../b.jpg", &large[..FILE_BYTES_MAX]).sent().await.ok().unwrap();
    assert_eq!(names(&received), ["a.jpg", "b.jpg"]);
    assert_eq!(
        faults(&received),
        [("page.jpg", FileFault::Kind), ("empty.png", FileFault::Empty), ("large.pdf", FileFault::Large)]
    );
    assert_eq!((received.field("change"), received.field("text"), received.whole), ("1", "", true));
}

#[tokio::test]
async fn no_file_chosen_is_no_file() {
    let received =
        Form::new().file("", b"").part("name=\"other\"; filename=\"x.jpg\"", b"x").sent().await.ok().unwrap();
    assert!(received.files.is_empty() && received.problems.is_empty() && received.whole);
}

#[tokio::test]
async fn of_a_thousand_files_three_are_taken_and_ten_are_told() {
    let form = (0..1000).fold(Form::new(), |form, number| form.file(&format!("{number}.jpg"), PHOTOGRAPH));
    let received = form.sent().await.ok().unwrap();
    assert_eq!(names(&received), ["0.jpg", "1.jpg", "2.jpg"]);
    assert_eq!(received.problems.len(), TOLD_MAX);
    assert_eq!(faults(&received)[0], ("3.jpg", FileFault::Many));
}

#[tokio::test]
async fn what_breaks_off_keeps_what_came_before() {
    let mut form = Form::new().file("a.jpg", PHOTOGRAPH).file("b.jpg", b"only half of i");
    form.0.truncate(form.0.len() - 2);
    let received = form.sent_broken().await.ok().unwrap();
    assert_eq!((names(&received), received.whole), (vec!["a.jpg"], false));
    assert_eq!(faults(&received), [("b.jpg", FileFault::Broken)]);
    assert_eq!(Form::new().sent_broken().await.err(), Some(Halt::BrokenOff));
}

#[tokio::test]
async fn a_field_is_no_place_for_a_book() {
    let book = "x".repeat(1_000_000);
    assert_eq!(Form::new().text("text", &book).sent().await.err(), Some(Halt::Large));
    let many = (0..200).fold(Form::new(), |form, number| form.text(&number.to_string(), "y"));
    assert_eq!(many.sent().await.ok().unwrap().fields.len(), FIELD_COUNT);
    let marks = Form::new().text("text", "a\0b").part("name=\"raw\"", b"\xff\xfe").sent().await.ok().unwrap();
    assert_eq!((marks.field("text"), marks.field("raw")), ("a\0b", "\u{fffd}\u{fffd}"));
}

fn from(home: u8, bytes: usize) -> Request {
    let mut form = Form::new().file("a.jpg", &photograph(bytes));
    form.0.extend(b"--b--");
    let mut request = form.request();
    request.extensions_mut().insert(Address::of([192, 0, 2, home].into()));
    request
}

#[tokio::test]
async fn everybody_together_holds_no_more_than_the_budget_and_one_address_its_share() {
    let budget = Budget::of(18 * 1024, SHARE);
    let mut held = Vec::new();
    for _ in 0..2 {
        held.push(receive(from(1, 8 << 20), 3, &budget).await.ok().unwrap());
    }
    assert_eq!(receive(from(2, 8 << 20), 3, &budget).await.err(), Some(Halt::Busy), "nothing is left for anybody");
    held.pop();
    assert!(receive(from(2, 8 << 20), 3, &budget).await.is_ok(), "what was let go is free again");
    drop(held);
    assert_eq!(budget.whole.available_permits(), 18 * 1024);

    let budget = Budget::default();
    let mut held = Vec::new();
    for _ in 0..8 {
        held.push(receive(from(1, 8 << 20), 3, &budget).await.ok().unwrap());
    }
    assert_eq!(receive(from(1, 1024), 3, &budget).await.err(), Some(Halt::Busy), "its share is used up");
    assert!(receive(from(2, 8 << 20), 3, &budget).await.is_ok(), "others have theirs");
    drop(held);
    assert!(receive(from(1, 1024), 3, &budget).await.is_ok());
    assert_eq!(budget.shares.lock().unwrap().len(), 1, "no share is remembered that nobody holds");
}

#[test]
fn whoever_sends_slowly_on_purpose_takes_no_place_of_others() {
    let (places, hall) = (Budget::places(), Address::of([192, 0, 2, 1].into()));
    let mut held: Vec<_> = (0..AT_ONCE_EACH).map(|_| places.place(hall).ok().unwrap()).collect();
    assert_eq!(places.place(hall).err(), Some(Halt::Busy));
    assert!(places.place(Address::of([192, 0, 2, 2].into())).is_ok());
    held.pop();
    assert!(places.place(hall).is_ok());
}

#[tokio::test]
async fn what_is_announced_as_too_much_is_not_waited_for() {
    let mut request = from(1, 10);
    request.headers_mut().insert(header::CONTENT_LENGTH, (SENT_MAX + 1).into());
    assert_eq!(receive(request, 3, &Budget::default()).await.err(), Some(Halt::Large));
}
