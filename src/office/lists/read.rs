//! Reading a list: each field is turned into our words, or into a problem with its line, its column and what stands there.

use super::{Column, Known, LINES_MAX, Line, LineProblem, List, TOLD_MAX, Vocabulary, Wrong};
use crate::{
    office::{BASIS_MAX, CATEGORY_MAX, NAME_MAX, PUBLIC_NAME_MAX, csv, is_username},
    region::RegionCode,
    service::ServiceCode,
    staff::Role,
};
use std::collections::{BTreeMap, BTreeSet};

/// Reads a whole list.
///
/// # Errors
/// The first problems, in the order of the lines.
pub fn read(list: List, text: &str, words: &Vocabulary, known: &Known) -> Result<Vec<Line>, Vec<LineProblem>> {
    let rows = csv::read(text);
    let mut reader = Reader { list, words, known, line: 1, problems: Vec::new(), inside: BTreeSet::new() };
    let Some((head, rows)) = rows.split_first() else { return Err(vec![reader.problem(None, Wrong::Header, "")]) };
    if !reader.names_columns(&head.fields) {
        return Err(vec![reader.problem(None, Wrong::Header, &head.fields.join(","))]);
    }
    if rows.is_empty() {
        return Err(vec![reader.problem(None, Wrong::Empty, "")]);
    }
    if rows.len() > LINES_MAX {
        return Err(vec![reader.problem(None, Wrong::TooMany, &rows.len().to_string())]);
    }
    if list == List::Departments {
        reader.inside = rows.iter().filter_map(|row| row.fields.first().cloned()).collect();
    }
    let (mut lines, mut seen) = (Vec::new(), BTreeSet::new());
    for row in rows {
        reader.line = row.line;
        let Some(line) = reader.line(&row.fields) else { continue };
        let key = list.key(&line);
        if seen.insert(key.clone()) {
            lines.push((row.line, line));
        } else {
            reader.tell(Some(list.columns()[0]), Wrong::Twice, &key);
        }
    }
    reader.look_for_loops(&lines);
    reader.problems.truncate(TOLD_MAX);
    match reader.problems.is_empty() {
        true => Ok(lines.into_iter().map(|(_, line)| line).collect()),
        false => Err(reader.problems),
    }
}

struct Reader<'known> {
    list: List,
    words: &'known Vocabulary,
    known: &'known Known,
    line: usize,
    problems: Vec<LineProblem>,
    /// Departments that the list itself names.
    inside: BTreeSet<String>,
}

impl Reader<'_> {
    fn problem(&self, column: Option<Column>, wrong: Wrong, said: &str) -> LineProblem {
        LineProblem { line: self.line, column, wrong, said: said.chars().take(60).collect() }
    }

    fn tell(&mut self, column: Option<Column>, wrong: Wrong, said: &str) {
        self.problems.push(self.problem(column, wrong, said));
    }

    fn names_columns(&self, head: &[String]) -> bool {
        let columns = self.list.columns();
        let means = |said: &str, column: Column| {
            let said = said.trim();
            said == column.as_str() || self.words.columns.iter().any(|(word, known)| *known == column && word == said)
        };
        head.len() == columns.len() && head.iter().zip(columns).all(|(said, column)| means(said, *column))
    }

    /// The fields in our words; nothing when one of them is wrong, which is told then.
    fn line(&mut self, fields: &[String]) -> Option<Line> {
        let columns = self.list.columns();
        if fields.len() != columns.len() {
            self.tell(None, Wrong::Fields, &fields.len().to_string());
            return None;
        }
        let mut line = Line::new();
        for (column, said) in columns.iter().zip(fields) {
            match self.field(*column, said) {
                Ok(value) => line.push(value),
                Err(wrong) => self.tell(Some(*column), wrong, said),
            }
        }
        if line.len() < columns.len() {
            return None;
        }
        match self.whole(&line) {
            None => Some(line),
            Some((column, wrong)) => {
                let at = columns.iter().position(|known| *known == column).unwrap_or_default();
                self.tell(Some(column), wrong, &fields[at]);
                None
            }
        }
    }

    fn field(&self, column: Column, said: &str) -> Result<String, Wrong> {
        let own = |text: &str| Ok(text.to_owned());
        match column {
            Column::Name if self.list == List::Staff => text(said, NAME_MAX),
            Column::Name => text(said, PUBLIC_NAME_MAX),
            Column::Region => self.region(said),
            Column::Parent if said.is_empty() => own(""),
            Column::Parent | Column::Department => self.department(said),
            Column::LeaderSigns => self.yes_or_no(said),
            Column::Username if is_username(said) => own(said),
            Column::Username => Err(if said.is_empty() { Wrong::Missing } else { Wrong::Username }),
            Column::Roles => self.roles(said),
            Column::Code if said.is_empty() => Err(Wrong::Missing),
            Column::Code => said.parse::<ServiceCode>().map(String::from).map_err(|_| Wrong::Code),
            Column::Category if self.list == List::DutyRules => self.category(said),
            Column::Category => text(said, CATEGORY_MAX),
            Column::Service => self.service(said),
            Column::Basis if said.is_empty() => own(""),
            Column::Basis => text(said, BASIS_MAX),
        }
    }

    /// What is wrong with a line whose fields are right each by itself.
    fn whole(&self, line: &Line) -> Option<(Column, Wrong)> {
        let (me, desk) = &self.known.me;
        match self.list {
            List::DutyRules if line[0].is_empty() == line[1].is_empty() => Some((Column::Service, Wrong::Either)),
            List::Staff if line[0] == *me && (line[2] != *desk || !line[3].split(' ').any(|role| role == "admin")) => {
                Some((Column::Roles, Wrong::Own))
            }
            List::Departments if line[0] == *desk && line[1] != self.known.served => Some((Column::Region, Wrong::Own)),
            List::Departments => self.moved(line),
            _ => None,
        }
    }

    /// A department that is known under this name: twice, or moved while it works.
    fn moved(&self, line: &Line) -> Option<(Column, Wrong)> {
        let mut known = self.known.departments.iter().filter(|known| known[0] == line[0]);
        let before = known.next()?;
        if known.next().is_some() {
            return Some((Column::Name, Wrong::Several));
        }
        let stays = before[1] == line[1] && before[2] == line[2];
        (!stays && self.known.at_work.contains(&line[0])).then_some((Column::Parent, Wrong::Work))
    }

    fn region(&self, said: &str) -> Result<String, Wrong> {
        if said.is_empty() {
            return Ok(self.known.served.clone());
        }
        let code = RegionCode::parse(said).is_ok();
        let mut found =
            self.known.regions.iter().filter(|(known, name)| if code { known == said } else { name == said });
        match (found.next(), found.next()) {
            (Some((code, _)), None) => Ok(code.clone()),
            _ => Err(Wrong::Region),
        }
    }

    fn department(&self, said: &str) -> Result<String, Wrong> {
        if said.is_empty() {
            return Err(Wrong::Missing);
        }
        let known = self.known.departments.iter().filter(|department| department[0] == said).count();
        match known {
            0 if self.inside.contains(said) => Ok(said.to_owned()),
            0 => Err(Wrong::Department),
            1 => Ok(said.to_owned()),
            _ => Err(Wrong::Several),
        }
    }

    fn yes_or_no(&self, said: &str) -> Result<String, Wrong> {
        let (said, is) = (said.to_lowercase(), |words: &[String], said: &str| words.iter().any(|word| word == said));
        match said.as_str() {
            "yes" | "1" | "" => Ok("yes".into()),
            "no" | "0" => Ok("no".into()),
            said if is(&self.words.yes, said) => Ok("yes".into()),
            said if is(&self.words.no, said) => Ok("no".into()),
            _ => Err(Wrong::YesOrNo),
        }
    }

    fn roles(&self, said: &str) -> Result<String, Wrong> {
        let between = |letter: char| letter.is_whitespace() || ";,/\u{3001}\u{FF0C}\u{FF1B}".contains(letter);
        let known = |word: &str| {
            let named =
                self.words.roles.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, role)| *role);
            Role::parse(&word.to_lowercase()).or(named).map(Role::as_str)
        };
        let words: Vec<_> = said.split(between).filter(|word| !word.is_empty()).collect();
        let roles: Option<BTreeSet<_>> = words.iter().map(|word| known(word)).collect();
        match roles {
            Some(roles) if roles.is_empty() => Err(Wrong::Missing),
            Some(roles) => Ok(roles.into_iter().collect::<Vec<_>>().join(" ")),
            None => Err(Wrong::Role),
        }
    }

    fn service(&self, said: &str) -> Result<String, Wrong> {
        let known = said.is_empty() || self.known.services.iter().any(|(code, _)| code == said);
        if known { Ok(said.to_owned()) } else { Err(Wrong::Service) }
    }

    fn category(&self, said: &str) -> Result<String, Wrong> {
        let known = said.is_empty() || self.known.services.iter().any(|(_, category)| category == said);
        if known { Ok(said.to_owned()) } else { Err(Wrong::Category) }
    }

    /// An office that stands above itself, by however many others.
    fn look_for_loops(&mut self, lines: &[(usize, Line)]) {
        if self.list != List::Departments {
            return;
        }
        let kept = self.known.departments.iter().map(|department| (&department[0], &department[2]));
        let above: BTreeMap<_, _> = kept.chain(lines.iter().map(|(_, line)| (&line[0], &line[2]))).collect();
        for (number, line) in lines {
            let (mut at, mut steps) = (&line[2], 0);
            while !at.is_empty() && *at != line[0] && steps <= above.len() {
                let Some(next) = above.get(at) else { break };
                (at, steps) = (next, steps + 1);
            }
            if !at.is_empty() && *at == line[0] {
                self.line = *number;
                self.tell(Some(Column::Parent), Wrong::Loop, &line[2]);
            }
        }
    }
}

fn text(said: &str, most: usize) -> Result<String, Wrong> {
    match said.chars().count() {
        0 => Err(Wrong::Missing),
        length if length > most => Err(Wrong::Long),
        _ => Ok(said.to_owned()),
    }
}
