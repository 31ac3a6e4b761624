//! `cargo xtask permissions`: docs/permissions.md, the table of rights as people read it, made from docs/permissions.csv.
use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, ensure};

const TABLE: &str = "docs/permissions.csv";
const PAGE: &str = "docs/permissions.md";
const HEAD: &str = "\
# Who may do what

Made by `cargo xtask permissions` from [permissions.csv](permissions.csv); change that file, have it reviewed, and make this
page again. Tests compare the file with the rules (`src/case/tests.rs`) and with the doors themselves,
opened as every role (`server/tests/permissions.rs`); a server function that is not listed fails.

**yes**: may. **no**: is told that it is not theirs. **hidden**: is told that there is no such thing. Where the answers differ:
*in scope / outside / where it is their own* (a reply they wrote, their own account). Scope: operators, clerks, dispatchers,
reviewers and supervisors serve a region with all below it; officers and leaders a department with all below it; analysts and
admins no case at all.

";

/// Writes the page.
pub fn run() -> Result<()> {
    Ok(fs::write(PAGE, page(&fs::read_to_string(TABLE)?)?)?)
}

/// The page that belongs to a table.
pub fn page(table: &str) -> Result<String> {
    let (mut doors, mut roles) = (Vec::<&str>::new(), Vec::<&str>::new());
    let mut cells = BTreeMap::new();
    for line in table.lines().skip(1) {
        let parts: Vec<_> = line.split(',').collect();
        let [door, role, answers @ ..] = <[&str; 5]>::try_from(parts).ok().context("a line without five parts")?;
        if !doors.contains(&door) {
            doors.push(door);
        }
        if !roles.contains(&role) {
            roles.push(role);
        }
        ensure!(cells.insert((door, role), cell(answers)).is_none(), "{door} for {role} stands there twice");
    }
    let mut page = format!("{HEAD}| door | {} |\n|---|{}\n", roles.join(" | "), "---|".repeat(roles.len()));
    for door in doors {
        let row: Option<Vec<_>> = roles.iter().map(|role| cells.get(&(door, *role)).cloned()).collect();
        let row = row.with_context(|| format!("{door} lacks a role"))?;
        page += &format!("| `{door}` | {} |\n", row.join(" | "));
    }
    Ok(page)
}

fn cell([in_scope, outside, own]: [&str; 3]) -> String {
    match (outside, own) {
        ("-", "-") => in_scope.to_owned(),
        _ if outside == in_scope && [in_scope, "-"].contains(&own) => in_scope.to_owned(),
        (_, "-") => format!("{in_scope} / {outside}"),
        _ => format!("{in_scope} / {outside} / {own}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_the_one_that_the_table_makes() -> Result<()> {
        let (table, page_there) =
            (include_str!("../../docs/permissions.csv"), include_str!("../../docs/permissions.md"));
        assert!(page(table)? == page_there, "run `cargo xtask permissions`");
        Ok(())
    }

    #[test]
    fn a_table_with_a_hole_is_refused() {
        assert!(page("door,role,in_scope,outside,own\na,x,yes,-,-\na,y,yes,-,-\nb,x,no,-,-\n").is_err());
    }
}
