// Passkeys: their buttons show where the browser knows them, and what goes wrong is said in the page.
"use strict";
(() => {
  if (!window.PublicKeyCredential) return;
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    for (const trouble of document.querySelectorAll("[data-passkey-trouble]")) trouble.hidden = false;
  });
})();
