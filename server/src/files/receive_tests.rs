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

fn faults(received: &Received) -> Vec<(&str, FileFault)> {
    received.problems.iter().map(|problem| (problem.name.as_str(), problem.why)).collect()
}

#[tokio::test]
async fn what_is_good_is_kept_whatever_the_rest_is() {
    let large = vec![1; FILE_BYTES_MAX + 1];
    let form = Form::new().text("change", "1").file("a.jpg", b"a").file("empty.png", b"").file("large.pdf", &large);
    let received = form.file("../../b.jpg", &large[..FILE_BYTES_MAX]).sent().await.ok().unwrap();
    assert_eq!(names(&received), ["a.jpg", "b.jpg"]);
    assert_eq!(faults(&received), [("empty.png", FileFault::Empty), ("large.pdf", FileFault::Large)]);
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
    let form = (0..1000).fold(Form::new(), |form, number| form.file(&format!("{number}.jpg"), b"x"));
    let received = form.sent().await.ok().unwrap();
    assert_eq!(names(&received), ["0.jpg", "1.jpg", "2.jpg"]);
    assert_eq!(received.problems.len(), TOLD_MAX);
    assert_eq!(faults(&received)[0], ("3.jpg", FileFault::Many));
}

#[tokio::test]
async fn what_breaks_off_keeps_what_came_before() {
    let mut form = Form::new().file("a.jpg", b"whole").file("b.jpg", b"only half of i");
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

#[tokio::test]
async fn everybody_together_holds_no_more_than_the_budget() {
    let budget = Budget(Arc::new(Semaphore::new(100)));
    let form = || Form::new().file("a.jpg", &[7; 60 * 1024]);
    let finished = |form: Form| Form(form.0.into_iter().chain(*b"--b--").collect()).request();
    let first = receive(finished(form()), 3, &budget).await.ok().unwrap();
    assert_eq!(receive(finished(form()), 3, &budget).await.err(), Some(Halt::Busy));
    drop(first);
    assert!(receive(finished(form()), 3, &budget).await.is_ok(), "what was let go is free again");
    assert_eq!(budget.0.available_permits(), 100);
}
