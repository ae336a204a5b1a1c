/* What went wrong with a security key, in words beside the button instead of in the console. */

document.addEventListener("allauth.error", (event) => {
  const place = document.querySelector("[data-key-error]");
  if (!place) return;
  event.preventDefault();
  const words = {
    NotAllowedError: "Abgebrochen. Sie können es noch einmal versuchen.",
    SecurityError: "Unter dieser Adresse gehen Passkeys nicht: Sie brauchen eine sichere Verbindung und einen Namen.",
  };
  place.textContent =
    words[event.detail.exception?.name] ||
    "Der Schlüssel konnte nicht gelesen werden. Bitte versuchen Sie es noch einmal oder melden Sie sich anders an.";
  place.hidden = false;
});
