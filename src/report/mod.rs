//! What one person submits through one channel, and what can be wrong with it.

/// The form as it is typed, and the answers that are no word of a list.
pub mod form;
mod parse;
mod problem;
mod step;

pub use form::{Known, ReportForm};
pub use problem::Problem;
pub use step::Step;

use crate::{
    identifiers::{case_number::CaseNumber, credit_code::CreditCode, phone::Phone},
    region::RegionCode,
    service::ServiceCode,
    word::choices,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Fewest characters that say what went wrong.
pub const WHAT_MIN: usize = 10;
/// Most characters of the report.
pub const WHAT_MAX: usize = 1_000;
/// Most characters of how they want it solved.
pub const WISH_MAX: usize = 200;
/// Most characters of a name.
pub const NAME_MAX: usize = 30;
/// Fewest characters of the name of an organisation, and of a hall or site.
pub const TITLE_MIN: usize = 2;
/// Most characters of the name of an organisation, and of a hall or site.
pub const TITLE_MAX: usize = 60;
/// Most characters of a reference number that an office gave.
pub const REFERENCE_MAX: usize = 40;
/// Most characters of an address.
pub const ADDRESS_MAX: usize = 120;
/// How many years back a matter may lie.
pub const YEARS_BACK: i16 = 2;

choices! {
    /// How a report came.
    Channel {
        /// The form of this site.
        Web = "web",
        /// 12345 热线: an operator wrote down what a caller said.
        Hotline = "hotline",
        /// 窗口: a clerk wrote down what a visitor said.
        Window = "window",
    }

    /// What the person wants: the six kinds of DB12/T 1438—2025.
    #[derive(Default)]
    Kind {
        /// 求助: needs help. What is taken when nothing is said.
        #[default]
        Help = "help",
        /// 投诉: complains of how they were treated.
        Complaint = "complaint",
        /// 咨询: asks something.
        Question = "question",
        /// 建议: suggests something better.
        Suggestion = "suggestion",
        /// 表扬: praises.
        Praise = "praise",
        /// 举报: reports a wrong done by others. Offered once it can be handled apart, by people of its own.
        Disclosure = "disclosure",
    }

    /// What stood in the way: the kind of bottleneck (堵点).
    Obstacle {
        /// 材料重复或不清: papers asked for twice, or not clearly.
        Papers = "papers",
        /// 流程长、来回跑: too long a way, too many visits.
        Visits = "visits",
        /// 系统打不开或报错: a system that fails.
        System = "system",
        /// 互相推诿: sent from one to the other.
        Passed = "passed",
        /// 收费不清: fees that are not clear.
        Fees = "fees",
        /// 超时未办: not done in time.
        Late = "late",
        /// 态度问题: how people were treated.
        Manner = "manner",
        /// 其他.
        Other = "other",
    }

    /// Where they tried to get it done.
    TriedAt {
        /// 窗口.
        Window = "window",
        /// 网上: a website.
        Website = "website",
        /// 手机: an app or mini-program.
        Mobile = "mobile",
        /// 电话.
        Phone = "phone",
        /// 自助机: a self-service machine.
        Machine = "machine",
        /// 上门: at their home or business.
        Home = "home",
        /// 还没有办过.
        Nowhere = "nowhere",
    }

    /// For whom somebody writes.
    Who {
        /// 个人.
        Person = "person",
        /// 企业或组织.
        Organisation = "organisation",
        /// 匿名: number and code are the only way back.
        Anonymous = "anonymous",
    }

    /// Who can read question and answer.
    Visibility {
        /// 只给办理人员看.
        Private = "private",
        /// 公开问题和答复，不公开个人信息: once staff have looked through both.
        Public = "public",
    }

    /// Who learns who wrote.
    Identity {
        /// 实名办理: whoever works on it.
        Named = "named",
        /// 对承办单位隐去姓名电话: the service, not the department that answers.
        Shielded = "shielded",
        /// 匿名: nobody, for it was not given.
        Anonymous = "anonymous",
    }
}

impl Kind {
    /// The kinds that are offered now.
    pub const OFFERED: [Self; 5] = [Self::Help, Self::Complaint, Self::Question, Self::Suggestion, Self::Praise];

    /// Whether something stood in the way that can be named.
    pub const fn met_an_obstacle(self) -> bool {
        matches!(self, Self::Help | Self::Complaint | Self::Disclosure)
    }
}

impl TriedAt {
    /// Whether it was a place with a name.
    pub const fn has_a_site(self) -> bool {
        matches!(self, Self::Window | Self::Machine)
    }
}

/// A report that can be filed.
#[derive(Clone, PartialEq)]
pub struct NewReport {
    /// How it came.
    pub channel: Channel,
    /// What they want.
    pub kind: Kind,
    /// The township, or the county where none was chosen.
    pub region: RegionCode,
    /// The service concerned; none when they were not sure.
    pub service: Option<ServiceCode>,
    /// What stood in the way.
    pub obstacle: Option<Obstacle>,
    /// Where they tried it.
    pub tried_at: Option<TriedAt>,
    /// The hall or site, where it was one.
    pub site: Option<String>,
    /// What went wrong, in their words.
    pub what: String,
    /// How they want it solved.
    pub wish: Option<String>,
    /// When and where it was.
    pub facts: Facts,
    /// For whom they write.
    pub who: Who,
    /// How they want to be reached; nothing when anonymous.
    pub contact: Option<Contact>,
    /// Who can read question and answer.
    pub visibility: Visibility,
    /// Who learns who wrote.
    pub identity: Identity,
    /// A published case that is the same matter.
    pub follow: Option<CaseNumber>,
    /// Whether words in it told of danger, and they went on past the emergency numbers.
    pub danger: bool,
}

/// When and where it was, as far as they said.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// When it was.
    pub happened_on: Option<Date>,
    /// The number that an office gave the matter.
    pub reference: Option<String>,
    /// Where it is, in words.
    pub address: Option<String>,
    /// Where it is: latitude and longitude in degrees, WGS 84.
    pub position: Option<(f64, f64)>,
}

/// How somebody can be reached. Personal: sealed wherever it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Contact {
    /// How they want to be addressed.
    pub name: String,
    /// Where they can be called.
    pub phone: Phone,
    /// The organisation they write for.
    pub organisation: Option<String>,
    /// What it is registered under.
    pub credit_code: Option<CreditCode>,
}

/// What somebody typed without what nobody can see: line ends as `\n`, no control characters (PostgreSQL refuses NUL), no
/// direction overrides that would turn a staff page round, no letters without width (joiners stay: emoji and scripts need
/// them), no space at either end.
pub fn tidy(typed: &str) -> String {
    let kept = |character: &char| match character {
        '\n' | '\t' => true,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' => false,
        other => !other.is_control(),
    };
    typed.replace("\r\n", "\n").replace('\r', "\n").chars().filter(kept).collect::<String>().trim().to_owned()
}
