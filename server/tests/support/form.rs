//! A form as it stands on a page: filled in and sent like a browser does.

use super::page::unescape;

#[derive(Clone, Debug)]
pub struct Form {
    pub action: String,
    fields: Vec<(String, String)>,
    /// What can be chosen where not everything can be typed.
    choices: Vec<(String, String)>,
}

/// The opening tags of one kind.
pub fn tags<'a>(html: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let open = format!("<{name}");
    html.match_indices(&open).map(|(at, _)| at).collect::<Vec<_>>().into_iter().filter_map(move |at| {
        let rest = &html[at + open.len()..];
        rest.starts_with([' ', '>', '/']).then(|| &rest[..rest.find('>').unwrap_or(rest.len())])
    })
}

pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    Some(unescape(&tag[start..start + tag[start..].find('"')?]))
}

fn has_attribute(tag: &str, name: &str) -> bool {
    tag.split_whitespace().any(|word| word == name || word.starts_with(&format!("{name}=")))
}

/// What stands between an opening tag and its end.
fn inside<'a>(html: &'a str, tag: &str, end: &str) -> &'a str {
    let start = tag.as_ptr() as usize - html.as_ptr() as usize + tag.len() + 1;
    let rest = &html[start..];
    &rest[..rest.find(end).unwrap_or(rest.len())]
}

impl Form {
    pub fn all(html: &str) -> Vec<Self> {
        tags(html, "form").map(|tag| Self::read(tag, inside(html, tag, "</form>"))).collect()
    }

    fn read(tag: &str, html: &str) -> Self {
        let mut form =
            Self { action: attribute(tag, "action").unwrap_or_default(), fields: Vec::new(), choices: Vec::new() };
        for input in tags(html, "input") {
            form.read_input(input);
        }
        for area in tags(html, "textarea") {
            let value = unescape(inside(html, area, "</textarea>"));
            form.fields.extend(
                attribute(area, "name").map(|name| (name, value.strip_prefix('\n').unwrap_or(&value).to_owned())),
            );
        }
        for select in tags(html, "select") {
            let options: Vec<_> = tags(inside(html, select, "</select>"), "option").collect();
            let Some(name) = attribute(select, "name") else { continue };
            let chosen = options.iter().find(|option| has_attribute(option, "selected")).or(options.first());
            form.fields.push((name.clone(), chosen.and_then(|option| attribute(option, "value")).unwrap_or_default()));
            form.choices.extend(options.iter().filter_map(|option| Some((name.clone(), attribute(option, "value")?))));
        }
        // What the button says, when there is only one.
        if let [button] = tags(html, "button").collect::<Vec<_>>()[..] {
            form.fields.extend(attribute(button, "name").zip(attribute(button, "value")));
        }
        form
    }

    fn read_input(&mut self, input: &str) {
        let Some(name) = attribute(input, "name") else { return };
        let value = attribute(input, "value").unwrap_or_default();
        match attribute(input, "type").as_deref() {
            Some("radio" | "checkbox") => {
                self.choices.push((name.clone(), value.clone()));
                if has_attribute(input, "checked") {
                    self.fields.push((name, value));
                }
            }
            Some("submit" | "button") => {}
            _ => self.fields.push((name, value)),
        }
    }

    pub fn has(&self, name: &str) -> bool {
        self.fields.iter().chain(&self.choices).any(|(known, _)| known == name)
    }

    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Whether these words stand in any of its fields.
    pub fn holds(&self, words: &str) -> bool {
        self.fields.iter().any(|(_, value)| value.contains(words))
    }

    /// The choice that has these words in its value.
    pub fn choice(&self, name: &str, words: &str) -> String {
        let chosen = self.choices.iter().find(|(known, value)| known == name && value.contains(words));
        chosen.unwrap_or_else(|| panic!("no {words} among {:?}", self.choices)).1.clone()
    }

    /// Presses one of several buttons.
    pub fn press(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    #[track_caller]
    pub fn fill(mut self, name: &str, value: &str) -> Self {
        assert!(self.has(name), "no field {name} in the form to {}: {:?}", self.action, self.fields);
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn encode(&self) -> String {
        self.fields
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect::<Vec<_>>()
            .join("&")
    }
}

/// As browsers write a form: line ends become CRLF.
pub fn encode(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._*".contains(&byte);
    let write = |byte: u8| match byte {
        b' ' => "+".to_owned(),
        byte if plain(byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.replace('\n', "\r\n").bytes().map(write).collect()
}
