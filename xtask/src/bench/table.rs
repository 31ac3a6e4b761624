//! The table, and what it says of the bars.
use crate::load::meter::Run;

/// A line of the table.
pub struct Row {
    pub what: &'static str,
    pub engine: &'static str,
    pub cases: usize,
    pub run: Run,
    /// Processor milliseconds of the same bytes from a bare handler.
    pub bare: Option<f64>,
    /// Bytes of the answer before they are packed.
    pub bytes: usize,
}

/// What must hold.
enum Bar {
    Cpu(f64),
    Wait95(f64),
    PerSecond(f64),
}

const BARS: [(&str, Bar); 4] = [
    ("queue page (50 rows)", Bar::Cpu(2.5)),
    ("file a report (last page)", Bar::Cpu(2.0)),
    ("similar cases (page)", Bar::Wait95(20.0)),
    ("lifecycle (7 requests)", Bar::PerSecond(150.0)),
];
/// How much slower a row may be with the most cases than with the fewest.
const SLOWER: f64 = 1.5;
/// MiB of the server's own.
const MEMORY: u64 = 200;

pub fn print(rows: &[Row], memory: &[(&'static str, usize, u64)]) {
    println!("| what | engine | cases | per second | p50 ms | p95 ms | p99 ms | CPU ms | bare handler | × bare | KB |");
    println!("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    for Row { what, engine, cases, run, bare, bytes } in rows {
        let bare_ms = bare.map(|bare| format!("{bare:.2}")).unwrap_or_default();
        let ratio = bare.map(|bare| format!("{:.1}", run.cpu() / bare)).unwrap_or_default();
        let size = if *bytes == 0 { String::new() } else { (bytes / 1000).to_string() };
        println!(
            "| {what} | {engine} | {} | {:.0} | {:.1} | {:.1} | {:.1} | {:.2} | {bare_ms} | {ratio} | {size} |",
            grouped(*cases),
            run.per_second(),
            run.wait(50),
            run.wait(95),
            run.wait(99),
            run.cpu(),
        );
    }
    println!();
    for (engine, cases, most) in memory {
        println!("Memory of the server on {engine}, {} cases, while all pages are read: {most} MiB.", grouped(*cases));
    }
    let missed: Vec<_> = missed(rows, memory);
    println!("{}", if missed.is_empty() { "Every bar holds.".to_owned() } else { missed.join("\n") });
}

/// What does not hold, a sentence each.
fn missed(rows: &[Row], memory: &[(&'static str, usize, u64)]) -> Vec<String> {
    let mut missed = Vec::new();
    for Row { what, engine, cases, run, .. } in rows {
        let place = format!("{what}, {engine}, {} cases", grouped(*cases));
        for (_, bar) in BARS.iter().filter(|(row, _)| row == what) {
            missed.extend(match bar {
                Bar::Cpu(most) if run.cpu() > *most => {
                    Some(format!("Missed: {place}: {:.2} CPU ms, at most {most}.", run.cpu()))
                }
                Bar::Wait95(most) if run.wait(95) > *most => {
                    Some(format!("Missed: {place}: p95 {:.1} ms, at most {most}.", run.wait(95)))
                }
                Bar::PerSecond(least) if run.per_second() < *least => {
                    Some(format!("Missed: {place}: {:.0}/s, at least {least}.", run.per_second()))
                }
                _ => None,
            });
        }
        let fewest = rows.iter().filter(|row| row.what == *what && row.engine == *engine).min_by_key(|row| row.cases);
        let slower = fewest.map_or(1.0, |fewest| run.cpu() / fewest.run.cpu());
        if slower > SLOWER {
            missed.push(format!("Missed: {place}: {slower:.1} times what it costs with the fewest, at most {SLOWER}."));
        }
    }
    for (engine, cases, most) in memory.iter().filter(|(.., most)| *most > MEMORY) {
        missed.push(format!("Missed: {engine}, {} cases: {most} MiB, at most {MEMORY}.", grouped(*cases)));
    }
    missed
}

/// 1,000,000
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
