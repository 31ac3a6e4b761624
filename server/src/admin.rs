//! `clearway admin …`: regions, departments, staff, passwords, the calendar of working days and the list of services.

use crate::{chance, config::Config, secret, tend};
use anyhow::{Context as _, bail};
use app::desk::Clock;
use clap::Subcommand;
use clearway::{
    calendar::CalendarYear,
    id::DepartmentId,
    policy::PASSWORD_LINK_HOURS,
    region::RegionCode,
    service,
    staff::Role,
    store::{CalendarPreview, NewDepartment, NewStaff, Store},
};
use std::path::{Path, PathBuf};

#[derive(Subcommand)]
pub(crate) enum Admin {
    /// Find the code of a region by a part of its name or its pinyin initials
    FindRegion {
        /// A part of the name
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// Add a department and say its id
    AddDepartment {
        /// Its name
        name: String,
        /// Code of the region it answers for
        #[arg(long, value_parser = region)]
        region: RegionCode,
        /// Id of the office above it
        #[arg(long)]
        parent: Option<DepartmentId>,
        /// What it replies goes out without its leader's signature
        #[arg(long)]
        without_signature: bool,
    },
    /// Say whether a department's leader signs what it replies
    SetSignature {
        /// Its id
        department: DepartmentId,
        /// yes or no
        #[arg(value_parser = yes_or_no, action = clap::ArgAction::Set)]
        leader_signs: bool,
    },
    /// Add somebody who works here; their first password is said once
    AddStaff {
        /// What they type to sign in
        username: String,
        /// The name colleagues see
        #[arg(long)]
        name: String,
        /// operator, clerk, dispatcher, officer, leader, reviewer, supervisor, analyst or admin; may be repeated
        #[arg(long = "role", required = true, value_parser = role)]
        roles: Vec<Role>,
        /// Id of their department
        #[arg(long)]
        department: DepartmentId,
    },
    /// Give somebody another password; they are signed out everywhere
    SetPassword {
        /// Whose
        username: String,
    },
    /// Make a link with which somebody chooses a new password, once; for the day when no admin can sign in
    ResetLink {
        /// Whose
        username: String,
        /// Take the second factor away, too
        #[arg(long)]
        without_factor: bool,
    },
    /// Load the list of services; what the list leaves out is no longer offered
    LoadServices {
        /// A file of lines `code,name,category`, in the order in which they are offered
        file: PathBuf,
    },
    /// Show what the calendar file of a year would change
    Calendar {
        /// A file of lines `date,kind,name`
        file: PathBuf,
        /// Load it
        #[arg(long)]
        apply: bool,
    },
}

fn region(text: &str) -> Result<RegionCode, String> {
    RegionCode::parse(text).map_err(|problem| problem.to_string())
}

fn yes_or_no(word: &str) -> Result<bool, String> {
    match word {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("say yes or no".to_owned()),
    }
}

fn role(word: &str) -> Result<Role, String> {
    Role::parse(word).ok_or_else(|| format!("a role is one of {}", Role::ALL.map(Role::as_str).join(", ")))
}

pub(crate) async fn obey(command: Admin, config: &Config) -> anyhow::Result<()> {
    let store = tend::open(config).await?;
    match command {
        Admin::FindRegion { words } => find_region(&store, &words.join(" ")).await?,
        Admin::AddDepartment { name, region, parent, without_signature } => {
            let department = NewDepartment { name, region, parent, leader_signs: !without_signature };
            let id = store.add_department(&department, chance::moment(&Clock::default())).await?;
            println!("{id} {}", department.name);
        }
        Admin::SetSignature { department, leader_signs } => set_signature(&store, department, leader_signs).await?,
        Admin::AddStaff { username, name, roles, department } => {
            add_staff(&store, username, name, roles, department).await?
        }
        Admin::SetPassword { username } => set_password(&store, &username).await?,
        Admin::ResetLink { username, without_factor } => reset_link(&store, &username, without_factor).await?,
        Admin::LoadServices { file } => load_services(&store, &file).await?,
        Admin::Calendar { file, apply } => calendar(&store, &file, apply).await?,
    }
    store.close().await;
    Ok(())
}

async fn find_region(store: &Store, words: &str) -> anyhow::Result<()> {
    let found = store.search_regions(words).await?;
    if found.is_empty() {
        bail!("No region has \"{words}\" in its name.");
    }
    for region in found {
        println!("{} {} ({})", region.code, region.name, region.level.as_str());
    }
    Ok(())
}

async fn set_signature(store: &Store, department: DepartmentId, leader_signs: bool) -> anyhow::Result<()> {
    if !store.set_leader_signs(department, leader_signs, chance::moment(&Clock::default())).await? {
        bail!("There is no department {department}.");
    }
    println!("What it replies from now on {} signed by its leader.", if leader_signs { "is" } else { "is not" });
    Ok(())
}

async fn add_staff(
    store: &Store,
    username: String,
    name: String,
    roles: Vec<Role>,
    department_id: DepartmentId,
) -> anyhow::Result<()> {
    if store.read_password(&username).await?.is_some() {
        bail!("Somebody signs in as {username} already; choose another user name.");
    }
    let password = chance::password();
    let password_hash = app::password::hash(password.clone()).await;
    let staff = NewStaff { username, name, roles, department_id, password_hash };
    store.add_staff(&staff, chance::moment(&Clock::default())).await?;
    println!("{} signs in with {password}", staff.username);
    println!("This is said once. `clearway admin set-password {}` gives another.", staff.username);
    Ok(())
}

async fn set_password(store: &Store, username: &str) -> anyhow::Result<()> {
    let password = secret::choose("New password")?;
    if !store.set_password(username, &app::password::hash(password).await).await? {
        bail!("Nobody signs in as {username}.");
    }
    println!("{username} has a new password and is signed out everywhere.");
    Ok(())
}

async fn reset_link(store: &Store, username: &str, without_factor: bool) -> anyhow::Result<()> {
    let Some(staff) = store.staff_called(username).await? else { bail!("Nobody signs in as {username}.") };
    let link = chance::token();
    store.make_password_link(None, staff, &link, without_factor, chance::moment(&Clock::default())).await?;
    println!("/s/password/{link}");
    println!("Put the address of this installation before it. It opens once, within {PASSWORD_LINK_HOURS} hours.");
    Ok(())
}

async fn load_services(store: &Store, file: &Path) -> anyhow::Result<()> {
    let bytes = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let text = String::from_utf8(bytes)
        .with_context(|| format!("{} is not UTF-8: save it as \"CSV UTF-8\"", file.display()))?;
    let items = service::parse_list(&text).map_err(|problems| {
        let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("{}:\n{}", file.display(), lines.join("\n"))
    })?;
    println!("{} services are offered.", store.load_services(&items).await?);
    Ok(())
}

async fn calendar(store: &Store, file: &Path, apply: bool) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let year = CalendarYear::parse(&text).map_err(|problems| {
        let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("{}:\n{}", file.display(), lines.join("\n"))
    })?;
    let preview = store.preview_calendar(&year).await?;
    for day in &preview.changed_days {
        println!("{} {} {}", day.date, day.becomes.as_str(), day.name);
    }
    let CalendarPreview { changed_days, moved } =
        if apply { store.load_calendar(None, &year, chance::moment(&Clock::default())).await? } else { preview };
    let days = changed_days.len();
    if apply {
        println!("{} is loaded: {days} days changed, {moved} open deadlines moved.", year.year);
    } else {
        println!("{}: {days} days would change, {moved} open deadlines would move. Load it with --apply.", year.year);
    }
    Ok(())
}
