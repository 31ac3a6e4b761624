//! Passwords: Argon2id, off the threads that answer requests, and as slow for a name nobody has as for a real one.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use std::{sync::LazyLock, thread::available_parallelism};
use tokio::{sync::Semaphore, task::spawn_blocking};

/// As many at once as there are cores: each takes 19 MiB and a core for some 30 ms.
static AT_ONCE: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(available_parallelism().map_or(2, usize::from)));

/// Compared with when there is no such user, so that the time tells nothing.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash_now("nobody", &[0; 16]));

/// The PHC string of a password, with fresh salt.
pub async fn hash(password: String) -> String {
    let _turn = AT_ONCE.acquire().await;
    let salt: [u8; 16] = crate::desk::chance();
    spawn_blocking(move || hash_now(&password, &salt)).await.unwrap_or_default()
}

/// Whether a password belongs to a PHC string.
pub async fn verify(password: String, phc: Option<String>) -> bool {
    let _turn = AT_ONCE.acquire().await;
    let known = phc.is_some();
    let verified = move || {
        let phc = phc.as_deref().unwrap_or_else(|| NOBODY.as_str());
        PasswordHash::new(phc).is_ok_and(|phc| Argon2::default().verify_password(password.as_bytes(), &phc).is_ok())
    };
    spawn_blocking(verified).await.unwrap_or(false) && known
}

/// Cannot fail with these parameters; if it did, the empty string opens for nobody.
fn hash_now(password: &str, salt: &[u8]) -> String {
    let hashed = Argon2::default().hash_password_with_salt(password.as_bytes(), salt);
    hashed.map(|phc| phc.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_of_a_known_user_is_right() {
        let phc = hash("correct horse".into()).await;
        assert!(phc.starts_with("$argon2id$"));
        assert!(verify("correct horse".into(), Some(phc.clone())).await);
        assert!(!verify("wrong horse".into(), Some(phc)).await);
        assert!(!verify("nobody".into(), None).await);
        assert!(!verify("correct horse".into(), Some("garbled".into())).await);
    }
}
