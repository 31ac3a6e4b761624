//! Lists: what can be read, what is told of what cannot, and what would change.

use super::*;
use crate::staff::Role;

fn strings(fields: &[&str]) -> Line {
    fields.iter().map(|field| (*field).to_owned()).collect()
}

fn known() -> Known {
    Known {
        served: "640100".into(),
        regions: vec![
            ("640100".into(), "City".into()),
            ("640104".into(), "North".into()),
            ("640105".into(), "Twin".into()),
            ("640106".into(), "Twin".into()),
        ],
        departments: vec![strings(&["Desk", "640100", "", "no"]), strings(&["Tax", "640104", "", "yes"])],
        at_work: BTreeSet::from(["Tax".to_owned()]),
        rows: Vec::new(),
        services: vec![("a-1".into(), "Tax".into())],
        me: ("wei".into(), "Desk".into()),
    }
}

fn words() -> Vocabulary {
    Vocabulary {
        columns: vec![
            ("姓名".into(), Column::Name),
            ("用户名".into(), Column::Username),
            ("部门".into(), Column::Department),
            ("角色".into(), Column::Roles),
        ],
        yes: vec!["是".into()],
        no: vec!["否".into()],
        roles: vec![("承办人".into(), Role::Officer), ("审核员".into(), Role::Reviewer)],
    }
}

fn wrong(list: List, text: &str) -> Vec<(usize, Option<Column>, Wrong)> {
    let problems = read(list, text, &words(), &known()).err().unwrap();
    problems.into_iter().map(|problem| (problem.line, problem.column, problem.wrong)).collect()
}

#[test]
fn departments_are_read_with_regions_by_code_or_name_and_offices_above_from_the_list() {
    let text = "name,region,parent,leader_signs\r\nLand,,Desk,是\nHall,North,Land,0\n";
    let lines = read(List::Departments, text, &words(), &known()).unwrap();
    assert_eq!(lines, [strings(&["Land", "640100", "Desk", "yes"]), strings(&["Hall", "640104", "Land", "no"])]);
    assert_eq!(
        wrong(
            List::Departments,
            "name,region,parent,leader_signs\n,999999,Nobody,maybe\nA,Twin,,\nB,110105,,\nTax,640100,,\nDesk,640104,,\n"
        ),
        [
            (2, Some(Column::Name), Wrong::Missing),
            (2, Some(Column::Region), Wrong::Region),
            (2, Some(Column::Parent), Wrong::Department),
            (2, Some(Column::LeaderSigns), Wrong::YesOrNo),
            (3, Some(Column::Region), Wrong::Region),
            (4, Some(Column::Region), Wrong::Region),
            (5, Some(Column::Parent), Wrong::Work),
            (6, Some(Column::Region), Wrong::Own),
        ]
    );
}

#[test]
fn no_office_stands_above_itself() {
    let text = "name,region,parent,leader_signs\nA,,B,\nB,,C,\nC,,A,\nD,,D,\nE,,A,\n";
    let told = wrong(List::Departments, text);
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told.iter().all(|(_, column, wrong)| (*column, *wrong) == (Some(Column::Parent), Wrong::Loop)));
}

#[test]
fn staff_are_read_with_the_words_of_the_office_and_nobody_ends_their_own_right() {
    let text = "用户名,姓名,部门,角色\nlina,Li Na,Tax,审核员、承办人\nwei,Wei,Desk,admin dispatcher\n";
    let lines = read(List::Staff, text, &words(), &known()).unwrap();
    assert_eq!(lines[0], strings(&["lina", "Li Na", "Tax", "officer reviewer"]));
    assert_eq!(
        wrong(
            List::Staff,
            "username,name,department,roles\nwei,Wei,Desk,officer\nwei,Wei,Tax,admin\nli na,Li,Tax,boss\nx1,X,Tax,\nx2,X,Tax,officer\nx2,Y,Tax,officer\n"
        ),
        [
            (2, Some(Column::Roles), Wrong::Own),
            (3, Some(Column::Roles), Wrong::Own),
            (4, Some(Column::Username), Wrong::Username),
            (4, Some(Column::Roles), Wrong::Role),
            (5, Some(Column::Roles), Wrong::Missing),
            (7, Some(Column::Username), Wrong::Twice),
        ]
    );
}

#[test]
fn a_rule_is_about_one_service_or_one_category_that_there_is() {
    let head = "service,category,department,basis";
    assert_eq!(
        read(List::DutyRules, &format!("{head}\na-1,,Tax,law\n,Tax,Desk,\n"), &words(), &known()).unwrap().len(),
        2
    );
    assert_eq!(
        wrong(List::DutyRules, &format!("{head}\na-1,Tax,Tax,\n,,Tax,\nb-2,,Tax,\n,Land,Tax,\na-1,,Land,\n")),
        [
            (2, Some(Column::Service), Wrong::Either),
            (3, Some(Column::Service), Wrong::Either),
            (4, Some(Column::Service), Wrong::Service),
            (5, Some(Column::Category), Wrong::Category),
            (6, Some(Column::Department), Wrong::Department),
        ]
    );
}

#[test]
fn a_file_that_is_no_such_list_is_told_so() {
    assert_eq!(wrong(List::Services, ""), [(1, None, Wrong::Header)]);
    assert_eq!(wrong(List::Services, "code,category,name\na,b,c\n"), [(1, None, Wrong::Header)]);
    assert_eq!(wrong(List::Services, "code,name,category\n\n"), [(1, None, Wrong::Empty)]);
    assert_eq!(wrong(List::Services, "code,name,category\na,b\n"), [(2, None, Wrong::Fields)]);
    let many = format!("code,name,category\n{}", "x,y,z\n".repeat(LINES_MAX + 1));
    assert_eq!(wrong(List::Services, &many), [(1, None, Wrong::TooMany)]);
    assert_eq!(wrong(List::Services, &format!("code,name,category\n{}", "?,y,z\n".repeat(100))).len(), TOLD_MAX);
}

#[test]
fn a_preview_tells_what_is_new_other_and_ended() {
    let before = [strings(&["a", "A", "x"]), strings(&["b", "B", "x"]), strings(&["c", "C", "x"])];
    let after = [strings(&["a", "A", "x"]), strings(&["b", "B", "y"]), strings(&["d", "D", "x"])];
    let preview = Preview::of(List::Services, &before, &after);
    let told = (preview.added, preview.changed, preview.ended, preview.same);
    assert_eq!(told, (vec!["d".to_owned()], vec!["b".to_owned()], vec!["c".to_owned()], 1));
    let staff = Preview::of(List::Staff, &before, &after);
    assert_eq!((staff.ended.len(), staff.same), (0, 2), "who is left out stays");
    assert!(Preview::of(List::Services, &before, &before).is_nothing());
}
