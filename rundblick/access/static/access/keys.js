/* What went wrong with a security key, in words beside the button instead of in the console. */

document.addEventListener("allauth.error", (event) => {
  const place = document.querySelector("[data-key-error]");
  if (!place) return;
  event.preventDefault();
  const cancelled = event.detail.exception?.name === "NotAllowedError";
  place.textContent = cancelled
    ? "Abgebrochen. Sie können es noch einmal versuchen."
    : "Der Schlüssel konnte nicht gelesen werden. Bitte versuchen Sie es noch einmal oder melden Sie sich anders an.";
  place.hidden = false;
});
