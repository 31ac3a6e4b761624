//! A spoiled, missing or stray file is found, and a publication that was tampered with.

use super::*;
use crate::store::{
    Token,
    testing::{draft, later, office, page, published, spoil, store_test},
};

store_test!(a_spoiled_a_missing_and_a_stray_file_are_found, |store, at| {
    let mine = Token::from_bytes([1; 32]);
    store.begin_draft(&mine, draft(1), at).await.unwrap();
    let spoiled = store.add_draft_file(&mine, draft(1), &page(), at).await.unwrap().id;
    let missing = store.add_draft_file(&mine, draft(1), &page(), later(at, 1)).await.unwrap().id;
    assert!(store.check().await.unwrap().problems.is_empty());
    store.contents.write(spoiled, "b page".into()).await.unwrap();
    store.contents.delete(missing).await.unwrap();
    store.contents.write(FileId(Uuid::from_u128(5)), "stray".into()).await.unwrap();
    let problems = store.check().await.unwrap().problems;
    assert_eq!(problems.len(), 3, "{problems:?}");
    for name in [spoiled.0, missing.0, Uuid::from_u128(5)] {
        assert!(problems.iter().any(|problem| problem.contains(&name.to_string())), "{name}");
    }
    std::fs::write(store.settings.data.join("files").join("a name that is no id"), "x").unwrap();
    assert_eq!(store.check().await.unwrap().problems.len(), 4);
});

store_test!(a_publication_that_was_changed_is_found, |store, at| {
    let office = office(&store, at).await;
    published(&store, &office, at).await;
    assert!(store.check().await.unwrap().problems.is_empty());
    for (text, back) in [
        (
            "update publications set answer = answer || '!'",
            "update publications set answer = substr(answer, 1, length(answer) - 1)",
        ),
        ("update similar_postings set weight = weight + 1", "update similar_postings set weight = weight - 1"),
        ("update cases set visibility = 'private'", "update cases set visibility = 'public'"),
    ] {
        spoil(&store, text).await;
        let problems = store.check().await.unwrap().problems.join(" ");
        assert!(problems.contains("published"), "{text}: {problems}");
        spoil(&store, back).await;
        assert!(store.check().await.unwrap().problems.is_empty());
    }
    spoil(&store, "update reports set wish = 'another'").await;
    assert!(store.check().await.unwrap().problems.join(" ").contains("not the one that was filed"));
});
