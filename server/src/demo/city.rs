//! The city that lives by itself while somebody looks: a report every ten seconds, and officers who work on what came before.

use super::{
    Departments, World,
    generated::Generator,
    stage::Stage,
    story::{Step, Story},
};
use crate::chance;
use app::desk::{City, Office};
use clearway::store::Moment;
use std::{collections::VecDeque, sync::Arc, time::Duration};
use tokio::sync::watch;

/// How many cases are worked on in one beat.
const HANDS: usize = 3;

/// Lets it live whenever it is asked to, until the process stops.
pub async fn live(office: Arc<Office>, mut stop: watch::Receiver<bool>) {
    let Some(demo) = &office.demo else { return };
    let mut street = None;
    while !*stop.borrow() {
        let _ = tokio::time::timeout(Duration::from_secs(City::BEAT_SECONDS.into()), stop.changed()).await;
        if !*stop.borrow() && demo.city.beat() {
            let beat = beat(&office, &mut street).await;
            if let Err(error) = beat {
                tracing::warn!("the city of the demo missed a beat: {error:#}");
            }
        }
    }
}

/// One beat of the city's life.
///
/// # Errors
/// When the store fails, or the files of the demo cannot be read.
pub async fn beat(office: &Office, street: &mut Option<Street>) -> anyhow::Result<()> {
    let street = match street {
        Some(street) => street,
        None => street.insert(Street { generator: Generator::of(&office.store).await?, cases: VecDeque::new() }),
    };
    street.beat(office).await
}

/// The cases that the city has on its way, and who makes them.
pub struct Street {
    generator: Generator,
    cases: VecDeque<Case>,
}

/// A case on its way: how it was filed, and what is still to happen.
struct Case {
    receipt: clearway::store::Receipt,
    steps: VecDeque<Step>,
}

impl Street {
    async fn beat(&mut self, office: &Office) -> anyhow::Result<()> {
        let world = World::of(&office.store).await?;
        let departments = Departments::new();
        let mut stage = Stage::set(&office.store, world, &departments, office.clock.now()).await?;
        for _ in 0..self.cases.len().min(HANDS) {
            let Some(mut case) = self.cases.pop_front() else { break };
            let Some(step) = case.steps.pop_front() else { continue };
            let receipt = case.receipt.clone();
            // somebody who looks may have been quicker: then the case is theirs
            if stage.goes_on(receipt, &step, at(office)).await.is_ok() && !case.steps.is_empty() {
                self.cases.push_back(case);
            }
        }
        let story: Story = self.generator.present()?;
        let receipt = stage.files(&story, at(office)).await?;
        self.cases.push_back(Case { receipt, steps: story.then.into() });
        Ok(())
    }
}

fn at(office: &Office) -> Moment {
    chance::moment(&office.clock)
}
