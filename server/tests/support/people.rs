//! Named people, who say what they do.

use super::{browser::Browser, form::Form, page::Page};

/// A person who could not get something done.
pub struct Citizen {
    pub browser: Browser,
    pub number: String,
    pub code: String,
}

impl Citizen {
    pub fn new(browser: Browser) -> Self {
        Self { browser, number: String::new(), code: String::new() }
    }

    /// Goes through the report and sends it; keeps number and code.
    pub async fn files(&mut self, what: &str) -> Page {
        self.tells(&[("what", what)]).await
    }

    /// The same with answers of their own.
    pub async fn tells(&mut self, answers: &[(&str, &str)]) -> Page {
        let check = self.reaches("check", answers).await;
        let done = self.sends(&check).await;
        self.keeps(&done);
        done
    }

    /// Begins a report and answers page after page until this one.
    pub async fn reaches(&mut self, step: &str, answers: &[(&str, &str)]) -> Page {
        let start = self.browser.get("/report").await;
        let begin = start.form_to("report/begin").expect("the page has a way in");
        let page = self.browser.submit(&start, &begin).await;
        self.goes_on(page, step, answers).await
    }

    /// Answers page after page until this one.
    pub async fn goes_on(&mut self, mut page: Page, step: &str, answers: &[(&str, &str)]) -> Page {
        for _ in 0..20 {
            if page.step() == step {
                return page;
            }
            let form = answered(&page, answers);
            page = self.browser.submit(&page, &form).await;
        }
        panic!("no way to {step}, but to {}:\n{}", page.path, page.text());
    }

    /// Confirms what was answered.
    pub async fn sends(&mut self, check: &Page) -> Page {
        let form = check.form(&["declared"]).fill("declared", "yes");
        self.browser.submit(check, &form).await
    }

    /// Writes down number and code.
    #[track_caller]
    pub fn keeps(&mut self, done: &Page) {
        done.is(200);
        let number = done.path.strip_prefix("/report/done/");
        self.number = number.unwrap_or_else(|| panic!("not filed but at {}:\n{}", done.path, done.text())).to_owned();
        self.code = code_on(done).expect("the page shows the code");
    }

    /// Looks the case up with number and code.
    pub async fn tracks(&mut self) -> Page {
        let (number, code) = (self.number.clone(), self.code.clone());
        self.tries(&number, &code).await
    }

    pub async fn tries(&mut self, number: &str, code: &str) -> Page {
        let page = self.browser.get("/track").await;
        let form = page.form(&["number", "code"]).fill("number", number).fill("code", code);
        self.browser.submit(&page, &form).await
    }

    pub async fn reads_the_answer(&mut self) -> Page {
        let page = self.tracks().await;
        page.is(200);
        assert_eq!(page.path, format!("/track/{}", self.number));
        page
    }
}

/// What is answered when nothing else is said.
const ANSWERS: [(&str, &str); 12] = [
    ("county", "990101"),
    ("township", "unsure"),
    ("service", "unsure"),
    ("kind", "help"),
    ("obstacle", "papers"),
    ("tried_at", "website"),
    ("follow", "none"),
    ("who", "person"),
    ("name", "Ms Wang"),
    ("phone", "13800138000"),
    ("visibility", "private"),
    ("identity", "named"),
];

/// The form of a page of the report, with every answer that belongs on it.
pub fn answered(page: &Page, answers: &[(&str, &str)]) -> Form {
    let form =
        page.form_to("report/answer").unwrap_or_else(|| panic!("no page of a report: {}\n{}", page.path, page.text()));
    ANSWERS
        .iter()
        .chain(answers)
        .fold(form, |form, (name, value)| if form.has(name) { form.fill(name, value) } else { form })
}

/// The first word that looks like a query code: two groups of four, one of two.
pub fn code_on(page: &Page) -> Option<String> {
    let text = page.text();
    let is_code = |word: &&str| {
        word.len() == 12
            && word.split('-').map(str::len).eq([4, 4, 2])
            && !word.contains(|letter: char| letter.is_lowercase())
    };
    text.split_whitespace().find(is_code).map(str::to_owned)
}

/// Somebody who works here.
pub struct Staffer {
    pub browser: Browser,
}

impl Staffer {
    pub async fn signed_in(mut browser: Browser, username: &str) -> Self {
        let page = browser.get("/s/sign-in").await;
        let form = page.form(&["username", "password"]).fill("username", username).fill("password", "demo");
        let page = browser.submit(&page, &form).await;
        assert!(
            page.path.starts_with("/s") && page.path != "/s/sign-in",
            "{username} is at {}:\n{}",
            page.path,
            page.text()
        );
        Self { browser }
    }

    pub async fn opens(&mut self, number: &str) -> Page {
        self.browser.get(&format!("/s/c/{number}")).await
    }

    pub async fn looks_at(&mut self, queue: &str) -> Page {
        self.browser.get(&format!("/s/q/{queue}")).await
    }

    /// Sends the case to the department of this name.
    pub async fn dispatches(&mut self, number: &str, department: &str) -> Page {
        let page = self.opens(number).await;
        let form = page.form_to("dispatch").expect("the page offers to dispatch");
        let id = option_called(&page, department);
        self.browser.submit(&page, &form.fill("department", &id)).await
    }

    pub async fn accepts(&mut self, number: &str) -> Page {
        self.does("accept", number).await
    }

    pub async fn replies(&mut self, number: &str, text: &str) -> Page {
        let page = self.opens(number).await;
        let form = page.form_to("reply").expect("the page offers to reply").fill("text", text);
        self.browser.submit(&page, &form).await
    }

    pub async fn signs(&mut self, number: &str) -> Page {
        self.does("sign", number).await
    }

    pub async fn releases(&mut self, number: &str) -> Page {
        self.does("release", number).await
    }

    async fn does(&mut self, act: &str, number: &str) -> Page {
        let page = self.opens(number).await;
        let form = page.form_to(act).unwrap_or_else(|| panic!("the page does not offer to {act}:\n{}", page.text()));
        self.browser.submit(&page, &form).await
    }

    pub async fn may(&mut self, act: &str, number: &str) -> bool {
        self.opens(number).await.form_to(act).is_some()
    }
}

/// The registry's name stands in data/demo/people.toml, in Chinese: known here by what it is not.
pub fn registry() -> String {
    let people = include_str!("../../../data/demo/people.toml");
    let after = people.split("key = \"property\"\nname = \"").nth(1).unwrap();
    after.split('"').next().unwrap().to_owned()
}

/// The value of the choice with this name.
fn option_called(page: &Page, name: &str) -> String {
    let before = &page.html
        [..page.html.find(name).unwrap_or_else(|| panic!("no department {name} to choose:\n{}", page.text()))];
    let tag = before.rfind("value=\"").expect("a choice has a value");
    before[tag + 7..].split('"').next().unwrap_or_default().to_owned()
}
